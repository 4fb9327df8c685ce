"""What stays once marking has begun, said where it is typed (C-17); the models refuse it as well."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from contest.setup.models import Contest, Part, RankedGroup
from contest.setup.models.contests import JUDGED_BY, QUESTIONS_STAY, SCORING_WINDOWS
from contest.setup.models.judging import RULES_STAY
from contest.setup.rules.deadlines import Window
from core import clock

WINDOW = SCORING_WINDOWS[Part.VIDEO]
ROLE_PLAY_WINDOW = SCORING_WINDOWS[Part.ROLE_PLAY]
DATES = (
    "applications_open_at",
    "applications_close_at",
    "corrections_due_at",
    "stage_two_starts_at",
    "role_play_opens_at",
    "role_play_closes_at",
    "replacements_until",
    "ceremony_on",
)
RULES = ("groups", "criteria")
WINDOW_BY_DECISION = "Оценка началась: её срок меняют решением в разделе «Оценка»."


def freeze(form: Any) -> None:
    """Disable what can no longer be typed: a disabled field keeps what is stored."""
    begun = [*WINDOW]
    if form.instance.scoring_window(Part.ROLE_PLAY) in (Window.OPEN, Window.CLOSED):
        begun += ROLE_PLAY_WINDOW
    for name in (*JUDGED_BY, *begun):
        form.fields[name].disabled = True
        form.fields[name].help_text = WINDOW_BY_DECISION if name in begun else RULES_STAY
    for name in RULES:
        formset = form.formsets[name]
        for row in formset.forms:
            for column in formset.model._meta.get_fields():  # noqa: SLF001 - Django documents it
                if column.name in row.fields and row.instance.pk and not column.primary_key:
                    row.fields[column.name].disabled = True


def freeze_questions(form: Any) -> None:
    """Disable the number of questions once a result is entered, whatever else may still be typed."""
    if form.instance.pk and form.instance.has_test_results():
        form.fields["test_questions"].disabled = True
        form.fields["test_questions"].help_text = QUESTIONS_STAY


def check(form: Any) -> None:
    """Add the errors of a contest's form; call it from ``clean``, when the instants are made."""
    if form.is_locked:
        _check_locked(form)
        return
    _check_window(form)
    for row in _rows(form.formsets["groups"]):
        group, is_dropped = row.instance, row.cleaned_data.get("DELETE")
        if is_dropped and group.pk and group.services.exists():
            form.add_error(
                None, f"К группе «{group}» относятся услуги: сначала отнесите их к другой группе."
            )


def _check_locked(form: Any) -> None:
    for name in RULES:
        if form.formsets[name].has_changed():
            form.add_error(None, RULES_STAY)
            break
    moved = set(DATES) & set(form.changed_data) or form.formsets["stages"].has_changed()
    if moved and not form.cleaned_data.get("order_number"):
        form.add_error(
            "order_number", "Оценка началась: сроки меняют приказом. Укажите его номер и дату."
        )


def _check_window(form: Any) -> None:
    opens, closes = (form.cleaned_data.get(name) for name in WINDOW)
    if bool(opens) != bool(closes) and not set(WINDOW) & set(form.errors):
        form.add_error(WINDOW[0 if closes else 1], "Укажите оба срока оценки или ни одного.")
    elif opens and closes and opens >= closes:
        form.add_error(WINDOW[1], "Оценка заканчивается раньше, чем начинается.")
    elif opens and WINDOW[0] in form.changed_data and opens <= clock.now():
        form.add_error(
            WINDOW[0],
            "Это время уже прошло. С начала оценки критерии и правила изменить нельзя, поэтому"
            " укажите время впереди.",
        )


def offer_groups(services: Any, role: Any, contests: QuerySet[Contest]) -> None:
    """Let the rows of a role's services choose among the groups of its contest alone."""
    groups = RankedGroup.objects.filter(contest__in=contests)
    if role.contest_id:
        groups = groups.filter(contest=role.contest_id)

    class Row(services.form):  # type: ignore[misc, name-defined]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            cast(forms.ModelChoiceField, self.fields["group"]).queryset = groups

    services.form = Row


def check_groups(form: Any) -> None:
    """Add the errors of a role's form about the groups of its services."""
    contest: Contest | None = form.cleaned_data.get("contest")
    if contest is None:
        return
    is_locked = contest.is_locked()
    for row in _rows(form.formsets["services"]):
        group = row.cleaned_data.get("group")
        if group is not None and group.contest_id != contest.pk:
            row.add_error("group", "Эта группа – другого конкурса.")
        elif is_locked and ("group" in row.changed_data or not row.instance.pk):
            row.add_error("group", RULES_STAY)


def _rows(formset: Any) -> list[Any]:
    """The rows that hold something."""
    # They are cleaned only when asked for.
    formset.is_valid()
    return [row for row in formset.forms if getattr(row, "cleaned_data", None)]
