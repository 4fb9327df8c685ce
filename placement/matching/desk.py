"""The pages of a match: reasons in three columns, and what can be done with each (P-2.2e)."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.back_office import DeskAdmin, DeskObjectView, DeskPartFormView, Panel, uncached
from core.errors import Refused
from core.forms import TidyForm
from core.models import User
from placement.common.links import vacancy_url
from placement.graduates import rights
from placement.graduates.models import Graduate
from placement.matching import services
from placement.matching.services import MOST, Match
from placement.matching.standing import notes_of
from placement.vacancies.models import Vacancy

# Makes a link beside a match for whoever may follow it: words and address, or None.
ActionMaker = Callable[[HttpRequest, Graduate, Vacancy], tuple[str, str] | None]
_actions: list[ActionMaker] = []


def add_action(maker: ActionMaker) -> None:
    """Offer what ``maker`` makes beside each match that nothing forbids."""
    if maker not in _actions:
        _actions.append(maker)


class Row(NamedTuple):
    """A match as the page shows it."""

    match: Match
    label: str
    note: str
    url: str
    notes: list[str]
    links: list[tuple[str, str]]


def vacancy_panel(vacancy: Vacancy, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The way to the graduates for an open vacancy."""
    may = cast(User, request.user).has_perm(rights.WORK)
    if not (may and desk.may(request, "view") and vacancy.is_live):
        return None
    links = [("Подобрать выпускников", reverse("placement_vacancy_match", args=[vacancy.pk]))]
    return Panel(code="matching", title="Подбор", links=links)


def graduate_panel(graduate: Graduate, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The way to the vacancies for a person."""
    if not desk.allows(request, "work", graduate):
        return None
    links = [("Подобрать вакансии", reverse("placement_graduate_match", args=[graduate.pk]))]
    return Panel(code="matching", title="Подбор", links=links)


class MatchView(DeskObjectView):
    """A result page."""

    template_name = "placement/matching/matches.html"
    http_method_names = ["get"]

    def matches(self) -> list[Match]:
        """The matches, the best first."""
        raise NotImplementedError

    def row(self, match: Match) -> tuple[str, str, str]:
        """How the page calls a match: label, note, address."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            Row(match, *self.row(match), self._notes(match), self._links(match))
            for match in self.matches()
        ]
        return super().get_context_data(
            rows=rows, notices=self.notices(), most=MOST, is_cut=len(rows) == MOST, **kwargs
        )

    def notices(self) -> list[str]:
        """What is to be said once, of all matches."""
        return []

    def notes(self, match: Match) -> list[str]:
        """What is to be said of one match beside its reasons."""
        return []

    def _notes(self, match: Match) -> list[str]:
        return [*([match.referred.words] if match.referred else []), *self.notes(match)]

    def _links(self, match: Match) -> list[tuple[str, str]]:
        keys = [match.graduate.pk, match.vacancy.pk]
        links = []
        if match.may_be_referred:
            offers = (maker(self.request, match.graduate, match.vacancy) for maker in _actions)
            links = [link for link in offers if link]
        why = reverse("placement_graduate_not-referred", args=keys)
        links.append(("Записать, почему не направляем", f"{why}?{self.way_back}"))
        if match.not_referred:
            back = reverse("placement_graduate_may-be-referred", args=keys)
            links.append(("Снять причину: направлять можно", f"{back}?{self.way_back}"))
        return links

    way_back = ""


@uncached
class GraduatesForView(MatchView):
    """Graduates for a vacancy."""

    object: Vacancy
    title = "Подбор выпускников"
    way_back = "from=vacancy"

    def look_up(self) -> None:
        """For whoever works with graduates."""
        if not self.actor.has_perm(rights.WORK):
            raise PermissionDenied
        super().look_up()

    def matches(self) -> list[Match]:
        return services.graduates_for(self.object, self.actor)

    def notices(self) -> list[str]:
        return notes_of([self.object])[self.object.pk]

    def row(self, match: Match) -> tuple[str, str, str]:
        person = match.graduate
        note = ", ".join(filter(None, (str(person.profession or ""), person.group)))
        return (
            str(person),
            note,
            reverse("placement_graduates_modeladmin_inspect", args=[person.pk]),
        )


@uncached
class VacanciesForView(MatchView):
    """Vacancies for a graduate."""

    object: Graduate
    right = "work"
    title = "Подбор вакансий"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without the consent, lead back and say so."""
        try:
            response: HttpResponse = super().get(request, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(self.get_object_url())
        return response

    def matches(self) -> list[Match]:
        return services.vacancies_for(self.object, self.actor)

    def notes(self, match: Match) -> list[str]:
        return match.vacancy_notes

    def row(self, match: Match) -> tuple[str, str, str]:
        vacancy = match.vacancy
        note = f"{vacancy.employer}, {vacancy.place_text}"
        return vacancy.title, note, vacancy_url(self.request, vacancy)


class NotReferredForm(TidyForm):
    """Why not."""

    reason = forms.CharField(
        label="Почему не направляем",
        max_length=500,
        help_text="Причину увидят при каждом следующем подборе.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PairView(DeskPartFormView):
    """About this person and this vacancy; leads back to the match that one came from."""

    object: Graduate
    right = "work"

    def parts(self) -> QuerySet[Vacancy]:
        return Vacancy.objects.select_related("employer")

    def get_help(self) -> str:
        return f"{self.object} – «{self.part}», {self.part.employer}."

    def get_success_url(self) -> str:
        """The match that one came from."""
        if self.request.GET.get("from") == "vacancy":
            return reverse("placement_vacancy_match", args=[self.part.pk])
        return reverse("placement_graduate_match", args=[self.object.pk])


@uncached
class NotReferredView(PairView):
    """Record why this person is not referred to this vacancy."""

    title = "Почему не направляем"
    form_class = NotReferredForm
    submit_label = "Записать"
    success = "Причина записана."

    def perform(self, form: NotReferredForm) -> None:
        services.record_not_referred(
            graduate=self.object, vacancy=self.part, actor=self.actor, **form.cleaned_data
        )


@uncached
class MayBeReferredView(PairView):
    """Take back the reason not to refer this person to this vacancy."""

    title = "Снять причину не направлять"
    form_class = TidyForm
    submit_label = "Снять причину"
    success = "Причина снята: направлять можно."

    def perform(self, form: TidyForm) -> None:
        services.take_back_not_referred(graduate=self.object, vacancy=self.part, actor=self.actor)
