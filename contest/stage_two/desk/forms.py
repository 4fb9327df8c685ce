"""Forms of stage II; they only parse, the services decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from contest.finalists.models import Finalist
from contest.scoring.models import Recusal
from contest.setup.models import Contest
from contest.stage_two.models import TestResult
from core.fields import DateField
from core.forms import TidyForm
from core.models import User

_CAME = [("yes", "явился"), ("no", "не явился"), ("", "не отмечено")]
_OF_CHOICE = {"yes": True, "no": False, "": None}
_OF_FACT = {came: choice for choice, came in _OF_CHOICE.items()}


def in_order(finalists: Iterable[Finalist]) -> list[Finalist]:
    """By the draw, whoever has no number yet last by name."""
    return sorted(
        finalists,
        key=lambda one: (one.draw_number is None, one.draw_number or 0, one.entry.full_name),
    )


class FinalistsForm(TidyForm):
    """A form with a field for each of some finalists, named after them."""

    def finalist_fields(self) -> list[tuple[Finalist, forms.BoundField]]:
        """Each finalist with their field."""
        return [(one, self[name]) for name, one in self.finalists.items()]

    def other_fields(self) -> list[forms.BoundField]:
        """What is asked beside that."""
        return [field for field in self if field.name not in self.finalists]

    def _add(self, finalists: Iterable[Finalist], prefix: str) -> None:
        self.finalists = {f"{prefix}-{one.pk}": one for one in in_order(finalists)}

    def typed(self) -> dict[str, int]:
        """The numbers that were typed, by the names of their fields."""
        names = (name for name in self.finalists if self.cleaned_data.get(name) is not None)
        return {name: self.cleaned_data[name] for name in names}


def _number(one: Finalist, **kwargs: Any) -> forms.IntegerField:
    """A number beside the finalist's name."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 5})
    return forms.IntegerField(label=name_of(one), min_value=0, widget=widget, **kwargs)


def name_of(finalist: Finalist) -> str:
    """«№ 3. Петрова Анна Ивановна»."""
    number = f"№ {finalist.draw_number}. " if finalist.draw_number else ""
    return f"{number}{finalist.entry.full_name}"


def _reason(label: str, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=500, widget=widget, **kwargs)


class AttendanceForm(FinalistsForm):
    """Who came, of all whom no decision keeps out."""

    def __init__(self, *args: Any, contest: Contest) -> None:
        super().__init__(*args)
        expected = Finalist.objects.expected().filter(contest=contest).select_related("entry")
        self._add(expected, "came")
        for name, one in self.finalists.items():
            # What the page has shown is sent along: only what was changed there is saved.
            self.fields[name] = forms.ChoiceField(
                label=one.entry.full_name,
                choices=_CAME,
                required=False,
                widget=forms.RadioSelect,
                initial=_OF_FACT[one.attended],
                show_hidden_initial=True,
            )

    def came(self) -> dict[int, bool | None]:
        """By finalist's key what was changed."""
        changed = (name for name in self.changed_data if name in self.finalists)
        return {self.finalists[name].pk: _OF_CHOICE[self.cleaned_data[name]] for name in changed}


class DrawForm(TidyForm):
    """Why the draw is done again, where there was one."""

    reason = _reason(
        "Почему жребий проводится заново",
        required=False,
        help_text="Нужно, только если жребий уже записан.",
    )


class DrawnNumbersForm(FinalistsForm):
    """The numbers that the finalists drew by hand."""

    reason = _reason(
        "Почему номера меняются",
        required=False,
        help_text="Нужно, только если меняется номер, записанный раньше.",
    )

    def __init__(self, *args: Any, contest: Contest) -> None:
        super().__init__(*args)
        self._add(_appeared(contest), "number")
        for name, one in self.finalists.items():
            self.fields[name] = _number(one, required=False, initial=one.draw_number)

    def numbers(self) -> dict[int, int]:
        """By finalist's key."""
        return {self.finalists[name].pk: number for name, number in self.typed().items()}


def _appeared(contest: Contest) -> QuerySet[Finalist]:
    rows = Finalist.objects.appeared().filter(contest=contest)
    return rows.select_related("entry", "contest", "test_result")


class TestsForm(FinalistsForm):
    """Right answers of all who have no result yet, or one that this person entered.

    What a colleague has entered is left out: this person will check it without having seen it.
    """

    __test__ = False

    def __init__(self, *args: Any, contest: Contest, actor: User) -> None:
        super().__init__(*args)
        open_to_actor = (one for one in _appeared(contest) if _is_open(one, actor))
        self._add(open_to_actor, "right")
        for name, one in self.finalists.items():
            result: TestResult | None = getattr(one, "test_result", None)
            self.fields[name] = _number(
                one, required=False, initial=result.right if result else None
            )


def _is_open(finalist: Finalist, actor: User) -> bool:
    result: TestResult | None = getattr(finalist, "test_result", None)
    return result is None or (not result.is_checked and result.entered_by_id == actor.pk)


class ChecksForm(FinalistsForm):
    """What colleagues have entered, to be typed again from the answer sheets."""

    def __init__(self, *args: Any, contest: Contest, actor: User) -> None:
        super().__init__(*args)
        # What a conflict of interest keeps from them is checked by another.
        recused = Recusal.objects.in_force().filter(member__user=actor)
        waiting = TestResult.objects.filter(checked_at=None).exclude(
            Q(entered_by=actor) | Q(finalist__entry__in=recused.values("entry"))
        )
        self._add(_appeared(contest).filter(test_result__in=waiting), "right")
        for name, one in self.finalists.items():
            self.fields[name] = _number(one, required=False)


class TestForm(TidyForm):
    """Right answers of one finalist."""

    __test__ = False

    right = forms.IntegerField(
        label="Верных ответов", min_value=0, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    reason = _reason(
        "Почему результат меняется", required=False, help_text="Нужно, только если он уже проверен."
    )


class DecisionForm(TidyForm):
    """By which decision."""

    number = forms.CharField(label="Номер решения", max_length=64)
    decided_on = DateField(label="Дата решения")
    reason = forms.CharField(
        label="Что решено и почему", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PauseForm(TidyForm):
    """Why the time stops."""

    reason = _reason("Причина паузы", help_text="Например: отключилось электричество.")


class DiscardForm(TidyForm):
    """Why the time begins anew."""

    reason = _reason("Почему время начинается заново")
