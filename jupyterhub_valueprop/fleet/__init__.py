"""Report what a change of shared files does to many communities before it ships: `jupyterhub-valueprop fleet`."""

from .commits import CommitError, folder_at
from .discovery import TooManyError
from .html_report import as_html
from .markdown_report import as_markdown
from .member import STATUSES, Change, Member
from .nurseries import Nurseries
from .overview import Overview
from .plan import Fleet, Plan, counterpart, fleet_below

__all__ = [
    "STATUSES",
    "Change",
    "CommitError",
    "Fleet",
    "Member",
    "Nurseries",
    "Overview",
    "Plan",
    "TooManyError",
    "as_html",
    "as_markdown",
    "counterpart",
    "fleet_below",
    "folder_at",
]
