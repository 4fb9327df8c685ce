"""«Опубликовать отмеченные»: the vacancies of one request by one press (P-2.4b, P-F2)."""

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from django import forms
from django.http import HttpRequest
from wagtail.admin import messages

from core.back_office import Act, ActView, Look
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import User
from forms_app.models import Submission
from placement.common.links import vacancy_url
from placement.vacancies import services
from placement.vacancies.acts import PUBLISH
from placement.vacancies.lifecycle import VACANCY
from placement.vacancies.models import Vacancy
from placement.vacancies.services.guards import why_unpublishable

from .rows import request_of, vacancies_of


class ShownVacancy(NamedTuple):
    """A vacancy on the page of its request; ``hindrance`` is what keeps a new one off the site.

    Without doubtful words to read first it is ticked already.
    """

    row: Vacancy
    url: str
    can_be_published: bool
    is_ticked: bool
    hindrance: str


class PublishForm(forms.Form):
    """Which vacancies of the request are published."""

    vacancies = forms.ModelMultipleChoiceField(
        label="Вакансии",
        queryset=Vacancy.objects.none(),
        error_messages={"required": "Отметьте вакансии, которые нужно опубликовать."},
    )

    def __init__(self, data: Any = None, *, submission: Submission) -> None:
        super().__init__(data)
        field = cast(forms.ModelMultipleChoiceField, self.fields["vacancies"])
        field.queryset = request_of(submission).vacancies.order_by("number")


class PublishVacanciesView(ActView):
    """The vacancies with their warnings; what is ticked is published, each on its own."""

    template_name = "placement/requests/desk/publish.html"
    object: Submission

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            vacancies=shown_vacancies(self.object, self.request), may_publish=True, **kwargs
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"submission": self.object}

    def perform(self, form: PublishForm) -> None:
        chosen = form.cleaned_data["vacancies"]
        refusals = self.service(vacancies=chosen, actor=self.actor)
        for words in refusals:
            messages.error(self.request, words)
        if published := len(chosen) - len(refusals):
            messages.success(self.request, f"Опубликовано вакансий: {published}.")


def shown_vacancies(submission: Submission, request: HttpRequest) -> list[ShownVacancy]:
    """The vacancies of a request, and which of them can be published now."""
    return [_shown(row, vacancy_url(request, row)) for row in vacancies_of(submission)]


def publish_chosen(*, vacancies: Iterable[Vacancy], actor: User) -> list[str]:
    """Publish each vacancy in a transaction of its own; why some were refused, by their names."""
    refusals = []
    for row in vacancies:
        try:
            services.publish(vacancy=row, actor=actor)
        except Refused as refusal:
            refusals.append(f"{row.title}: {refusal.message}")
    return refusals


def _shown(row: Vacancy, url: str) -> ShownVacancy:
    can_be_published = PUBLISH.is_open(row, VACANCY)
    waits = PUBLISH.code in VACANCY.actions(source=row.state, who=STAFF)
    return ShownVacancy(
        row=row,
        url=url,
        can_be_published=can_be_published,
        is_ticked=can_be_published and not PUBLISH.read_first(row),
        hindrance=why_unpublishable(row) if waits else "",
    )


PUBLISH_VACANCIES = Act(
    code="publish-vacancies",
    button="Опубликовать отмеченные",
    past="Опубликованы вакансии",
    service=publish_chosen,
    title="Опубликовать вакансии заявки",
    help="Отмеченные вакансии сразу появятся на сайте. Возраст, пол и контактное лицо"
    " не показываются.",
    look=Look.MAIN,
    form=PublishForm,
    is_button=False,
    view=PublishVacanciesView,
)
