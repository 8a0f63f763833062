"""How accessible a branding's login page is: tests in a browser, and a report of them in the OpenACR format.

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
