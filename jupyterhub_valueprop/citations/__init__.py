"""A cited work as the texts that people paste: plain, APA, BibTeX and RIS.

Uses what a branding says about the work. Doesn't know the file that it comes from, or the page.
"""

from .apa import apa
from .bibtex import bibtex
from .plain import plain
from .ris import ris

__all__ = ["apa", "bibtex", "plain", "ris"]
