"""What is done with certificates: names confirmed, papers given out, replaced, printed."""

from .guards import ISSUE
from .issuing import issue_participants, issue_places, replace, revoke
from .names import confirm_names, names_revision, proposals
from .printing import order_files, print_certificates, remove_old

__all__ = [
    "ISSUE",
    "confirm_names",
    "issue_participants",
    "issue_places",
    "names_revision",
    "order_files",
    "print_certificates",
    "proposals",
    "remove_old",
    "replace",
    "revoke",
]
