"""What the page of an agreement shows beside its fields, and an employer's page of agreements."""

from typing import Any

from django.http import HttpRequest

from core import clock
from core.back_office import DeskAdmin, Line, Panel
from core.templatetags.desk_tags import instant, state_tag
from placement.agreements.lifecycle import AGREEMENT
from placement.agreements.models import Addendum, Agreement
from placement.agreements.rights import VIEW, WORK
from placement.agreements.services.guards import in_words
from placement.common.links import agreement_url, agreements_url
from placement.employers.models import Employer


def papers(agreement: Agreement, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Number, days, and the papers to print and to open."""
    zone = desk.zone(request)
    facts = [("Внесён", instant(agreement.created_at, zone))]
    if agreement.signed_on:
        facts.append(("Подписан", f"{agreement.signed_on:%d.%m.%Y}"))
    if entry := agreement.number:
        facts.append(("Номер в журнале", entry.label))
        facts.append(("Зарегистрирован", f"{clock.in_zone(entry.registered_at, zone):%d.%m.%Y}"))
    if agreement.paper_number:
        facts.append(("Номер в бумажном журнале", agreement.paper_number))
    if agreement.ended_on:
        facts.append(("Последний день действия", f"{agreement.ended_on:%d.%m.%Y}"))
    links = []
    if desk.may(request, "identity"):
        links.append(("Проект договора в Word", desk.url("draft", agreement)))
    if desk.may(request, "work"):
        links.append(("Лист согласования (PDF)", desk.url("approval-sheet", agreement)))
    if agreement.scan and desk.may(request, "identity"):
        links.append(("Скан подписанного договора", desk.url("scan", agreement)))
    return Panel(code="papers", title="Регистрация и бумаги", facts=facts, links=links)


def addenda(agreement: Agreement, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The additional agreements under the same number."""
    if agreement.is_draft:
        return None
    may_open = desk.may(request, "identity")
    lines = [
        Line(
            text=f"{one} от {one.signed_on:%d.%m.%Y}",
            note=_about(one),
            links=[("Скан", desk.url("addendum", agreement, one.pk))]
            if one.scan_id and may_open
            else [],
        )
        for one in agreement.addenda.all()
    ]
    return Panel(
        code="addenda", title="Дополнительные соглашения", lines=lines, empty="Их не было."
    )


def _about(addendum: Addendum) -> str:
    if addendum.ends_on and addendum.ended_before:
        return f"Срок: по {addendum.ends_on:%d.%m.%Y} (был по {addendum.ended_before:%d.%m.%Y})"
    return addendum.subject


def of_employer(employer: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The agreements with an employer, on the employer's own page."""
    assert isinstance(employer, Employer)
    if not request.user.has_perm(VIEW):  # type: ignore[union-attr]
        return None
    rows = Agreement.objects.filter(employer=employer).select_related("number")
    lines = [
        Line(
            text=in_words(row),
            url=agreement_url(request, row),
            tag=state_tag(AGREEMENT.tones.get(row.state, "waiting"), row.get_state_display()),
            note=row.get_kind_display(),
        )
        for row in rows
    ]
    links = []
    if request.user.has_perm(WORK):  # type: ignore[union-attr]
        number = employer.inn or f"№ {employer.pk}"
        links = [("Внести договор", agreements_url("create", employer=number))]
    return Panel(
        code="agreements", title="Договоры", lines=lines, links=links, empty="Договоров нет."
    )
