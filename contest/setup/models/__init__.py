"""What a contest is set up with: its rules and dates, centres, stages, roles and questionnaires."""

from .contests import Contest, ContestQuerySet, EmploymentCentre, Stage
from .judging import Criterion, Joining, Majority, Part, RankedGroup, TiedVote
from .roles import ContestRole, Indicator, StateService

__all__ = [
    "Contest",
    "ContestQuerySet",
    "ContestRole",
    "Criterion",
    "EmploymentCentre",
    "Indicator",
    "Joining",
    "Majority",
    "Part",
    "RankedGroup",
    "Stage",
    "StateService",
    "TiedVote",
]
