"""The page as files that need no hub: `jupyterhub-valueprop export`."""

from .bundle import ExportedFiles, export_files
from .folder import FolderError, write_folder

__all__ = ["ExportedFiles", "FolderError", "export_files", "write_folder"]
