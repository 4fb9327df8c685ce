"""Employers are asked whether vacancies are still wanted; silence takes them off the site (P-6.4)."""

import datetime as dt
from itertools import pairwise

import pytest
from django.core import mail
from django.utils import timezone

from core import clock, crypto, outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from core.tick import PiecesFailed
from home import cache
from placement import tasks
from placement.requests import setting_up
from placement.vacancies import letters, links
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.rules.age import TAKE_BACK_WITHIN
from placement.vacancies.services import asks
from placement.vacancies.services.asks import Answer
from tests.factories import OrganisationFactory, UserFactory
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    VacancyFactory,
)
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-6.4")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def moved(monkeypatch):
    """``moved(days)``: the regular work as it runs so many days from now."""
    start = timezone.now()

    def move(days: float) -> str:
        at = start + days * DAY
        monkeypatch.setattr(clock, "now", lambda: at)
        return tasks.follow_vacancies(at)

    return move


def published(**fields):
    """A vacancy confirmed just now."""
    return VacancyFactory(state=VacancyState.PUBLISHED, at=timezone.now(), **fields)


def said():
    return [outbox.content(letter) for letter in Letter.objects.order_by("created_at")]


def actions(vacancy):
    return list(HistoryRecord.objects.about(vacancy).values_list("action", flat=True))


def reread(vacancy):
    return Vacancy.objects.get(pk=vacancy.pk)


def test_an_employer_is_asked_after_thirty_days_and_once(moved):
    vacancy = published()
    assert moved(29.9) == "asked 0, stale 0, hidden 0, expired 0"
    assert moved(30.1) == "asked 1, stale 0, hidden 0, expired 0"
    assert moved(30.2) == "asked 0, stale 0, hidden 0, expired 0"
    (letter,) = Letter.objects.all()
    assert letter.to == vacancy.employer.email
    subject, body = outbox.content(letter)
    assert str(vacancy.employer) in subject
    assert links.answer_url(reread(vacancy)) in body


def test_silence_leads_to_the_desk_then_off_the_site_then_to_the_end(moved):
    vacancy = published()
    assert moved(30.1).startswith("asked 1")
    assert moved(37) == "asked 0, stale 0, hidden 0, expired 0"
    assert moved(37.2) == "asked 0, stale 1, hidden 0, expired 0"
    assert list(Vacancy.objects.stale()) == [vacancy]
    assert Vacancy.objects.public().exists()
    before = cache.version()
    assert moved(44.3) == "asked 0, stale 0, hidden 1, expired 0"
    assert not Vacancy.objects.public().exists()
    assert cache.version() != before
    assert moved(60.2).startswith("asked 1")
    assert moved(90.3).startswith("asked 1")
    assert moved(104.2) == "asked 0, stale 0, hidden 0, expired 0"
    assert moved(104.4) == "asked 0, stale 0, hidden 0, expired 1"
    assert reread(vacancy).state == VacancyState.EXPIRED
    assert moved(300) == "asked 0, stale 0, hidden 0, expired 0"
    assert actions(vacancy) == ["ask", "mark-stale", "hide", "ask", "ask", "expire"]


def test_after_a_standstill_nothing_is_hidden_at_once(moved):
    vacancy = published()
    moved(31)
    assert moved(200) == "asked 1, stale 1, hidden 0, expired 0"
    assert reread(vacancy).hidden_at is None


def test_an_answer_puts_a_hidden_vacancy_back_and_starts_the_days_anew(moved):
    vacancy = published()
    for days in (30.1, 37.2, 44.3):
        moved(days)
    row = reread(vacancy)
    asks.answer(vacancy=row, serial=row.ask_serial, said=Answer.ACTUAL)
    assert list(Vacancy.objects.public()) == [vacancy]
    assert moved(74.2) == "asked 0, stale 0, hidden 0, expired 0"
    assert moved(74.4).startswith("asked 1")


def test_new_and_closed_vacancies_are_not_asked_about_and_paused_ones_are(moved):
    for state in VacancyState:
        VacancyFactory(state=state, at=timezone.now())
    assert moved(31).startswith("asked 2")
    asked = set(Vacancy.objects.filter(ask_serial=1).values_list("state", flat=True))
    assert asked == {VacancyState.PUBLISHED, VacancyState.PAUSED}


