"""What an employer gets of the recommendations, and under which consent (P-F7, P-F4)."""

import io
import re

import pytest
from pypdf import PdfReader

from core.errors import Refused
from core.models import HistoryRecord
from placement.consents import RECOMMENDATIONS, TO_EMPLOYERS
from placement.employers.models import Employer
from placement.grants.models import Grant
from placement.grants.services import withdraw
from placement.mentors import papers, services
from placement.mentors.models import SheetTransfer
from placement.mentors.rules.health_words import health_words
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import allow

from .conftest import SIGNERS, part_of

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("P-F7")]
DESK = "/cms/placement/recommendations/"
WHOLE, SHORT = SheetTransfer.Scope.WHOLE, SheetTransfer.Scope.CONCLUSIONS


@pytest.fixture
def employer(db) -> Employer:
    return EmployerFactory()


def hand(sheet, employer, scope, people) -> SheetTransfer:
    return services.hand_over(
        recommendations=sheet, employer=employer, scope=scope, actor=people["specialist"]
    )


@pytest.mark.req("P-F4")
def test_the_card_says_who_received_it_on_which_consent(visitor, signed, people, employer):
    allow(signed.graduate, TO_EMPLOYERS)
    card = f"/cms/placement/graduates/inspect/{signed.graduate_id}/"
    assert "Данные никому не передавали" in visitor.get(card).content.decode()
    hand(signed, employer, SHORT, people)
    page = visitor.get(card).content.decode()
    box = page[page.index('id="received"') :].split("</section>")[0]
    for words in (str(employer), "только выводы", "Передача резюме работодателям"):
        assert words in box


def rewrite(sheet, people, text: str) -> None:
    """The conclusions anew, signed again."""
    part = part_of(sheet, "conclusions")
    services.unsign(part=part, why="Переписать", actor=people["deputy"])
    values = {"conclusion1": text}
    services.fill(part=part_of(sheet, "conclusions"), values=values, actor=people["specialist"])
    services.sign(part=part_of(sheet, "conclusions"), actor=people["deputy"])
    sheet.refresh_from_db()


@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize("consent", ["named", "other employer", "transfer only", "none"])
@pytest.mark.parametrize("scope", [WHOLE, SHORT])
def test_what_goes_out_under_which_consent(signed, people, scope, consent, is_read):
    employer = EmployerFactory()
    if consent == "named":
        allow(signed.graduate, RECOMMENDATIONS, employer=employer)
    elif consent == "other employer":
        allow(signed.graduate, RECOMMENDATIONS, employer=EmployerFactory())
    elif consent == "transfer only":
        allow(signed.graduate, TO_EMPLOYERS)
    if is_read:
        services.mark_read(recommendations=signed, actor=None)
    is_allowed = consent == "named" and is_read if scope == WHOLE else consent == "transfer only"
    if is_allowed:
        hand(signed, employer, scope, people)
    else:
        with pytest.raises(Refused):
            hand(signed, employer, scope, people)
    assert SheetTransfer.objects.count() == int(is_allowed)


def test_withdrawn_consent_ends_it(signed, employer, people):
    allow(signed.graduate, RECOMMENDATIONS, employer=employer)
    services.mark_read(recommendations=signed, actor=people["specialist"])
    hand(signed, employer, WHOLE, people)
    withdraw(grant=Grant.objects.get(purpose=RECOMMENDATIONS), actor=None)
    with pytest.raises(Refused, match="Нет действующего согласия"):
        hand(signed, employer, WHOLE, people)
    assert SheetTransfer.objects.count() == 1


def test_unsigned_it_is_neither_read_nor_handed_over(filled, employer, people):
    allow(filled.graduate, RECOMMENDATIONS, employer=employer)
    with pytest.raises(Refused, match="четыре подписи"):
        services.mark_read(recommendations=filled, actor=None)
    with pytest.raises(Refused, match="четыре подписи"):
        hand(filled, employer, WHOLE, people)


def test_health_words_stop_the_conclusions_until_a_second_person_confirms(
    signed, employer, people, make_user, browser_of
):
    allow(signed.graduate, TO_EMPLOYERS)
    rewrite(signed, people, "Напоминать о приёме лекарств")
    with pytest.raises(Refused, match="лекарств"):
        hand(signed, employer, SHORT, people)
    page = browser_of("specialist").get(f"{DESK}inspect/{signed.pk}/").content.decode()
    assert "могут говорить о здоровье: лекарств" in page
    with pytest.raises(Refused, match="нет права"):
        services.confirm_words(recommendations=signed, actor=people["specialist"])
    services.confirm_words(recommendations=signed, actor=people["deputy"])
    hand(signed, employer, SHORT, people)
    rewrite(signed, people, "Учитывать инвалидность")
    with pytest.raises(Refused, match="инвалидность"):
        hand(signed, employer, SHORT, people)


