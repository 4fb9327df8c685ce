"""What the page of a referral shows beside its fields, and boxes of referrals on other pages."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest

from core import clock
from core.back_office import DeskAdmin, Line, Panel
from core.models import User
from core.templatetags.desk_tags import instant, state_tag
from placement.cases.lifecycle import OPEN
from placement.cases.models import Case
from placement.cases.services.guards import led_by, may_lead
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.referrals.lifecycle import REFERRAL
from placement.referrals.models import Referral
from placement.vacancies.models import Vacancy

from .addresses import may_view, prepare_url, referral_url

# The newest; the others stand in the register.
SHOWN = 50


def course(row: Referral, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """When it was passed on and what came of it, and the papers."""
    zone = desk.zone(request)
    instants = [
        ("Подготовлено", row.created_at),
        ("Передано", row.sent_at),
        ("Напомнили", row.reminded_at),
        ("Ответ получен", row.answered_at),
    ]
    facts = [("Номер в журнале", str(row.number))] if row.number else []
    facts += [(label, instant(at, zone)) for label, at in instants if at]
    if row.is_awaited and row.link_until is not None:
        facts.append(("Ссылка действует", clock.format_deadline(row.link_until, zone)))
    links = []
    if row.number and desk.allows(request, "work", row):
        links.append(("Направление с обратным талоном (PDF)", desk.url("paper", row)))
    return Panel(code="facts", title="Сведения", facts=facts, links=links)


def of_graduate(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Where a person was sent, on the person's page."""
    assert isinstance(graduate, Graduate)
    rows = Referral.objects.of(graduate).select_related("case", "vacancy__employer", "number")
    led = led_by(cast(User, request.user)).filter(graduate=graduate, state__in=OPEN)
    query: dict[str, object] | None = {"graduate": graduate.pk} if led.exists() else None
    return _panel(rows, request, query, of=graduate)


def of_case(case: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Where a person was sent, on the page of the case."""
    assert isinstance(case, Case)
    rows = case.referrals.select_related("vacancy__employer", "number")
    is_led = case.is_open and may_lead(case, cast(User, request.user))
    return _panel(rows, request, {"case": case.pk} if is_led else None)


def of_vacancy(vacancy: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Who was sent to a vacancy, on its page."""
    assert isinstance(vacancy, Vacancy)
    rows = vacancy.referrals.select_related("case__graduate", "number")
    return _panel(rows, request, {"vacancy": vacancy.pk} if vacancy.is_open else None, person=True)


def _note(row: Referral, of: Graduate | None) -> str:
    title = row.title if row.number else ""
    return noted(of, row.case, title) if of is not None else title


def _panel(
    rows: QuerySet[Referral],
    request: HttpRequest,
    query: dict[str, object] | None,
    *,
    person: bool = False,
    of: Graduate | None = None,
) -> Panel | None:
    if not may_view(request):
        return None
    url = prepare_url(request, **query) if query else ""
    return Panel(
        code="referrals",
        title="Направления",
        lines=[
            Line(
                text=str(row.graduate)
                if person
                else f"{row.vacancy.title}, {row.vacancy.employer}",
                url=referral_url(request, row),
                tag=state_tag(REFERRAL.tones[row.state], row.get_state_display()),
                note=_note(row, of),
            )
            for row in rows[:SHOWN]
        ],
        links=[("Направить на вакансию", url)] if url else [],
        empty="Никого не направляли." if person else "Направлений нет.",
    )
