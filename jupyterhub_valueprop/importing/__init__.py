"""Turn a hub's current texts into the keys of a branding: Helm values, configuration, lists of titles and bodies."""

from .html_reader import markdown_of
from .layer import layer_of_values
from .python_config import brandings_of_config, no_branding
from .source_files import Imported, import_sources
from .written import as_branding_file

__all__ = [
    "Imported", "as_branding_file", "brandings_of_config", "import_sources", "layer_of_values", "markdown_of",
    "no_branding",
]  # fmt: skip