def test_one_letter_asks_about_all_vacancies_of_an_employer_that_are_due(moved):
    employer = EmployerFactory()
    rows = [published(employer=employer) for _ in range(3)]
    other = published()
    assert moved(31).startswith("asked 4")
    assert Letter.objects.count() == 2
    (_, body) = outbox.content(Letter.objects.get(to=employer.email))
    for row in rows:
        assert links.answer_url(reread(row)) in body
    assert links.answer_url(reread(other)) not in body


def test_a_contact_is_asked_where_the_employer_has_no_address(moved):
    employer = EmployerFactory(email="")
    EmployerContactFactory(employer=employer, email="hr@employer.example")
    published(employer=employer)
    moved(31)
    assert Letter.objects.get().to == "hr@employer.example"


def test_without_any_address_the_question_is_counted_and_no_letter_is_written(moved):
    vacancy = published(employer=EmployerFactory(email=""))
    assert moved(31).startswith("asked 1")
    assert not Letter.objects.exists()
    assert HistoryRecord.objects.about(vacancy).get().details == {"no_address": True}
    assert moved(38.5) == "asked 0, stale 1, hidden 0, expired 0"


@pytest.mark.req("X-6")
def test_one_broken_vacancy_stops_no_other_and_the_run_says_which(moved, monkeypatch):
    broken, *others = (published() for _ in range(3))
    ask = letters.ask_letters

    def fail(rows):
        if broken in rows:
            raise ValueError("тайна")
        return ask(rows)

    monkeypatch.setattr(letters, "ask_letters", fail)
    with pytest.raises(PiecesFailed, match=rf"^1 failed: \[{broken.pk}\] \(ValueError\)$"):
        moved(31)
    assert not reread(broken).is_awaited
    assert all(reread(row).is_awaited for row in others)


@pytest.mark.req("X-6")
def test_a_broken_stage_stops_no_later_one(moved, monkeypatch):
    stale, new = published(), published()
    Vacancy.objects.filter(pk=stale.pk).update(asked_at=timezone.now())
    take = asks._take
    monkeypatch.setattr(asks, "_take", lambda *args: 1 / 0)
    with pytest.raises(PiecesFailed, match="ZeroDivisionError"):
        moved(31)
    assert reread(new).is_awaited
    monkeypatch.setattr(asks, "_take", take)
    assert "stale 1" in moved(31)


def test_letters_to_one_address_share_a_key(moved):
    published()
    moved(31)
    moved(62)
    keys = set(Letter.objects.values_list("key", flat=True))
    assert (Letter.objects.count(), len(keys)) == (2, 1)


def test_the_letter_names_the_centre_and_is_really_sent(moved, run_jobs):
    setting_up.take_requests(
        OrganisationFactory(full_name="Центр занятости «Сити»", phone="+7 812 000")
    )
    published(title="Швея")
    moved(31)
    run_jobs()
    (letter,) = mail.outbox
    assert "Швея" in letter.body
    assert "Центр занятости «Сити»" in letter.body
    assert "+7 812 000" in letter.body
    assert "через 14 дней" in letter.body or "14 дней" in letter.body


def test_staff_ask_at_once_and_an_employer_without_address_is_to_be_called(specialist):
    vacancy = published()
    made = asks.ask_employer(vacancy=vacancy, at=timezone.now(), actor=specialist)
    assert made.ask_serial == 1
    assert made.is_awaited
    assert HistoryRecord.objects.about(vacancy).get().actor == specialist
    silent = published(employer=EmployerFactory(email=""))
    with pytest.raises(Refused, match="Позвоните"):
        asks.ask_employer(vacancy=silent, at=timezone.now(), actor=specialist)
    with pytest.raises(Refused):
        asks.ask_employer(vacancy=VacancyFactory(), at=timezone.now(), actor=specialist)


# --- the link ------------------------------------------------------------------------------------


@pytest.fixture
def asked():
    """A vacancy of three places whose employer was asked."""
    vacancy = published(places=3, title="Швея-мотористка")
    return asks.ask_employer(vacancy=vacancy, at=timezone.now())


def url(vacancy):
    return f"/track/vacancies/{links.token(vacancy)}/"


def page(client, vacancy):
    response = client.get(url(vacancy))
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_vacancy_and_employer_and_no_person(client, asked):
    EmployerContactFactory(employer=asked.employer)
    text = page(client, asked)
    assert "Швея-мотористка" in text
    assert asked.employer.short_name in text
    for personal in (
        "Кадровая",
        "hr@example.org",
        "+7911",
        asked.employer.head_name,
        asked.employer.inn,
    ):
        assert personal not in text


