"""All models of the contest, for Django to find; code imports them from their nouns."""

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.finalists.models import Finalist, NoShow
from contest.findings.models import Finding, FindingVersion
from contest.meetings.models import (
    AgendaItem,
    Attendance,
    ChairAbsence,
    DeadlineReminder,
    Decision,
    DecisionEntry,
    Leave,
    Matter,
    Meeting,
    Summons,
    Vote,
)
from contest.public.pages import ContestIndexPage, ContestPage
from contest.scoring.models import (
    Absence,
    Mark,
    MarkChange,
    Recusal,
    ScoreSheet,
    WindowDecision,
)
from contest.scoring.paper.models import PaperMark, PaperSheet
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
from contest.stage_two.models import RolePlayPause, RolePlayRun, TestResult
from contest.video.models import MissingVideo, Video, VideoUpload

__all__ = [
    "Absence",
    "AgendaItem",
    "Attendance",
    "ChairAbsence",
    "CommissionMember",
    "Contest",
    "ContestIndexPage",
    "ContestPage",
    "ContestRole",
    "Criterion",
    "DeadlineReminder",
    "Decision",
    "DecisionEntry",
    "EmploymentCentre",
    "Entry",
    "Finalist",
    "Finding",
    "FindingVersion",
    "Indicator",
    "Leave",
    "Mark",
    "MarkChange",
    "Matter",
    "Meeting",
    "MissingVideo",
    "NoShow",
    "PaperMark",
    "PaperSheet",
    "RankedGroup",
    "Recusal",
    "RolePlayPause",
    "RolePlayRun",
    "ScoreSheet",
    "Stage",
    "StateService",
    "Summons",
    "TestResult",
    "Video",
    "VideoUpload",
    "Vote",
    "WindowDecision",
]
