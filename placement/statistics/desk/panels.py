"""What the page of a year's figures shows beside its frame (P-2.4d)."""

from typing import cast

from django.http import HttpRequest

from core.back_office import DeskAdmin, Line, Panel
from core.templatetags.desk_tags import instant
from placement.statistics.models import Snapshot
from placement.statistics.rules import figures as rules
from placement.statistics.services.guards import missing

_SIGNED = (
    ("Внёс", "entered"),
    ("Утвердил", "approved"),
    ("Опубликовал", "published"),
    ("Заменил исправлением", "superseded"),
    ("Снял с публикации", "withdrawn"),
)


def unentered(snapshot: Snapshot, desk: DeskAdmin, *, may_enter: bool) -> Panel | None:
    """The programmes of a draft that have no figures yet."""
    programmes = missing(snapshot) if snapshot.is_draft else []
    if not programmes:
        return None
    return Panel(
        code="missing",
        title="Ещё не внесены",
        note="Если выпуска не было, внесите нули.",
        lines=[
            Line(text=str(one), url=desk.url("row", snapshot, one.pk) if may_enter else "")
            for one in programmes
        ],
        is_aside=False,
    )


def figures(snapshot: Snapshot, desk: DeskAdmin, *, may_enter: bool) -> Panel:
    """The numbers in the order of the federal form, with their sums."""
    lines = [
        {
            "row": row,
            "numbers": [row.graduates, row.t1, *row.counts.values()],
            "url": desk.url("row", snapshot, row.programme_id) if may_enter else "",
        }
        for row in snapshot.rows.all()
    ]
    sums = zip(*(cast(list[int], line["numbers"]) for line in lines), strict=True)
    return Panel(
        code="figures",
        title="Числа по графам федеральной формы",
        template_name="placement/statistics/desk/figures.html",
        context={
            "columns": ["Выпускников", "Трудоустроены", *(c.label for c in rules.CATEGORIES)],
            "lines": lines,
            "totals": [sum(column) for column in sums],
        },
        links=[("Таблица XLSX", desk.url("table", snapshot))],
        is_aside=False,
    )


def signatures(snapshot: Snapshot, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Who entered, approved and published, and when."""
    zone = desk.zone(request)
    people = [
        (label, getattr(snapshot, f"{name}_by"), getattr(snapshot, f"{name}_at"))
        for label, name in _SIGNED
    ]
    facts = [(la, f"{who.full_name}, {instant(at, zone)}") for la, who, at in people if who]
    if snapshot.withdrawal:
        facts.append(("Почему снято с публикации", snapshot.withdrawal))
    return Panel(code="signatures", title="Кто и когда", facts=facts)
