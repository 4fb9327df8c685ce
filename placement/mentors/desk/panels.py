"""What the page of recommendations shows: the state of the parts, and those that one may read."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest

from core import clock
from core.back_office import DeskAdmin, Line, Panel
from core.models import User
from placement.mentors import rights
from placement.mentors.models import Part, Recommendations
from placement.mentors.rules.parts import ROWS

from .looks import is_allowed, log_look

DESTROYED = "Уничтожено: согласие, под которым это было написано, отозвано."
NO_CONSENT = "Согласия на сведения о здоровье нет или оно отозвано: разделы закрыты."


def panels_of(sheet: Recommendations, request: HttpRequest, desk: DeskAdmin) -> Iterator[Panel]:
    """The state of all parts; then the text of this person's, or of all for who leads graduates."""
    user = cast(User, request.user)
    parts = list(sheet.parts.select_related("filled_by", "signed_by"))
    for part in parts:
        part.sheet = sheet
    yield _state(parts)
    if is_allowed(sheet):
        for part in parts:
            if rights.may_read(user, part):
                log_look(part, user)
                yield _text(part, parts, request, desk)
    if rights.sees_all(user, sheet):
        yield _handovers(sheet, desk)


def _state(parts: list[Part]) -> Panel:
    rows = [(str(part), _who(part, "filled"), _signature(part)) for part in parts]
    headings = ("Раздел", "Кто заполнил", "Подпись")
    return Panel(code="state", title="Кто что заполнил", headings=headings, rows=rows)


def _text(part: Part, parts: list[Part], request: HttpRequest, desk: DeskAdmin) -> Panel:
    values = part.values
    return Panel(
        code=part.kind,
        title=str(part),
        facts=[(row.label, values[row.code]) for row in ROWS[part.kind] if values.get(row.code)],
        links=_links(part, parts, cast(User, request.user), desk),
        empty=DESTROYED if part.filled_at and not part.content else "Пока не заполнен.",
        note="Просмотр записан в журнал." if values else "",
        is_aside=False,
    )


def _links(part: Part, parts: list[Part], user: User, desk: DeskAdmin) -> list[tuple[str, str]]:
    """What this person may do to the part now."""
    if not part.sheet.is_open:
        return []
    links = []
    is_covered = part.signed_at is not None or (
        part.kind == Part.Kind.GENERAL and parts[-1].signed_at is not None
    )
    if not is_covered and rights.may_fill(user, part):
        links.append(("Заполнить", desk.url("fill", part.sheet, part.pk)))
    if rights.may_sign(user, part):
        code, words = ("unsign", "Снять подпись") if part.signed_at else ("sign", "Подписать")
        if part.filled_at is not None:
            links.append((words, desk.url(code, part.sheet, part.pk)))
    return links


def _handovers(sheet: Recommendations, desk: DeskAdmin) -> Panel:
    facts = []
    if sheet.read_at is not None:
        how = sheet.get_read_by_display()
        facts.append(("Человек прочитал", f"{clock.local_day(sheet.read_at):%d.%m.%Y}, {how}"))
    rows = sheet.handovers.select_related("employer", "by")
    return Panel(
        code="handovers",
        title="Что получил работодатель",
        facts=facts,
        lines=[Line(text=str(row), note=row.by.full_name) for row in rows],
        links=[("Бланк для работы внутри учреждения (PDF)", desk.url("paper", sheet))]
        if is_allowed(sheet)
        else [],
        empty="Рекомендации никому не передавали.",
    )


def _who(part: Part, verb: str) -> str:
    person, at = getattr(part, f"{verb}_by"), getattr(part, f"{verb}_at")
    return f"{person.short_name}, {clock.local_day(at):%d.%m.%Y}" if at else "–"


def _signature(part: Part) -> str:
    return "не нужна" if part.kind == Part.Kind.GENERAL else _who(part, "signed")
