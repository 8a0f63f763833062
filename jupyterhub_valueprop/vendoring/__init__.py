"""Files of other hosts that a branding names, brought beside it, with a lock that says where each came from.

Knows which hosts may be asked, what may be kept, and what the lock says; editing the branding is left to `cli`.
"""

from .bringing import Brought, Progress, bring
from .comparing import compare
from .download import Client
from .references import OpenedBranding, Reference, open_branding

__all__ = ["Brought", "Client", "OpenedBranding", "Progress", "Reference", "bring", "compare", "open_branding"]
