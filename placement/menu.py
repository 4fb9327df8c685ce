"""The menu group «Трудоустройство»."""

from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from core.back_office import DeskAdmin
from core.models import User
from placement.agreements.desk.screens import AgreementDesk
from placement.agreements.desk.templates import DraftTemplateDesk
from placement.assistance.desk.screens import AssistanceDesk
from placement.cases.desk.screens import CaseDesk, StepKindDesk
from placement.centre.terms.desk import TermsDesk
from placement.consultations.desk.screens import ConsultationDesk
from placement.employers.desk.screens import EmployerDesk
from placement.graduates.desk.screens import GraduateDesk
from placement.grants.desk.screens import GrantDesk, RepresentativeDesk
from placement.mentors.desk.screens import RecommendationsDesk
from placement.mentors.rights import VIEW as SEE_RECOMMENDATIONS
from placement.photos.desk.screens import PhotoDesk
from placement.professions.desk import ProfessionDesk
from placement.programmes.desk import ProgrammeDesk
from placement.referrals.desk.screens import ReferralDesk
from placement.requests.desk.reports import RIGHT as READ_REPORTS
from placement.requests.desk.screens import SEE, RequestDesk
from placement.resumes.desk.screens import ResumeDesk
from placement.statistics.desk.screens import SnapshotDesk
from placement.vacancies.desk.screens import VacancyDesk

Desk = TypeVar("Desk", bound=DeskAdmin)


class DeskItem(MenuItem):
    """«Рабочий стол»: the first page after login."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whom the centre has something on it."""
        user = cast(User, request.user)
        return user.has_perm(SEE) or user.has_perm(SEE_RECOMMENDATIONS)


class ReportItem(MenuItem):
    """A report about employers' requests."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may read them."""
        return cast(User, request.user).has_perm(READ_REPORTS)


class PlacementGroup(ModelAdminGroup):
    """What the centre works on, then what it reports."""

    menu_label = "Трудоустройство"
    menu_icon = "group"
    menu_order = 160
    items = (
        CaseDesk,
        GraduateDesk,
        AssistanceDesk,
        ResumeDesk,
        ReferralDesk,
        RequestDesk,
        EmployerDesk,
        VacancyDesk,
        GrantDesk,
        RepresentativeDesk,
        PhotoDesk,
        AgreementDesk,
        DraftTemplateDesk,
        ConsultationDesk,
        RecommendationsDesk,
        SnapshotDesk,
        ProgrammeDesk,
        ProfessionDesk,
        StepKindDesk,
        TermsDesk,
    )

    @property
    def cases(self) -> CaseDesk:
        """Whom the centre leads."""
        return self._desk(CaseDesk)

    @property
    def graduates(self) -> GraduateDesk:
        """Students and graduates."""
        return self._desk(GraduateDesk)

    @property
    def assistance(self) -> AssistanceDesk:
        """Graduates' requests."""
        return self._desk(AssistanceDesk)

    @property
    def consultations(self) -> ConsultationDesk:
        """The log of consultations."""
        return self._desk(ConsultationDesk)

    @property
    def photos(self) -> PhotoDesk:
        """Where photographs of graduates stand."""
        return self._desk(PhotoDesk)

    @property
    def requests(self) -> RequestDesk:
        """The employers' requests."""
        return self._desk(RequestDesk)

    @property
    def employers(self) -> EmployerDesk:
        """The data bank."""
        return self._desk(EmployerDesk)

    @property
    def vacancies(self) -> VacancyDesk:
        """The register of vacancies."""
        return self._desk(VacancyDesk)

    @property
    def resumes(self) -> ResumeDesk:
        """The versions of resumes."""
        return self._desk(ResumeDesk)

    @property
    def referrals(self) -> ReferralDesk:
        """The register of referrals."""
        return self._desk(ReferralDesk)

    @property
    def grants(self) -> GrantDesk:
        """Who allows what."""
        return self._desk(GrantDesk)

    @property
    def agreements(self) -> AgreementDesk:
        """The register of agreements."""
        return self._desk(AgreementDesk)

    @property
    def recommendations(self) -> RecommendationsDesk:
        """The recommendations to mentors."""
        return self._desk(RecommendationsDesk)

    @property
    def statistics(self) -> SnapshotDesk:
        """The employment figures."""
        return self._desk(SnapshotDesk)

    def _desk(self, kind: type[Desk]) -> Desk:
        return next(one for one in self.modeladmin_instances if isinstance(one, kind))

    def get_submenu_items(self) -> list[Any]:
        """The board first, the reports after the registers."""
        desk = DeskItem("Рабочий стол", reverse("wagtailadmin_home"), icon_name="home", order=-1)
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
