"""Copy files of other hosts that a branding names beside it, with a lock file that says where each came from.

Decides which hosts may be contacted and what may be kept, and keeps the lock file. `cli` edits the branding.
"""

from .bringing import Brought, Progress, bring
from .comparing import compare
from .download import Client
from .references import OpenedBranding, Reference, open_branding

__all__ = ["Brought", "Client", "OpenedBranding", "Progress", "Reference", "bring", "compare", "open_branding"]
