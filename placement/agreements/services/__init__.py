"""Use cases of the register of agreements, from draft to the end of the term (P-5.4).

Every function locks the employer and then the agreement, asks the transition table and writes the
history; a refusal raises Refused with Russian text.
"""

from .entry import attach_scan, create_agreement, discard, import_agreement, update_agreement
from .moves import annul, end, register, terminate

__all__ = [
    "annul",
    "attach_scan",
    "create_agreement",
    "discard",
    "end",
    "import_agreement",
    "register",
    "terminate",
    "update_agreement",
]
