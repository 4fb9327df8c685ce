"""Use cases of employers' requests: filed, followed, new data taken over (P-F2)."""

from .changes import (
    Change,
    contact_differences,
    differences,
    take_over_changes,
    take_over_contact,
)
from .filing import file_request
from .following import bring_vacancies_back, follow_submission, kept_until

WORK = "placement.work_vacancies"

__all__ = [
    "WORK",
    "Change",
    "bring_vacancies_back",
    "contact_differences",
    "differences",
    "file_request",
    "follow_submission",
    "kept_until",
    "take_over_changes",
    "take_over_contact",
]
