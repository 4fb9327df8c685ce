"""«Опубликовать отмеченные»: the vacancies of one request by one press (P-2.4b, P-F2)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from django import forms
from django.db import transaction
from django.http import HttpRequest
from wagtail.admin import messages

from core.back_office import Act, ActView, Look
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import User
from forms_app.models import Submission
from placement.common.links import vacancy_url
from placement.professions.models import Profession
from placement.vacancies import services
from placement.vacancies.acts import PUBLISH
from placement.vacancies.lifecycle import VACANCY
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.services.guards import why_unpublishable
from placement.vacancies.services.request_ends import undone

from .rows import request_of, vacancies_of


class ShownVacancy(NamedTuple):
    """A vacancy on the page of its request.

    One that can be published is ticked already unless doubtful words have to be read first; where
    only the profession of the institution's list is missing, it is chosen here. ``hindrance`` is
    what else keeps a new one off the site.
    """

    row: Vacancy
    url: str
    can_be_published: bool
    is_ticked: bool
    profession: forms.BoundField | None
    hindrance: str


class PublishForm(forms.Form):
    """Which vacancies of the request are published, and under which professions."""

    vacancies = forms.ModelMultipleChoiceField(
        label="Вакансии",
        queryset=Vacancy.objects.none(),
        error_messages={"required": "Отметьте вакансии, которые нужно опубликовать."},
    )

    def __init__(self, data: Any = None, *, submission: Submission) -> None:
        super().__init__(data)
        self.rows = vacancies_of(submission)
        self.offered = {one.pk: one for one in Profession.objects.filter(is_taught=True)}
        field = cast(forms.ModelMultipleChoiceField, self.fields["vacancies"])
        field.queryset = request_of(submission).vacancies.order_by("number")
        choices = [("", "– выберите –"), *((pk, str(one)) for pk, one in self.offered.items())]
        for row in self.rows:
            if _waits(row) and row.profession is None:
                self.fields[_profession_of(row)] = forms.TypedChoiceField(
                    label="Профессия из перечня",
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=choices,
                )

    def shown(self, request: HttpRequest) -> list[ShownVacancy]:
        """The vacancies in the order of the request."""
        return [self._shown(row, vacancy_url(request, row)) for row in self.rows]

    @property
    def professions(self) -> dict[int, Profession]:
        """The professions that were chosen, by the keys of their vacancies."""
        chosen = ((row.pk, self.cleaned_data.get(_profession_of(row))) for row in self.rows)
        return {pk: self.offered[key] for pk, key in chosen if key}

    def _shown(self, row: Vacancy, url: str) -> ShownVacancy:
        name = _profession_of(row)
        asks = name in self.fields and not row.has_unexplained_wording and not undone(row)
        can_be_published = asks or PUBLISH.is_open(row, VACANCY)
        return ShownVacancy(
            row=row,
            url=url,
            can_be_published=can_be_published,
            is_ticked=can_be_published and not PUBLISH.read_first(row),
            profession=self[name] if asks else None,
            hindrance=why_unpublishable(row) if _waits(row) and not can_be_published else "",
        )


class PublishVacanciesView(ActView):
    """The vacancies with their warnings; what is ticked is published, each on its own."""

    template_name = "placement/requests/desk/publish.html"
    object: Submission

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = kwargs["form"].shown(self.request)
        return super().get_context_data(vacancies=shown, may_publish=True, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"submission": self.object}

    def perform(self, form: PublishForm) -> None:
        chosen = form.cleaned_data["vacancies"]
        refusals = self.service(vacancies=chosen, professions=form.professions, actor=self.actor)
        for words in refusals:
            messages.error(self.request, words)
        if published := len(chosen) - len(refusals):
            messages.success(self.request, f"Опубликовано вакансий: {published}.")


def publish_chosen(
    *, vacancies: Iterable[Vacancy], professions: Mapping[int, Profession], actor: User
) -> list[str]:
    """Publish each vacancy in a transaction of its own; why some were refused, by their names.

    ``professions`` are those of the institution's list that the vacancies had not had yet.
    """
    refusals = []
    for row in vacancies:
        try:
            _publish(row, professions.get(row.pk), actor)
        except Refused as refusal:
            refusals.append(f"{row.title}: {refusal.message}")
    return refusals


@transaction.atomic
def _publish(row: Vacancy, profession: Profession | None, actor: User) -> None:
    if profession is not None:
        data = VACANCIES.copy(row, profession=profession)
        revision = VACANCIES.revision(row)
        services.update_vacancy(vacancy=row, data=data, actor=actor, revision=revision)
    services.publish(vacancy=row, actor=actor)


def _waits(row: Vacancy) -> bool:
    return PUBLISH.code in VACANCY.actions(source=row.state, who=STAFF)


def _profession_of(row: Vacancy) -> str:
    return f"profession-{row.pk}"


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
