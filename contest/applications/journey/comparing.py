"""The cross-checks of a clerk, put to the forms (see ``rules.cross_checks``).

What was filed once is never judged by rules that came later: it stays readable as it is.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from contest.applications.journey.common import application_day
from contest.applications.rules import cross_checks
from contest.applications.rules.experience import Length
from contest.setup.models import Indicator
from forms_app.engine.fields import ABSENT
from forms_app.engine.forms import RowForm, StepForm, StepWarning


def refuse_impossible(form: StepForm) -> None:
    """Errors beside the birth date and the documents of education."""
    born_on = form.cleaned_data.get("birth_date")
    if born_on is None or form.ctx.submission is not None:
        return
    if passport := _passport_day(form):
        _refuse(form, "birth_date", cross_checks.passport_fault(passport, born_on))
    for row in form.bound_rows["education"].filled:
        if issued_on := row.cleaned_data.get("issued_on"):
            _refuse(row, "issued_on", cross_checks.education_fault(issued_on, born_on))


def refuse_impossible_service(form: StepForm, lengths: Mapping[str, Length]) -> None:
    """Errors beside lengths of service that a life has no room for."""
    born_on = _birth_day(form)
    if born_on is None or form.ctx.submission is not None:
        return
    on = application_day(form.ctx)
    for name, length in lengths.items():
        fault = cross_checks.service_fault(length, born_on=born_on, on=on)
        _refuse(form, name, fault)


def refuse_impossible_courses(form: StepForm) -> None:
    """Errors beside courses that a child would have taken."""
    born_on = _birth_day(form)
    if born_on is None or form.ctx.submission is not None:
        return
    for row in form.bound_rows["courses"].filled:
        if year := row.cleaned_data.get("year"):
            _refuse(row, "year", cross_checks.course_fault(year, born_on))


def questionnaire_doubts(form: StepForm) -> list[StepWarning]:
    """What is odd about birth date and education, but possible."""
    born_on: dt.date | None = form.cleaned_data.get("birth_date")
    if born_on is None:
        return []
    on = application_day(form.ctx)
    doubts = []
    if passport := _passport_day(form):
        doubts.append(("birth_date", cross_checks.passport_doubt(passport, born_on, on)))
    for row in form.cleaned_data["education"]:
        if "level" not in row or "issued_on" not in row:
            continue
        text = cross_checks.education_doubt(
            is_higher=row["level"] == "высшее", issued_on=row["issued_on"], born_on=born_on
        )
        doubts.append(("education", text))
    return _told(doubts)


def service_doubts(form: StepForm, lengths: Mapping[str, Length]) -> list[StepWarning]:
    """What is odd about the lengths of service, but possible."""
    born_on = _birth_day(form)
    if born_on is None:
        return []
    on = application_day(form.ctx)
    return _told(
        (name, cross_checks.service_doubt(length, born_on=born_on, on=on))
        for name, length in lengths.items()
    )


def periods_of(asked: Mapping[str, Indicator]) -> dict[str, str]:
    """Each field that asks how long it took after a service, and the one that counts the service."""
    names = {indicator.number: name for name, indicator in asked.items()}
    pairs = cross_checks.services_of([_row(indicator, None) for indicator in asked.values()])
    return {names[period]: names[count] for period, count in pairs.items()}


def indicator_doubts(form: StepForm, asked: Mapping[str, Indicator]) -> list[StepWarning]:
    """«Услуга не оказывалась» beside a number of services."""
    rows = [_row(indicator, form.cleaned_data.get(name)) for name, indicator in asked.items()]
    services = form.ctx.data.get("training", {}).get("services", "")
    names = {indicator.number: name for name, indicator in asked.items()}
    doubts = cross_checks.services_doubts(rows, are_named=bool(services))
    return [StepWarning(names[number], text) for number, text in doubts]


def _row(indicator: Indicator, answer: Decimal | str | None) -> cross_checks.Row:
    return cross_checks.Row(
        number=indicator.number,
        is_count=indicator.unit == Indicator.Unit.COUNT,
        is_period=indicator.unit == Indicator.Unit.DAYS,
        is_absent=answer == ABSENT,
        is_none=answer in (ABSENT, None, 0),
    )


def _told(doubts: Iterable[tuple[str, str]]) -> list[StepWarning]:
    return [StepWarning(field, text) for field, text in doubts if text]


def _birth_day(form: StepForm) -> dt.date | None:
    day: dt.date | None = form.ctx.data.get("questionnaire", {}).get("birth_date")
    return day


def _passport_day(form: StepForm) -> dt.date | None:
    day: dt.date | None = form.ctx.data.get("passport", {}).get("passport_date")
    return day


def _refuse(form: StepForm | RowForm, field: str, text: str) -> None:
    if text and field not in form.errors:
        form.add_error(field, text)
