"""The page of one request: what the centre adds to a submission's."""

from typing import Any, cast

from core.errors import KeyDestroyed
from forms_app.back_office import views
from forms_app.lifecycle import State
from forms_app.models import Submission
from placement.common import links
from placement.employers.models import Employer
from placement.requests import services
from placement.requests.journey.request import company_in
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
            form_url=self.desk.url("form", self.object),
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


def request_of(submission: Submission) -> VacancyRequest:
    """The centre's row of a submission."""
    return cast(VacancyRequest, cast(Any, submission).vacancy_request)


def changes_of(submission: Submission) -> list[services.Change]:
    """What the employer says beside what the bank has; nothing once the data are destroyed."""
    company = company_in_force(submission)
    if company is None:
        return []
    return services.differences(request_of(submission).employer, company)


def notices(submission: Submission) -> list[str]:
    """What to look at before a decision."""
    row = request_of(submission)
    notices = []
    if row.changes_employer:
        notices.append("Работодатель сообщает новые сведения о себе: сравните их с банком данных.")
    vacancies = list(row.vacancies.all())
    if any(v.state == VacancyState.NEW and v.wording_flags for v in vacancies):
        notices.append("В вакансиях есть спорные формулировки: они названы рядом с вакансией.")
    is_corrected = submission.versions.count() > 1
    if is_corrected and any(v.is_open for v in vacancies):
        notices.append(
            "Заявка исправлена после публикации. Опубликованные вакансии не изменились: сравните"
            " их с ответами и внесите изменения на странице вакансии."
        )
    return notices


def company_in_force(submission: Submission) -> Employer | None:
    """What the version in force says of the employer; None once the data are destroyed."""
    if submission.state == State.DESTROYED:
        return None
    try:
        return company_in(submission)
    except (KeyDestroyed, KeyError):  # the form has changed since, or the data are gone
        return None