def test_looking_changes_nothing(client, asked):
    before = Vacancy.objects.values().get()
    for method in (client.get, client.head, client.options):
        method(url(asked))
    client.get(url(asked) + "?answer=filled&hired=3")
    assert Vacancy.objects.values().get() == before


@pytest.mark.req("X-5")
def test_the_page_is_not_indexed_stored_or_told_of(client, asked):
    response = client.get(url(asked))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ({"answer": "actual"}, ("published", 3, 0)),
        ({"answer": "actual", "hired": "1"}, ("published", 3, 1)),
        ({"answer": "filled", "hired": "2"}, ("published", 3, 2)),
        ({"answer": "filled", "hired": "2 человека"}, ("published", 3, 2)),
        ({"answer": "filled", "hired": "3"}, ("filled", 3, 3)),
        ({"answer": "not-needed"}, ("withdrawn", 3, 0)),
        ({"answer": "not-needed", "hired": "1"}, ("withdrawn", 3, 1)),
    ],
)
def test_each_answer_is_recorded(client, asked, typed, recorded):
    response = client.post(url(asked), typed, follow=True)
    row = reread(asked)
    assert (row.state, row.places, row.filled_places) == recorded
    assert "ответ записан" in response.content.decode()
    record = HistoryRecord.objects.about(row).last()
    assert record.actor_label == "работодатель"


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ({}, "Выберите ответ"),
        ({"answer": "lost"}, "Выберите ответ"),
        ({"answer": "filled"}, "от 1 до 3"),
        ({"answer": "filled", "hired": "4"}, "от 1 до 3"),
        ({"answer": "filled", "hired": "два"}, "цифрами"),
        ({"answer": "actual", "hired": "3"}, "ответ «Работник найден»"),
    ],
)
def test_a_wrong_answer_is_explained_and_records_nothing(client, asked, typed, what):
    response = client.post(url(asked), typed)
    assert what in response.content.decode()
    assert reread(asked).is_awaited


def test_of_a_single_place_no_number_is_asked(client):
    asked = asks.ask_employer(vacancy=published(places=1), at=timezone.now())
    assert 'name="hired"' not in page(client, asked)
    client.post(url(asked), {"answer": "filled"})
    assert reread(asked).filled_places == 1


def test_a_used_link_says_what_is_recorded_and_answers_no_more(client, asked):
    client.post(url(asked), {"answer": "actual"})
    text = page(client, asked)
    assert "актуальна" in text
    assert '<form method="post" class="form"' not in text
    client.post(url(asked), {"answer": "not-needed"})
    assert reread(asked).state == VacancyState.PUBLISHED


def test_the_link_of_an_earlier_letter_says_that_there_is_a_newer_one(client, asked):
    old = url(asked)
    asks.ask_employer(vacancy=asked, at=timezone.now())
    assert "новое письмо" in client.get(old).content.decode()
    client.post(old, {"answer": "not-needed"})
    assert reread(asked).state == VacancyState.PUBLISHED


@pytest.mark.parametrize("state", ["filled", "expired", "withdrawn", "new", "paused"])
def test_whatever_happened_meanwhile_the_link_says_it(client, asked, state, specialist):
    acts = {
        "filled": lambda: vacancies.fill(vacancy=asked, hired=3, actor=specialist),
        "expired": lambda: vacancies.expire(vacancy=asked, actor=specialist),
        "withdrawn": lambda: vacancies.withdraw(vacancy=asked, reason="да", actor=specialist),
        "paused": lambda: vacancies.pause(vacancy=asked, actor=specialist),
    }
    if state == "new":
        vacancies.reopen(vacancy=acts["filled"](), actor=specialist, why="ошибка")
    else:
        acts[state]()
    text = page(client, asked)
    is_open = state == "paused"
    assert ("Ваш ответ" in text) is is_open
    assert ("Отвечать не" in text) is not is_open
    assert "ответ записан" not in text


