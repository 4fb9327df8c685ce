"""Boxes of the employer's card: likely repeats, contacts, people (P-2.2a, P-5.3)."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.html import format_html_join

from core import clock
from core.back_office import DeskAdmin, Line, Panel, part_acts
from core.back_office.acts import PartActs
from core.templatetags.desk_tags import state_tag
from placement.employers.likeness import likely_duplicates
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.record import CONTACTS
from placement.employers.services.contact_log import may_correct

from .people import log_people

# Of contacts the newest are shown.
SHOWN = 100


def panels_of(employer: Employer, request: HttpRequest, desk: DeskAdmin) -> Iterator[Panel]:
    """What the noun itself shows; requests, vacancies and others add theirs."""
    if employer.merged_into_id is None and (likely := _likely(employer, request, desk)):
        yield likely
    yield _records(employer, request, desk)
    yield _people(employer, request, desk)


def _likely(employer: Employer, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    lines = [
        Line(
            text=one.title,
            url=desk.url("inspect", one.employer),
            note=one.why,
            **part_acts(desk, request, employer, one.employer, "other"),
        )
        for one in likely_duplicates(employer)
    ]
    if not lines:
        return None
    title = "Возможно, это один и тот же работодатель"
    return Panel(code="likely", title=title, lines=lines, is_first=True)


def _people(employer: Employer, request: HttpRequest, desk: DeskAdmin) -> Panel:
    people = list(employer.contacts.all())
    if people:
        log_people(request, employer)
    return Panel(
        code="people",
        title="Контактные лица",
        note="Просмотр этих данных записан в журнал." if people else "",
        lines=[
            Line(
                text=str(person),
                note=_reach(person),
                **part_acts(desk, request, employer, person, "contact"),
            )
            for person in people
        ],
        empty="Контактных лиц нет.",
    )


def _reach(person: EmployerContact) -> str:
    texts = (CONTACTS.linked(person, name) for name in ("phone", "email"))
    return format_html_join("\n", "{}", ((text,) for text in texts if text))


def _records(employer: Employer, request: HttpRequest, desk: DeskAdmin) -> Panel:
    zone = desk.zone(request)
    return Panel(
        code="records",
        title="Контакты: встречи, письма, звонки",
        lines=[
            Line(
                text=f"{record.get_form_display()} ({record.mode}), {record.by.full_name}",
                note="\n".join([clock.format_instant(record.at, zone), *_agreed(record, zone)]),
                tag=_due(record),
                **_acts(record, employer, request, desk),
            )
            for record in employer.records.select_related("by", "done_by")[:SHOWN]
        ],
        empty="Контактов пока не записано.",
        is_aside=False,
    )


def _acts(
    record: ContactRecord, employer: Employer, request: HttpRequest, desk: DeskAdmin
) -> PartActs:
    """What may be done to an entry; only its author, or who answers for the log, changes it."""
    acts = part_acts(desk, request, employer, record, "record")
    return acts if may_correct(record, request.user) else {**acts, "links": []}


def _agreed(record: ContactRecord, zone: clock.TimeZone) -> Iterator[str]:
    """What was agreed, and what came of the promise."""
    yield record.summary
    if record.promised_on is None:
        return
    day = f"{record.promised_on:%d.%m.%Y}"
    if record.is_open:
        yield f"Связаться снова: {day}"
    elif record.done_at and record.done_by:
        done = f"{clock.format_instant(record.done_at, zone)}, {record.done_by.full_name}"
        yield f"Связаться снова обещали {day}. Выполнено: {done}"


def _due(record: ContactRecord) -> str:
    """A tag for a promise of today or of an earlier day that is not kept yet."""
    today = clock.local_day(clock.now())
    if not record.is_open or record.promised_on > today:  # type: ignore[operator]
        return ""
    is_late = record.promised_on < today  # type: ignore[operator]
    return state_tag("warning", "просрочено") if is_late else state_tag("waiting", "сегодня")
