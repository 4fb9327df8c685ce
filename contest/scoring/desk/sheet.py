"""The page of one entry: what to look at, the criteria, a comment (C-14)."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, in_marking_order, states_of, to_mark
from contest.scoring.models import Recusal, ScoreSheet
from contest.scoring.paper.origin import paper_words, with_paper
from contest.scoring.rules.progress import Progress
from contest.scoring.services import Given, save_comment, save_mark, save_sheet
from contest.scoring.services.marking import comment_revision
from contest.setup.models import Contest, Criterion, Part
from contest.setup.rules.deadlines import Window
from core.back_office import DeskPartView, uncached
from core.back_office.panels import panels_of
from core.errors import Refused
from core.forms import TidyForm
from core.text import whole_number

from .scope import address, seat_of
from .words import common_words, mark_text, scale_values, window_words

NO_MARK = ""


class SheetForm(TidyForm):
    """Radio buttons for each criterion, none of them chosen beforehand, and a comment.

    Hidden fields carry what the page has shown, so that nothing is overwritten unseen.
    """

    comment = forms.CharField(
        label="Комментарий",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="До закрытия оценки его видите только вы.",
    )
    seen_comment = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        criteria: list[Criterion],
        marks: Mapping[int, int],
        comment: str,
    ) -> None:
        self.criteria = criteria
        initial: dict[str, Any] = {
            "comment": comment,
            "seen_comment": comment_revision(comment),
        }
        for criterion in criteria:
            steps = marks.get(criterion.pk, NO_MARK)
            initial |= {_mark(criterion): steps, _seen(criterion): steps}
        super().__init__(data, initial=initial)
        for criterion in criteria:
            self.fields[_mark(criterion)] = forms.TypedChoiceField(
                label=str(criterion),
                help_text=criterion.meaning,
                choices=scale_values(criterion),
                coerce=int,
                required=False,
                empty_value=None,
                widget=forms.RadioSelect,
            )
            self.fields[_seen(criterion)] = forms.IntegerField(
                required=False, widget=forms.HiddenInput
            )

    def rows(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField]]:
        """Each criterion with its radio buttons and what was shown of it."""
        return [(one, self[_mark(one)], self[_seen(one)]) for one in self.criteria]

    def given(self) -> dict[Criterion, Given]:
        """The criteria for which something else is chosen than the page had shown."""
        typed = self.cleaned_data
        chosen = ((one, typed.get(_mark(one)), typed.get(_seen(one))) for one in self.criteria)
        return {
            one: Given(steps, seen)
            for one, steps, seen in chosen
            if steps is not None and steps != seen
        }


def _mark(criterion: Criterion) -> str:
    return f"mark-{criterion.pk}"


def _seen(criterion: Criterion) -> str:
    return f"seen-{criterion.pk}"


class EntryView(DeskPartView):
    """An entry as a member of its contest's commission comes to it."""

    right = "mark"
    scored: str = Part.VIDEO
    object: Contest
    part: Entry
    member: CommissionMember

    def parts(self) -> QuerySet:
        """The entries that are marked."""
        rows = to_mark(self.object, self.scored)
        return rows.select_related("submission", "centre", "role", "service")

    def look_up(self) -> None:
        """Find contest, entry and the person's own seat."""
        super().look_up()
        self.part.contest = self.object
        member = seat_of(self.request, self.object)
        assert member is not None  # the right «mark» is a seat
        self.member = member


