"""Test the accessibility of a branding's login page in a browser, and report the results in the OpenACR format.

Needs the extra `accessibility` (Playwright, axe-core) and a Chromium. A hub never imports this.
"""

from .browsers import BrowserMissingError, open_browser
from .checks import CHECKS, Check
from .conformance_report import Subject, make_report, read_report, write_report
from .evaluation import Results, evaluate

__all__ = [
    "CHECKS",
    "BrowserMissingError",
    "Check",
    "Results",
    "Subject",
    "evaluate",
    "make_report",
    "open_browser",
    "read_report",
    "write_report",
]
