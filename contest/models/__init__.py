"""Nouns of the contest."""

from contest.pages import ContestIndexPage, ContestPage

from .commission import CommissionMember
from .contests import Contest, EmploymentCentre, Stage
from .entries import Entry
from .roles import ContestRole, Indicator, StateService

__all__ = [
    "CommissionMember",
    "Contest",
    "ContestIndexPage",
    "ContestPage",
    "ContestRole",
    "EmploymentCentre",
    "Entry",
    "Indicator",
    "Stage",
    "StateService",
]
