"""What the page of an order shows: the results that it approves, its papers, its deadline."""

from django.http import HttpRequest
from django.urls import reverse

from contest.meetings.desk.panels import due_text, standing_tag
from contest.meetings.rules.deadlines import Step
from contest.meetings.services.reminders import STEP_WORDS, deadlines_of
from contest.meetings.words import place_title
from contest.publication.models import PublicationConsent
from contest.results import nominee, snapshot
from contest.results.agreement import CORRECTED, disagreement_of
from contest.results.facts import facts_of, nominee_of
from contest.results.lifecycle import OrderState
from contest.results.models import ResultsOrder
from contest.scoring.desk.scope import recused_from
from core import clock
from core.back_office import DeskAdmin, Line, Panel
from core.errors import Refused
from core.templatetags.desk_tags import state_tag

WITHOUT_NAME = "без имени"
_HEADINGS = ("Место", "Участник", "Роль", "Центр занятости", "На сайте")


def results(order: ResultsOrder) -> Panel:
    """Whom the order names, and who of them is named on the site today."""
    title = "Итоги"
    if order.state == OrderState.DISCARDED:
        return Panel(code="results", title=title, empty="Проект отменён.", is_aside=False)
    people = _frozen(order)
    if order.state == OrderState.DRAFT:
        try:
            facts = facts_of(order.contest)
        except Refused as refusal:
            return Panel(code="results", title=title, note=refusal.message, is_aside=False)
        people = [(one.entry.pk, one.place, one.name, one.role, one.centre) for one in facts.people]
    held = PublicationConsent.objects.in_force().filter(entry__in=[one[0] for one in people])
    allowed = dict(held.values_list("entry", "place"))
    rows = [
        (
            place_title(place, order.contest) if place else "II этап",
            name or "данные участника уничтожены",
            role,
            centre,
            _on_site(allowed.get(pk), place),
        )
        for pk, place, name, role, centre in people
    ]
    return Panel(code="results", title=title, headings=_HEADINGS, rows=rows, is_aside=False)


def disagreement(order: ResultsOrder, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """That the points no longer give the places which this order, the one in force, has published.

    Whose places, only for who confirms orders and has no conflict of interest with these.
    """
    difference = disagreement_of(order.contest) if order.state == OrderState.PUBLISHED else None
    if difference is None or difference.order.pk != order.pk:
        return None
    words = (
        difference.words(recused_from(request))
        if desk.allows(request, "confirm", order)
        else f"{difference.subject}; {CORRECTED}."
    )
    return Panel(
        code="disagreement",
        title="Места больше не сходятся",
        lines=[Line(text=words, tag=state_tag("warning", "нужен другой приказ"))],
        is_first=True,
    )


Row = tuple[int, int | None, str, str, str]


def _frozen(order: ResultsOrder) -> list[Row]:
    lines = order.lines.select_related("order__key")
    return [(one.entry_id, one.place, one.name, one.role, one.centre) for one in lines]


def _on_site(place_agreed: bool | None, place: int | None) -> str:
    """How the public sees this participant: None is no consent at all."""
    if place_agreed is None:
        return WITHOUT_NAME
    if place is not None and not place_agreed:
        return "имя только в списке II этапа"
    return "с именем"


def papers(order: ResultsOrder, desk: DeskAdmin) -> Panel:
    """The draft to sign, or what was signed; the public extract."""
    facts, links = [], []
    if order.state == OrderState.DRAFT:
        links = [
            ("Проект приказа (PDF)", desk.url("draft", order)),
            ("Проект приказа (Word)", desk.url("draft-docx", order)),
        ]
    if order.scan_id:
        facts = (
            [("Приказ", order.title), ("Внёс", str(order.filed_by.full_name))]
            if order.filed_by
            else []
        )
        links.append(("Скан подписанного приказа", desk.url("scan", order)))
    if order.published_at and order.confirmed_by:
        when = clock.format_short(order.published_at, order.tz)
        facts.append(("Подтвердил", f"{order.confirmed_by.full_name}, {when}"))
        facts.append(("Редакция итогов", str(order.version)))
    if order.digest:
        verdict = "сходится" if snapshot.is_whole(order) else "НЕ СХОДИТСЯ"
        facts.append(("Контрольная сумма итогов", f"{order.digest[:16]} – {verdict}"))
    if order.published_at:
        slug = order.contest.slug
        links.append(("Выписка на сайте", reverse("contest:results-extract", args=[slug])))
    return Panel(code="papers", title="Приказ", facts=facts, links=links)


def federal_stage(order: ResultsOrder, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Who goes on, until when, and whether they let their data be kept (C-18)."""
    chosen, row = nominee_of(order.contest), nominee.nomination_of(order.contest)
    facts = []
    if chosen is not None:
        facts.append(("Кандидат", chosen.full_name or "данные участника уничтожены"))
        held = "дано" if nominee.held(chosen) else "нет"
        facts.append(("Согласие на хранение данных", held))
    if row and row.ends_on:
        facts.append(("Этап заканчивается", f"{row.ends_on:%d.%m.%Y}"))
    links = []
    if row and row.refused_on:
        facts.append(("Письменный отказ", f"{row.refused_on:%d.%m.%Y}, нужно новое решение"))
        if desk.allows(request, "work", order):
            links.append(("Письменный отказ", desk.url("refusal", order)))
    return Panel(
        code="federal-stage",
        title="Федеральный этап",
        facts=facts,
        links=links,
        empty="Комиссия ещё никого не выдвинула.",
    )


def deadline(order: ResultsOrder) -> Panel:
    """Until when the order is due (clause 8 of the commission's regulation)."""
    rows = deadlines_of(order.contest, clock.now())
    return Panel(
        code="deadlines",
        title="Срок",
        note="Секретарь готовит приказ в течение 5 рабочих дней после подписания протокола.",
        lines=[
            Line(text=STEP_WORDS[row.step], tag=standing_tag(row), note=due_text(row))
            for row in rows
            if row.step is Step.ORDER
        ],
    )
