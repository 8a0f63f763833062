"""Everything that is wrong with a branding, and what is merely odd, as `check` and `fleet` tell it."""

from .oddities import oddities, propositions_of
from .page_problems import find_problems, from_here

__all__ = ["find_problems", "from_here", "oddities", "propositions_of"]
