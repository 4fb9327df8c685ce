"""Dates of a contest that would soon destroy its applications are refused when they are typed."""

import datetime as dt
import zoneinfo
from typing import Any

from django import forms

from contest.setup.in_use import has_live_applications
from contest.setup.models import Contest
from contest.setup.models.contests import SCORING_WINDOWS
from contest.setup.rules.keeping import kept_until
from core import clock
from forms_app.services.planned_end import LEAD

CLOSES = "applications_close_at"
CLOSINGS = (CLOSES, *(closes for _, closes in SCORING_WINDOWS.values()))
CEREMONY = "ceremony_on"


def refuse_early_destruction(form: Any) -> None:
    """Add an error to a contest's form whose dates bring destruction nearer than ``LEAD``.

    Dates that leave the day of destruction where it is, or move it away, are free: an old contest
    can still be edited. Call it from the form's ``clean``, when the instants are made.
    """
    cleaned = form.cleaned_data
    stored = Contest.objects.filter(pk=form.instance.pk).first()
    zone, closes = cleaned.get("time_zone"), cleaned.get(CLOSES)
    if stored is None or not zone or not closes or not has_live_applications(stored):
        return
    ends = [*_stage_ends(form), (cleaned.get(CEREMONY), form, CEREMONY)]
    tz = zoneinfo.ZoneInfo(zone)
    closings = {name: cleaned[name] for name in CLOSINGS if cleaned.get(name)}
    latest = max(closings.values())
    due = kept_until(ends=[day for day, _, _ in ends], closes_at=latest, tz=tz)
    if due is None or due >= clock.now() + LEAD:
        return
    before = stored.kept_until()
    if before is not None and due >= before:
        return
    last, place, name = max((e for e in ends if e[0]), key=lambda end: end[0])
    if dt.datetime.combine(last, dt.time(), tz) < latest:
        place, name = form, max(closings, key=lambda closing: closings[closing])
    place.add_error(
        name,
        f"С этими датами данные заявок будут уничтожены {clock.format_date(due.astimezone(tz))}"
        " – через 30 дней после последней из дат конкурса. Проверьте даты: до уничтожения должно"
        f" остаться не меньше {LEAD.days} дней.",
    )


def _stage_ends(form: Any) -> list[tuple[dt.date | None, forms.BaseForm, str]]:
    """The last day of each stage that stays, with the form and field where it was typed."""
    rows = form.formsets["stages"]
    # Its rows are cleaned only when asked for.
    rows.is_valid()
    kept = [row for row in rows.forms if not getattr(row, "cleaned_data", {}).get("DELETE")]
    return [(getattr(row, "cleaned_data", {}).get("ends_on"), row, "ends_on") for row in kept]
