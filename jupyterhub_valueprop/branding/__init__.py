"""Who says it: layers of YAML, mappings and callables → one frozen `Branding`, and every problem with its place."""

from jupyterhub_valueprop.branding.fields.named_files import FileRef
from jupyterhub_valueprop.branding.fields.texts import LocalizedText
from jupyterhub_valueprop.branding.models.announcements import Announcement, Environment, Legal
from jupyterhub_valueprop.branding.models.appearance import Font, Theme
from jupyterhub_valueprop.branding.models.branding import Branding
from jupyterhub_valueprop.branding.models.citation import Author, CitationSource, Work
from jupyterhub_valueprop.branding.models.community import (
    Community,
    Credits,
    Image,
    Logo,
    Network,
    NetworkLinks,
    Organization,
)
from jupyterhub_valueprop.branding.models.links import Link
from jupyterhub_valueprop.branding.models.proposition_source import PropositionSource
from jupyterhub_valueprop.branding.models.sign_in import SignIn, Terms
from jupyterhub_valueprop.lazy_config import CONFIG_KEY

from .json_schema import branding_schema
from .reading import (
    BrandingReading,
    Value,
    file_references,
    load_branding,
    read_branding,
    translated_documents,
    values_of,
)

__all__ = [
    "CONFIG_KEY",
    "Announcement",
    "Author",
    "Branding",
    "BrandingReading",
    "CitationSource",
    "Community",
    "Credits",
    "Environment",
    "FileRef",
    "Font",
    "Image",
    "Legal",
    "Link",
    "LocalizedText",
    "Logo",
    "Network",
    "NetworkLinks",
    "Organization",
    "PropositionSource",
    "SignIn",
    "Terms",
    "Theme",
    "Value",
    "Work",
    "branding_schema",
    "file_references",
    "load_branding",
    "read_branding",
    "translated_documents",
    "values_of",
]
