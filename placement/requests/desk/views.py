"""The page of one request: what the centre adds to a submission's."""

from typing import Any, cast

from django import forms

from core.back_office import DeskFormView, uncached
from core.errors import KeyDestroyed
from forms_app.back_office import views
from forms_app.lifecycle import State
from forms_app.models import Submission
from placement.common import links
from placement.employers.services.data import EmployerData, data_of
from placement.requests import services
from placement.requests.journey.request import said_company
from placement.requests.models import VacancyRequest
from placement.vacancies.lifecycle import VacancyState


class RequestView(views.SubmissionView):
    """With the employer, what is new about it, and the vacancies."""

    template_name = "placement/requests/desk/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request and where it leads."""
        row = request_of(self.object)
        may_work = self.desk.allows(self.request, "work", self.object)
        changes = changes_of(self.object) if row.changes_employer and may_work else []
        return super().get_context_data(
            employer_request=row,
            employer=row.employer,
            employer_url=links.employer_url(self.request, row.employer),
            changes=changes,
            take_over_url=self.desk.url("take-over", self.object) if changes else "",
            vacancies=[
                {"row": vacancy, "url": links.vacancy_url(self.request, vacancy)}
                for vacancy in row.vacancies.order_by("number")
            ],
            **kwargs,
        )


class RequestIdentityView(RequestView, views.IdentityView):
    """With the personal data."""


class RequestVersionView(RequestView, views.VersionView):
    """An earlier version."""


class TakeOverForm(forms.Form):
    """Nothing to type: the page shows what will change."""

    revision = forms.CharField(widget=forms.HiddenInput, required=False)


@uncached
class TakeOverView(DeskFormView):
    """«Принять новые сведения»: what the employer says goes into the bank."""

    title = "Принять новые сведения о работодателе"
    submit_label = "Внести в банк данных"
    help = "Прежние сведения будут заменены. В истории останется, какие поля изменились."
    success = "Новые сведения внесены в банк данных."
    template_name = "placement/requests/desk/take_over.html"
    form_class = TakeOverForm
    object: Submission

    def get_form_kwargs(self) -> dict[str, Any]:
        """Pinned to the bank's data that are shown beside."""
        employer = request_of(self.object).employer
        return {"initial": {"revision": data_of(employer).revision}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add old and new side by side."""
        return super().get_context_data(changes=changes_of(self.object), **kwargs)

    def perform(self, form: TakeOverForm) -> None:
        """Call the service."""
        said = _said(self.object)
        if said is None:
            return
        services.take_over_changes(
            request=request_of(self.object),
            said=said,
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


def request_of(submission: Submission) -> VacancyRequest:
    """The centre's row of a submission."""
    return cast(VacancyRequest, cast(Any, submission).vacancy_request)


def changes_of(submission: Submission) -> list[services.Change]:
    """What the employer says beside what the bank has; nothing once the data are destroyed."""
    said = _said(submission)
    if said is None:
        return []
    return services.differences(request_of(submission).employer, said)


def notices(submission: Submission) -> list[str]:
    """What to look at before a decision."""
    row = request_of(submission)
    said = []
    if row.changes_employer:
        said.append("Работодатель сообщает новые сведения о себе: сравните их с банком данных.")
    vacancies = list(row.vacancies.all())
    if any(v.state == VacancyState.NEW and v.wording_flags for v in vacancies):
        said.append("В вакансиях есть спорные формулировки: они названы рядом с вакансией.")
    is_corrected = submission.versions.count() > 1
    if is_corrected and any(v.is_open for v in vacancies):
        said.append(
            "Заявка исправлена после публикации. Опубликованные вакансии не изменились: сравните"
            " их с ответами и внесите изменения на странице вакансии."
        )
    return said


def _said(submission: Submission) -> EmployerData | None:
    if submission.state == State.DESTROYED:
        return None
    try:
        return said_company(submission)
    except (KeyDestroyed, KeyError):  # the form has changed since, or the data are gone
        return None
