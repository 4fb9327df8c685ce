"""All models of the contest, for Django to find; code imports them from their nouns."""

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.public.pages import ContestIndexPage, ContestPage
from contest.scoring.models import (
    Absence,
    Mark,
    MarkChange,
    Recusal,
    ScoreSheet,
    WindowDecision,
)
from contest.setup.models import (
    Contest,
    ContestRole,
    Criterion,
    EmploymentCentre,
    Indicator,
    RankedGroup,
    Stage,
    StateService,
)
from contest.video.models import MissingVideo, Video, VideoUpload

__all__ = [
    "Absence",
    "CommissionMember",
    "Contest",
    "ContestIndexPage",
    "ContestPage",
    "ContestRole",
    "Criterion",
    "EmploymentCentre",
    "Entry",
    "Indicator",
    "Mark",
    "MarkChange",
    "MissingVideo",
    "RankedGroup",
    "Recusal",
    "ScoreSheet",
    "Stage",
    "StateService",
    "Video",
    "VideoUpload",
    "WindowDecision",
]
