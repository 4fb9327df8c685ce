"""What a contest is set up with: its rules and dates, centres, stages, roles and questionnaires."""

from .contests import Contest, ContestQuerySet, EmploymentCentre, Stage
from .roles import ContestRole, Indicator, StateService

__all__ = [
    "Contest",
    "ContestQuerySet",
    "ContestRole",
    "EmploymentCentre",
    "Indicator",
    "Stage",
    "StateService",
]
