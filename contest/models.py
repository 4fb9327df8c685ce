"""All models of the contest, for Django to find; code imports them from their nouns."""

from contest.applications.models import Entry
from contest.certificates.models import (
    Certificate,
    CertificateIssue,
    NameCase,
    RecipientName,
)
from contest.commission.models import CommissionMember
from contest.complaints.models import Complaint
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
from contest.notices.models import Notice, Release
from contest.public.pages import ContestIndexPage, ContestPage
from contest.publication.models import PublicationConsent
from contest.results.models import Nomination, ResultLine, ResultsOrder
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
from contest.video.models import MissingVideo, Video, VideoCopy, VideoUpload

__all__ = [
    "Absence",
    "AgendaItem",
    "Attendance",
    "Certificate",
    "CertificateIssue",
    "ChairAbsence",
    "CommissionMember",
    "Complaint",
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
    "NameCase",
    "NoShow",
    "Nomination",
    "Notice",
    "PaperMark",
    "PaperSheet",
    "PublicationConsent",
    "RankedGroup",
    "RecipientName",
    "Recusal",
    "Release",
    "ResultLine",
    "ResultsOrder",
    "RolePlayPause",
    "RolePlayRun",
    "ScoreSheet",
    "Stage",
    "StateService",
    "Summons",
    "TestResult",
    "Video",
    "VideoCopy",
    "VideoUpload",
    "Vote",
    "WindowDecision",
]
