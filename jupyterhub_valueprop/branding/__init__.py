"""Who says it: layers of YAML, mappings and callables → one frozen `Branding`, with every mistake in its place."""

from .community import Community, Credits, Image, Logo, Network, NetworkLinks, Organization
from .files import FileRef
from .links import Link
from .models import Branding
from .notices import Announcement, Environment, Legal
from .proposition import PropositionSource
from .reading import BrandingReading, Value, file_references, load_branding, read_branding, translations
from .schema import branding_schema
from .sign_in import SignIn, Terms
from .texts import LocalizedText
from .theme import Font, Theme

__all__ = [
    "Announcement",
    "Branding",
    "BrandingReading",
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
    "branding_schema",
    "file_references",
    "load_branding",
    "read_branding",
    "translations",
]
