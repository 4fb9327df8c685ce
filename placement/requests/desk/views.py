"""The page of one request: what the centre adds to a submission's."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.utils.html import format_html_join

from core.errors import KeyDestroyed
from core.text import plural
from forms_app.answers import Answer
from forms_app.back_office import views
from forms_app.lifecycle import State
from forms_app.models import Submission
from placement.common import links
from placement.employers.models import Employer, EmployerContact
from placement.requests import services
from placement.requests.journey.request import company_in, contact_in
from placement.vacancies.lifecycle import VacancyState

from .publishing import PublishForm
from .rows import request_of, vacancies_of

Said = TypeVar("Said", Employer, EmployerContact)


class RequestView(views.SubmissionView):
    """With the employer, what is new about it, and the vacancies."""

    template_name = "placement/requests/desk/request.html"

    def asked(self, answers: Sequence[Answer]) -> list[tuple[str, Any]]:
        """The contact person, for whoever works on the request, and the workers."""
        people = [
            ("Контактное лицо", a.text)
            for a in answers
            if (a.step, a.code) == ("contact", "name") and a.text and not self.hides(a)
        ]
        workers = ((row.title, row.places) for row in vacancies_of(self.object))
        jobs = format_html_join(
            "", "<span>{} – {}</span> ", ((title, _places(number)) for title, number in workers)
        )
        return [*people, ("Нужны работники", jobs or "–")]

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
            form_url=self.address("form"),
            take_over_url=self.address("take-over") if changes else "",
            contact_url=(
                self.address("take-over-contact") if row.changes_contact and may_work else ""
            ),
            vacancies=(vacancies := PublishForm(submission=self.object).shown(self.request)),
            may_publish=may_work and any(one.can_be_published for one in vacancies),
            publish_url=self.address("publish-vacancies"),
            **kwargs,
        )


class RequestIdentityView(RequestView, views.IdentityView):
    """With the personal data."""


class RequestVersionView(RequestView, views.VersionView):
    """An earlier version."""


def changes_of(submission: Submission) -> list[services.Change]:
    """What the employer says beside what the bank has; nothing once the data are destroyed."""
    company = company_in_force(submission)
    if company is None:
        return []
    return services.differences(request_of(submission).employer, company)


def contact_changes_of(submission: Submission) -> list[services.Change]:
    """What the request says of its contact person beside what the bank has."""
    row, data = request_of(submission), contact_in_force(submission)
    if data is None or row.contact is None:
        return []
    return services.contact_differences(row.contact, data)


def notices(submission: Submission) -> list[str]:
    """What to look at before a decision."""
    row = request_of(submission)
    notices = []
    if row.changes_employer:
        notices.append("Работодатель сообщает новые сведения о себе: сравните их с банком данных.")
    if row.changes_contact:
        notices.append(
            "Контактное лицо уже есть в банке данных, но с другими данными: сравните и решите,"
            " обновить ли их."
        )
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
    return _in_force(company_in, submission)


def contact_in_force(submission: Submission) -> EmployerContact | None:
    """What the version in force says of the contact person; None once the data are destroyed."""
    return _in_force(contact_in, submission)


def _places(number: int) -> str:
    return plural(number, "место", "места", "мест")


def _in_force(read: Callable[[Submission], Said], submission: Submission) -> Said | None:
    if submission.state == State.DESTROYED:
        return None
    try:
        return read(submission)
    except (KeyDestroyed, KeyError):  # the form has changed since, or the data are gone
        return None
