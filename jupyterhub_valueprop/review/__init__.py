"""All problems of a branding, and valid values that are probably not meant, as `check` and `fleet` report them."""

from .oddities import oddities, propositions_of
from .page_problems import find_problems, from_here

__all__ = ["find_problems", "from_here", "oddities", "propositions_of"]
