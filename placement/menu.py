"""The menu group «Трудоустройство»."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from core.models import User
from placement import board
from placement.agreements.desk.screens import AgreementDesk
from placement.agreements.desk.templates import DraftTemplateDesk
from placement.employers.desk.screens import EmployerDesk
from placement.professions.desk import ProfessionDesk
from placement.programmes.desk import ProgrammeDesk
from placement.requests.desk.reports import RIGHT as READ_REPORTS
from placement.requests.desk.screens import RequestDesk
from placement.statistics.desk.screens import SnapshotDesk
from placement.vacancies.desk.screens import VacancyDesk


class DeskItem(MenuItem):
    """«Рабочий стол», for who works with employers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only where something can be worked on."""
        return board.is_shown(request)


class ReportItem(MenuItem):
    """A report about employers' requests."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For who may read them."""
        return cast(User, request.user).has_perm(READ_REPORTS)


class PlacementGroup(ModelAdminGroup):
    """What the centre works on, then what it reports."""

    menu_label = "Трудоустройство"
    menu_icon = "group"
    menu_order = 160
    items = (
        RequestDesk,
        EmployerDesk,
        VacancyDesk,
        AgreementDesk,
        DraftTemplateDesk,
        SnapshotDesk,
        ProgrammeDesk,
        ProfessionDesk,
    )

    @property
    def vacancies(self) -> VacancyDesk:
        """The register of vacancies."""
        return next(one for one in self.modeladmin_instances if isinstance(one, VacancyDesk))

    @property
    def requests(self) -> RequestDesk:
        """The employers' requests."""
        return next(one for one in self.modeladmin_instances if isinstance(one, RequestDesk))

    def get_submenu_items(self) -> list[Any]:
        """The desk first, the reports after the registers."""
        desk = DeskItem("Рабочий стол", reverse("placement_desk"), icon_name="home", order=-1)
        reports = [
            ReportItem(title, reverse(name), icon_name="table", order=100 + place)
            for place, (title, name) in enumerate(
                (
                    ("Реестр заявок", "placement_register"),
                    ("Спрос на профессии", "placement_demand"),
                )
            )
        ]
        return [desk, *super().get_submenu_items(), *reports]