def test_who_wrote_the_conclusions_does_not_confirm_them(signed, people):
    part = part_of(signed, "conclusions")
    services.unsign(part=part, why="Переписать", actor=people["deputy"])
    part = part_of(signed, "conclusions")
    services.fill(part=part, values={"conclusion1": "Врач"}, actor=people["deputy"])
    services.sign(part=part_of(signed, "conclusions"), actor=people["deputy"])
    with pytest.raises(Refused, match="второй человек"):
        services.confirm_words(recommendations=signed, actor=people["deputy"])


def test_a_colleague_who_saves_the_conclusions_unchanged_has_not_written_them(filled, people):
    part = part_of(filled, "conclusions")
    services.fill(part=part, values=part.values, actor=people["deputy"])
    assert part_of(filled, "conclusions").filled_by == people["specialist"]
    services.fill(part=part, values={"conclusion1": "Иначе"}, actor=people["deputy"])
    assert part_of(filled, "conclusions").filled_by == people["deputy"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Давать одно задание за раз", []),
        ("Показывать рядом, хвалить раз в час", []),
        ("Она инвалид, у неё ДЦП", ["инвалид", "ДЦП"]),
        ("Принимает ЛЕКАРСТВА по часам", ["ЛЕКАРСТВА"]),
        ("Нарушения слуха и зрения", ["Нарушения", "слуха", "зрения"]),
        ("Следит врач-психиатр", ["врач-психиатр"]),
        ("Слабослышащая девушка", ["Слабослышащая"]),
        ("Сахарный диабет, живёт в ПНИ", ["диабет", "ПНИ"]),
        ("Инв. II гр., F70.0", ["Инв", "F70.0"]),
        ("Группа Ф-70, Иванович, зал H2", []),
        ("Больше работать руками, увеличить площадь", []),
    ],
)
def test_words_that_may_speak_of_health_are_found(text, words):
    assert health_words([text]) == words


def test_the_print_for_an_employer_is_recorded_and_says_no_more_than_it_may(
    signed, employer, people, browser_of
):
    allow(signed.graduate, TO_EMPLOYERS)
    address = f"{DESK}hand-over/{signed.pk}/"
    visitor = browser_of("specialist")
    refused = visitor.post(address, {"employer": str(employer.pk), "scope": WHOLE})
    assert "Нет действующего согласия" in refused.content.decode()
    answer = visitor.post(address, {"employer": str(employer.pk), "scope": SHORT})
    assert answer["Content-Type"] == "application/pdf"
    body = answer.getvalue() if answer.streaming else answer.content
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    assert "Лесная Мария Петровна" in text
    assert "15.03.2004" not in text
    assert "Слова conclusions" in text
    assert "Слова psychologist" not in text
    row = SheetTransfer.objects.get()
    assert (row.employer, row.scope, row.by) == (employer, SHORT, people["specialist"])
    assert HistoryRecord.objects.get(action="hand-over").details["employer"] == str(employer)


@pytest.mark.usefixtures("centre")
def test_the_paper_has_the_rows_of_the_approved_form_in_their_order(signed, people):
    body = papers.render(signed).html.partition("<body>")[2]
    text = " ".join(re.sub(r"<[^>]+>", " ", body).split())
    rows = [
        "КОМИТЕТ ОБЩЕГО И ПРОФЕССИОНАЛЬНОГО ОБРАЗОВАНИЯ ЛЕНИНГРАДСКОЙ ОБЛАСТИ",
        "Рекомендации наставникам на рабочем месте/работодателям",
        "по сопровождению выпускника группы 16.01 – ПП 16675 «Повар»",
        "Лесная Мария Петровна, 15.03.2004 г.р.",
        "Общие сведения.",
        "Даты начала и окончания обучения",
        "консилиума по проживанию и трудоустройству",
        "Место жительства на данный момент",
        "Личностные и поведенческие особенности (рекомендации психолога).",
        "Слова psychologist text",
        "Особенности социального развития (рекомендации социального педагога, воспитателя).",
        "Слова social text",
        "Особенности учебной деятельности (рекомендации педагога).",
        "Слова pedagogue text",
        "социально-адаптивных форм поведения в рабочей деятельности у выпускника:",
        "1. Слова conclusions conclusion1",
        "4. Слова conclusions conclusion4",
    ]
    places = [text.find(row) for row in rows]
    assert -1 not in places, [row for row, at in zip(rows, places, strict=True) if at < 0]
    assert places == sorted(places)
    posts = ("Психолог", "Педагог", "Социальный педагог", "Зам. директора по трудоустройству и")
    under = text[places[-1] :]
    assert [post for post in posts if post not in under] == []
    assert under.count("подписано в системе") == len(SIGNERS)
    for who in SIGNERS.values():
        assert people[who].full_name in under


def test_the_internal_paper_is_for_who_leads_graduates(signed, browser_of):
    opened = {
        who: browser_of(who).get(f"{DESK}paper/{signed.pk}/").status_code
        for who in ("specialist", "deputy", "director", "psychologist", "social")
    }
    assert opened == {
        "specialist": 200,
        "deputy": 200,
        "director": 404,
        "psychologist": 404,
        "social": 404,
    }
