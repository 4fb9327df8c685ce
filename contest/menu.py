"""The menu group «Конкурс»."""

from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from contest.applications.desk.board import is_shown
from contest.applications.desk.screens import ApplicationDesk
from contest.certificates.desk.screens import CertificateDesk
from contest.commission.desk import CommissionDesk
from contest.complaints.desk.screens import ComplaintDesk
from contest.meetings.desk.findings import AgendaFindingDesk
from contest.meetings.desk.screens import MeetingDesk
from contest.notices.desk.screens import ReleaseDesk
from contest.results.desk.screens import ResultsDesk
from contest.scoring.desk.paper import PaperDesk
from contest.scoring.desk.screens import ScoringDesk
from contest.setup.desk.screens import CentreDesk, ContestDesk, RoleDesk
from contest.stage_two.desk.screens import StageTwoDesk
from contest.video.desk.screens import VideoDesk

Desk = TypeVar("Desk")


class DeskItem(MenuItem):
    """«Рабочий стол», for whoever works on applications."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only where something can be worked on."""
        return is_shown(request)


class ContestGroup(ModelAdminGroup):
    """The board, the applications, and what a contest is set up with."""

    menu_label = "Конкурс"
    menu_icon = "pick"
    menu_order = 150
    items = (
        ApplicationDesk,
        VideoDesk,
        ScoringDesk,
        PaperDesk,
        StageTwoDesk,
        AgendaFindingDesk,
        MeetingDesk,
        ResultsDesk,
        CertificateDesk,
        ReleaseDesk,
        ComplaintDesk,
        ContestDesk,
        RoleDesk,
        CommissionDesk,
        CentreDesk,
    )

    @property
    def applications(self) -> ApplicationDesk:
        """The desk of applications."""
        return self._desk(ApplicationDesk)

    @property
    def scoring(self) -> ScoringDesk:
        """The desk of the scoring."""
        return self._desk(ScoringDesk)

    @property
    def findings(self) -> AgendaFindingDesk:
        """The desk of what members find and propose."""
        return self._desk(AgendaFindingDesk)

    @property
    def contests(self) -> ContestDesk:
        """The desk of what a contest is set up with."""
        return self._desk(ContestDesk)

    @property
    def videos(self) -> VideoDesk:
        """The desk of videos."""
        return self._desk(VideoDesk)

    @property
    def meetings(self) -> MeetingDesk:
        """The desk of the commission's meetings."""
        return self._desk(MeetingDesk)

    @property
    def results(self) -> ResultsDesk:
        """The desk of the orders on the results."""
        return self._desk(ResultsDesk)

    @property
    def releases(self) -> ReleaseDesk:
        """The desk of letters about decisions."""
        return self._desk(ReleaseDesk)

    @property
    def complaints(self) -> ComplaintDesk:
        """The desk of participants' complaints."""
        return self._desk(ComplaintDesk)

    @property
    def stage_two(self) -> StageTwoDesk:
        """The desk of stage II."""
        return self._desk(StageTwoDesk)

    def _desk(self, kind: type[Desk]) -> Desk:
        return next(desk for desk in self.modeladmin_instances if isinstance(desk, kind))

    def get_submenu_items(self) -> list[Any]:
        """The board first."""
        first = DeskItem("Рабочий стол", reverse("wagtailadmin_home"), icon_name="home", order=-1)
        return [first, *super().get_submenu_items()]
