"""What the page of a vacancy shows beside its fields."""

from typing import Any

from django.http import HttpRequest

from core import clock, outbox
from core.back_office import DeskAdmin, Line, Panel
from core.models import HistoryRecord, Letter
from core.templatetags.desk_tags import instant, state_tag
from placement.common.links import employer_url, submission_url
from placement.vacancies.letters import address_of
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules.grounds import LABELS
from placement.vacancies.rules.pay import is_lower_on_probation
from placement.vacancies.services import asks


def notices(vacancy: Vacancy, zone: clock.TimeZone) -> list[str]:
    """What the specialist should look at before deciding."""
    checks = [
        (
            vacancy.is_live and vacancy.profession_id is None,
            "Профессия не из перечня: выберите её, чтобы опубликовать вакансию.",
        ),
        (
            vacancy.has_unexplained_wording,
            "Проверка отметила формулировки: исправьте их или укажите основание в законе.",
        ),
        (
            is_lower_on_probation(vacancy.pay, vacancy.pay_probation),
            "На испытательный срок предложен меньший оклад: проверьте, так ли это.",
        ),
        (
            vacancy.hidden_at is not None,
            "Работодатель не ответил: вакансия снята с сайта, пока её не подтвердят.",
        ),
        (
            vacancy.stale_at is not None and vacancy.hidden_at is None,
            "Работодатель не ответил на вопрос, актуальна ли вакансия. Позвоните ему.",
        ),
    ]
    notices = [text for applies, text in checks if applies]
    if asks.is_long_unpublished(vacancy, clock.now()):
        ends_at = asks.expires_unpublished_at(vacancy)
        assert ends_at is not None
        day = clock.in_zone(ends_at, zone).date()
        notices.append(
            f"Вакансию не опубликовали. Если ничего не изменится, {day:%d.%m.%Y} она закроется."
        )
    return notices


def wording(vacancy: Vacancy) -> list[Panel]:
    """What the screen of wordings found, with the names of the fields."""
    lines = [
        Line(
            text=f"«{flag['text']}» – {VACANCIES.labels([flag['field']])[0]}",
            note=flag.get("reason", ""),
        )
        for flag in vacancy.wording_flags
    ]
    if not lines:
        return []
    ground = LABELS.get(vacancy.wording_ground, "не указано")
    lines.append(Line(text=f"Основание: {ground}", note=vacancy.wording_explanation))
    return [Panel(code="wording", title="Проверка формулировок", lines=lines, is_aside=False)]


def course(vacancy: Vacancy, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Where the vacancy came from and what has become of it."""
    zone, may_work = desk.zone(request), desk.may(request, "work")
    request_url = submission_url(request, vacancy.request.submission_id) if vacancy.request else ""
    facts = [
        ("Внесена", instant(vacancy.created_at, zone)),
        ("Откуда", "заявка работодателя" if vacancy.request_id else "внёс работник центра"),
        ("Опубликована", instant(vacancy.published_at, zone)),
        ("Подтверждена", instant(vacancy.confirmed_at, zone)),
    ]
    if vacancy.is_awaited:
        facts.append(("Спросили", f"{instant(vacancy.asked_at, zone)}, ответа нет"))
    later = [
        ("Не подтверждена", vacancy.stale_at),
        ("Снята с сайта", vacancy.hidden_at),
        ("Закрыта", vacancy.ended_at),
    ]
    facts += [(label, instant(at, zone)) for label, at in later if at]
    if vacancy.filled_places:
        facts.append(("Занято мест", f"{vacancy.filled_places} из {vacancy.places}"))
    if vacancy.end_note:
        facts.append(("Чем закончилось", vacancy.end_note))
    if may_work:
        facts.append(("Куда спрашиваем", _way_to_ask(vacancy)))
    links = [("Заявка работодателя", request_url)] if request_url else []
    return Panel(code="facts", title="Сведения", facts=facts, links=links)


def letters(vacancy: Vacancy, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """The letters that asked whether the vacancy is still wanted."""
    zone, may_work = desk.zone(request), desk.may(request, "work")
    return Panel(
        code="letters",
        title="Письма",
        lines=[
            Line(
                text="Вопрос, актуальна ли вакансия",
                tag=state_tag(letter.state, letter.get_state_display()),
                note=_about_letter(letter, zone, may_work=may_work),
                links=_way_to_mend(letter, vacancy, request),
            )
            for letter in _letters_of(vacancy)
        ],
        empty="Писем не было.",
    )


def _way_to_mend(letter: Letter, vacancy: Vacancy, request: HttpRequest) -> list[tuple[str, str]]:
    """The employer's card, where a letter that was not sent is sent again or given up."""
    url = employer_url(request, vacancy.employer) if letter.state == Letter.State.FAILED else ""
    return [("Исправить на карточке работодателя", url)] if url else []


def _way_to_ask(vacancy: Vacancy) -> str:
    if address := address_of(vacancy):
        return address
    phone = vacancy.employer.phone
    return f"адреса нет, позвоните: {phone}" if phone else "адреса нет, позвоните"


def _letters_of(vacancy: Vacancy) -> list[Letter]:
    """The letters that its history names."""
    records = HistoryRecord.objects.about(vacancy)
    keys = [record.details["letter"] for record in records if "letter" in record.details]
    return list(Letter.objects.filter(pk__in=keys).order_by("created_at")) if keys else []


def _about_letter(letter: Any, zone: clock.TimeZone, *, may_work: bool) -> str:
    address = "адрес удалён" if letter.to == outbox.NOBODY else letter.to
    when = (
        instant(letter.sent_at, zone)
        if letter.sent_at
        else f"создано {instant(letter.created_at, zone)}"
    )
    parts = [address if may_work else "", when, letter.last_error]
    return ", ".join(part for part in parts if part)