@pytest.mark.parametrize(("answer", "hired"), [("filled", "3"), ("not-needed", "")])
def test_the_employer_opens_again_what_the_link_has_closed(client, asked, answer, hired):
    client.post(url(asked), {"answer": answer, "hired": hired})
    assert "Закрыли по ошибке?" in page(client, asked)
    refused = client.post(url(asked), {"reopen": "1", "why": " "})
    assert "Напишите в двух словах" in refused.content.decode()
    assert not reread(asked).is_live
    response = client.post(url(asked), {"reopen": "1", "why": "нажали не ту кнопку"}, follow=True)
    assert "рассматривает специалист" in response.content.decode()
    row = reread(asked)
    assert (row.state, row.ended_at, row.filled_places) == (VacancyState.NEW, None, 0)
    record = HistoryRecord.objects.about(row).get(action="reopen")
    assert (record.actor_label, record.why) == ("работодатель", "нажали не ту кнопку")
    client.post(url(asked), {"reopen": "1", "why": "ещё раз"})
    assert actions(row).count("reopen") == 1


def test_what_was_closed_long_ago_no_letter_opens_again(client, asked):
    client.post(url(asked), {"answer": "not-needed"})
    long_ago = timezone.now() - TAKE_BACK_WITHIN
    Vacancy.objects.filter(pk=asked.pk).update(ended_at=long_ago)
    assert "Закрыли по ошибке?" not in page(client, asked)
    client.post(url(asked), {"reopen": "1", "why": "передумали"})
    assert reread(asked).state == VacancyState.WITHDRAWN


def test_a_question_about_what_was_closed_meanwhile_does_not_go(asked, specialist):
    letter = Letter.objects.about(asked.employer).get(code=letters.VACANCY_ACTUAL)
    assert letters.may_go(letter)
    vacancies.withdraw(vacancy=asked, reason="сказали по телефону", actor=specialist)
    assert not letters.may_go(letter)


def test_what_staff_have_closed_no_link_opens(client, asked, specialist):
    vacancies.withdraw(vacancy=asked, reason="сказали по телефону", actor=specialist)
    assert "Закрыли по ошибке?" not in page(client, asked)
    client.post(url(asked), {"reopen": "1", "why": "хотим ещё"})
    assert reread(asked).state == VacancyState.WITHDRAWN


def test_the_link_of_an_earlier_question_opens_nothing_again(client, asked, specialist):
    old = url(asked)
    asks.ask_employer(vacancy=asked, at=timezone.now())
    client.post(url(reread(asked)), {"answer": "not-needed"})
    client.post(old, {"reopen": "1", "why": "передумали"})
    assert reread(asked).state == VacancyState.WITHDRAWN


@pytest.mark.req("X-7")
def test_an_altered_link_opens_nothing(client, asked):
    good = links.token(asked)
    other = published()
    altered = [
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        good.replace(f"{asked.pk}-", f"{other.pk}-", 1),
        good.replace("-1-", "-2-", 1),
        f"0{good}",
        good.upper() if good.upper() != good else good[:-1],
        good[:20],
        "1-1-" + crypto.keyed_digest("placement.link.other", f"{asked.pk}\x1f1")[:40],
        "nothing",
    ]
    for token in altered:
        assert client.get(f"/track/vacancies/{token}/").status_code == 404
        assert client.post(f"/track/vacancies/{token}/", {"answer": "actual"}).status_code == 404


# --- two at once ------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_recorded():
    row = asks.ask_employer(vacancy=published(), at=timezone.now())
    calls = [
        lambda said=said: asks.answer(vacancy=row, serial=1, said=said)
        for said in (Answer.ACTUAL, Answer.NOT_NEEDED)
    ]
    found = at_once(*calls)
    assert [type(one) for one in found if isinstance(one, Exception)] == [Refused]
    answers = [action for action in actions(row) if action in ("confirm", "withdraw")]
    assert len(answers) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publishing_against_withdrawing_leaves_one_clear_history():
    actor = UserFactory(is_superuser=True)
    vacancy = VacancyFactory()
    at_once(
        lambda: vacancies.publish(vacancy=vacancy, actor=actor),
        lambda: vacancies.withdraw(vacancy=vacancy, reason="передумали", actor=None),
    )
    assert reread(vacancy).state == VacancyState.WITHDRAWN
    records = list(HistoryRecord.objects.about(vacancy))
    for earlier, later in pairwise(records):
        assert later.from_state == earlier.to_state


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_ask_once_and_go_one_stage():
    published()
    at = timezone.now() + 31 * DAY
    at_once(*[lambda: tasks.follow_vacancies(at)] * 2)
    assert Letter.objects.count() == 1
    later = at + 8 * DAY
    at_once(*[lambda: tasks.follow_vacancies(later)] * 2)
    (row,) = Vacancy.objects.all()
    assert actions(row) == ["ask", "mark-stale"]
