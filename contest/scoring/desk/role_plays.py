"""The screens of the scoring for role plays: those of the videos, for the other part (C-16)."""

from contest.setup.models import Part

from .outcome import TableView, WhyView
from .overview import ContestView
from .sheet import MarkView, ScoreView


class RolePlaysView(ContestView):
    """A member's own role plays and the progress, in the order of the draw."""

    scored = Part.ROLE_PLAY


class RolePlayScoreView(ScoreView):
    """Marking one role play."""

    scored = Part.ROLE_PLAY


class RolePlayMarkView(MarkView):
    """One mark of a role play."""

    scored = Part.ROLE_PLAY


class RolePlayTableView(TableView):
    """The role plays after their closing."""

    scored = Part.ROLE_PLAY


class RolePlayWhyView(WhyView):
    """The marks of one role play."""

    scored = Part.ROLE_PLAY
