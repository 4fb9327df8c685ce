"""What a resume says, and the rules about it (P-F3)."""

import pytest

from core.dates import WrongDate
from placement.resumes.content import Content, Job
from placement.resumes.rules.health_words import health_words
from placement.resumes.rules.months import is_before, parse_month
from tests.placement.resumes.factories import FULL


def test_a_resume_of_forty_jobs_comes_back_as_it_was_written():
    jobs = tuple(Job(since=str(1980 + n), organisation=f"Организация {n}") for n in range(40))
    content = Content(position="Швея", jobs=jobs)
    assert Content.from_json(content.to_json()) == content
    assert Content.from_json(FULL.to_json()) == FULL
    assert Content.from_json("") == Content()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2021", "2021"),
        ("2021 г.", "2021"),
        ("3.2021", "03.2021"),
        ("март 2021", "03.2021"),
        ("марта 2021 года", "03.2021"),
        ("15.03.2021", "15.03.2021"),
        ("15 марта 2021", "15.03.2021"),
        ("по настоящее время", ""),
        ("", ""),
    ],
)
def test_a_time_is_read_as_people_remember_it(typed, written):
    assert parse_month(typed, latest_year=2026) == written


@pytest.mark.parametrize("typed", ["весной", "13.2021", "21", "2099", "1021", "31.02.2021", "²021"])
def test_what_is_no_time_is_refused_in_words(typed):
    with pytest.raises(WrongDate) as refusal:
        parse_month(typed, latest_year=2026)
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("one", "other", "is_earlier"),
    [
        ("2020", "2021", True),
        ("2021", "2020", False),
        ("03.2021", "2021", False),
        ("03.2021", "04.2021", True),
        ("15.03.2021", "03.2021", False),
        ("14.03.2021", "15.03.2021", True),
        ("", "2021", False),
    ],
)
def test_only_what_is_certainly_earlier_is(one, other, is_earlier):
    assert is_before(one, other) is is_earlier


@pytest.mark.parametrize(
    "text",
    [
        "инвалид 3 группы",
        "У меня ДЦП",
        "ограниченные возможности здоровья",
        "Слабослышащий, читаю по губам",
        "нарушение зрения",
        "умственная отсталость",
        "эпилепсия в детстве",
        "есть ИПРА",
        "синдром Дауна",
        "сахарный диабет",
        "состою на учёте в ПНД",
        "F70.0",
    ],
)
def test_words_about_health_are_noticed(text):
    assert health_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "аккуратная, люблю порядок",
        "группа ПК-21",
        "группа Ф-70, Иванович",
        "знаю расписание и расходы",
        "мсэ-офис".replace("мсэ", "MS"),
        "занималась в третьей группе хора",
        "глухие застёжки пришиваю",
    ],
)
def test_plain_words_are_left_alone(text):
    assert health_words(text) == []