@uncached
class ScoreView(EntryView):
    """Marking one entry; whoever is recused sees that they are, and nothing of the entry."""

    template_name = "contest/scoring/desk/score.html"

    def get_title(self) -> str:
        return self.part.full_name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is stored."""
        return self.show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save all that was chosen; what is refused is said, and nothing typed is lost."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.show(form)
        typed = form.cleaned_data
        try:
            save_sheet(
                member=self.member,
                entry=self.part,
                part=self.scored,
                marks=form.given(),
                comment=typed["comment"],
                seen_comment=typed["seen_comment"],
                actor=self.actor,
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
            return self.show(form)
        state = self._states([self.part.pk])[self.part.pk]
        said = "оценено всё" if state is Progress.COMPLETE else "оценено не всё"
        messages.success(request, f"Сохранено: {self.part.full_name} – {said}.")
        return redirect(self.desk.url(address("inspect", self.scored), self.object))

    def show(self, form: SheetForm) -> HttpResponse:
        """Render the page."""
        rows = to_mark(self.object, self.scored)
        ordered = in_marking_order(self.member, rows, self.scored)
        states = self._states(ordered)
        recused = states.get(self.part.pk) is Progress.RECUSED
        is_open = self.object.scoring_window(self.scored) is Window.OPEN
        context: dict[str, Any] = {
            "entry": self.part,
            "window": window_words(self.object, self.scored),
            "is_recused": recused,
            "is_video": self.scored == Part.VIDEO,
        }
        if recused:
            row = Recusal.objects.in_force().get(member=self.member, entry=self.part)
            context["print_url"] = self.desk.url("recusal", self.object, row.pk)
        else:
            context |= {
                "common": common_words(
                    self.member,
                    surname=self.part.last_name,
                    employer=self.part.centre.name,
                    signed_by=self.part.signed_by,
                ),
                "form": form if is_open else None,
                "refused": form.non_field_errors() if form.is_bound and not is_open else [],
                "unsaved": form.data.get("comment", "") if form.is_bound and not is_open else "",
                "given": self._given(form),
                "origin": self._origin(),
                "panels": panels_of(self.part, self.request, self.desk),
                "mark_url": self.desk.url(address("mark", self.scored), self.object, self.part.pk),
                "recuse_url": self.desk.url("recuse", self.object, self.part.pk),
                "next_entry": self._next(ordered, states) if is_open else None,
            }
        return self.render_to_response(self.get_context_data(**context))

    def _form(self, data: Any = None) -> SheetForm:
        self.criteria = criteria_of(self.object, self.scored)
        sheet = _sheet_of(self.member, self.part, self.scored)
        self.marks = dict(sheet.marks.values_list("criterion", "steps")) if sheet else {}
        self.comment = sheet.comment_text if sheet else ""
        self.paper: int | None = sheet.last_paper if sheet else None
        return SheetForm(data, criteria=self.criteria, marks=self.marks, comment=self.comment)

    def _given(self, form: SheetForm) -> list[tuple[Criterion, str]]:
        """The member's own marks, to read when the scoring is not open."""
        return [(one, mark_text(one, self.marks.get(one.pk))) for one in form.criteria]

    def _origin(self) -> str:
        """Where the marks came from, if not from this page."""
        return paper_words([self.paper])[self.paper] if self.paper else ""

    def _states(self, entries: list[int]) -> dict[int, Progress]:
        return states_of(self.member, entries, criteria=len(self.criteria), part=self.scored)

    def _next(self, ordered: list[int], states: dict[int, Progress]) -> dict[str, str] | None:
        """The next entry in the member's order that waits for marks."""
        here = ordered.index(self.part.pk) if self.part.pk in ordered else -1
        for key in [*ordered[here + 1 :], *ordered[: max(here, 0)]]:
            if states[key].is_awaited:
                url = self.desk.url(address("score", self.scored), self.object, key)
                return {"url": url, "name": Entry.objects.get(pk=key).full_name}
        return None


@uncached
class MarkView(EntryView):
    """One mark, or the comment, saved as soon as it is chosen; answers in JSON."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save; 409 with the reason when that is refused."""
        try:
            said = self._save(json.loads(request.body))
        except Refused as refusal:
            return JsonResponse({"error": refusal.message}, status=409)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return JsonResponse({"error": "Запрос не разобран."}, status=400)
        return JsonResponse(said)

    def _save(self, sent: dict[str, Any]) -> dict[str, Any]:
        who: dict[str, Any] = {"member": self.member, "entry": self.part, "actor": self.actor}
        if "comment" in sent:
            form = SheetForm({"comment": sent["comment"]}, criteria=[], marks={}, comment="")
            if not form.is_valid():
                raise Refused("Комментарий слишком длинный.")
            comment = form.cleaned_data["comment"]
            save_comment(**who, part=self.scored, comment=comment, seen=str(sent["seen"]))
            return {"seen": comment_revision(comment)}
        seen = sent["seen"]
        given = Given(_whole(sent["steps"]), None if seen in (None, NO_MARK) else _whole(seen))
        rows = self.object.criteria.filter(part=self.scored, pk=_whole(sent["criterion"]))
        criterion = rows.first()
        if criterion is None:
            raise Refused("Такого критерия в этом конкурсе нет.")
        return {"seen": save_mark(**who, criterion=criterion, given=given).steps}


def _whole(sent: object) -> int:
    """A whole number, sent as such or as the text of a form's field; ValueError for all else."""
    number = whole_number(str(sent)) if isinstance(sent, int | str) else None
    if number is None:
        raise ValueError(sent)
    return number


def _sheet_of(member: CommissionMember, entry: Entry, part: str) -> Any:
    rows = with_paper(ScoreSheet.objects.select_related("entry__submission__key"))
    return rows.filter(member=member, entry=entry, part=part).first()
