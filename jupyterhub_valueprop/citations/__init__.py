"""A cited work as the texts that people paste: plain, APA, BibTeX and RIS.

Knows what a branding says of the work, and neither the file that said it nor the page.
"""

from .apa import apa
from .bibtex import bibtex
from .plain import plain
from .ris import ris

__all__ = ["apa", "bibtex", "plain", "ris"]
