"""The rules of matching: three lists, and a need that nothing outvotes (P-2.2e)."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.matching.rules.reasons import Job, Person, compare
from placement.needs.rules.content import CONDITIONS, NEEDED, Needs

pytestmark = pytest.mark.req("P-2.2e")
BEST = {
    "profession": 1,
    "districts": frozenset({"lo-luga"}),
    "schedules": frozenset({"full"}),
    "pay_from": 10,
    "may_send_resume": True,
}
JOB = {"profession": 1, "district": "lo-luga", "schedule": "full", "pay": 50_000}
DAY = dt.date(2026, 9, 1)
ANSWERED = sorted(CONDITIONS.keys() - {"lift"})


@given(st.sampled_from(ANSWERED), st.sets(st.sampled_from(ANSWERED)))
def test_a_need_that_is_not_met_blocks_whatever_else_fits(code, offers):
    offers = frozenset(offers - {code})
    needs = Needs(levels={code: NEEDED})
    reasons = compare(Person(**BEST, needs=needs), Job(**JOB, offers=offers))
    worse = compare(Person(needs=Needs()), Job(profession=2))
    assert reasons.is_blocked
    assert CONDITIONS[code].label in reasons.blocks[0]
    assert worse.rank < reasons.rank


@given(st.sampled_from(ANSWERED))
def test_a_need_that_is_met_fits(code):
    needs = Needs(levels={code: NEEDED})
    reasons = compare(Person(**BEST, needs=needs), Job(**JOB, offers=frozenset({code})))
    assert not reasons.is_blocked
    assert f"{CONDITIONS[code].label}: есть" in reasons.fits


def test_a_full_day_blocks_whoever_works_four_hours():
    person = Person(**BEST, needs=Needs(hours=4))
    assert compare(person, Job(**JOB)).is_blocked
    assert not compare(person, Job(**{**JOB, "schedule": "part"})).is_blocked


def test_what_nobody_knows_is_neither_for_nor_against():
    reasons = compare(Person(may_send_resume=True), Job())
    assert reasons.against == []
    assert reasons.fits == ["Резюме можно передать работодателю"]
    assert len(reasons.unknown) == 7


@pytest.mark.parametrize(
    ("takes_temporary", "is_temporary", "where", "words"),
    [
        (True, True, "fits", "Работа временная, и такая подходит"),
        (False, True, "against", "Работа временная, а такая не подходит"),
        (None, True, "unknown", "Работа временная: не знаем, подходит ли"),
        (True, False, "fits", "Работа постоянная"),
        (False, False, "fits", "Работа постоянная"),
        (None, False, "fits", "Работа постоянная"),
        (True, None, "unknown", "Постоянная работа или временная: неизвестно"),
        (False, None, "unknown", "Постоянная работа или временная: неизвестно"),
    ],
)
def test_temporary_work_fits_only_whom_it_suits(takes_temporary, is_temporary, where, words):
    reasons = compare(Person(takes_temporary=takes_temporary), Job(is_temporary=is_temporary))
    assert words in getattr(reasons, where)
    lists = (reasons.fits, reasons.against, reasons.unknown)
    assert sum("временная" in one or "постоянная" in one for part in lists for one in part) == 1
    assert not reasons.is_blocked


@pytest.mark.parametrize(
    ("schedules", "schedule", "offers", "where", "words"),
    [
        ({"part"}, "part", set(), "fits", "График подходит"),
        ({"part"}, "full", {"part_time"}, "fits", "График подходит"),
        ({"part"}, "full", set(), "against", "График не подходит"),
        ({"full"}, "part", set(), "against", "График не подходит"),
        (set(), "part", set(), "unknown", "График: неизвестно"),
    ],
)
def test_part_time_work_fits_only_whom_it_suits(schedules, schedule, offers, where, words):
    person = Person(schedules=frozenset(schedules))
    reasons = compare(person, Job(schedule=schedule, offers=frozenset(offers)))
    assert words in getattr(reasons, where)


def test_kin_and_wished_professions_fit_and_others_do_not():
    job = Job(profession=2)
    assert "Родственная профессия" in compare(Person(profession=1, kin=frozenset({2})), job).fits
    wished = Person(profession=1, wished=frozenset({2}))
    assert "Эту профессию человек выбрал сам" in compare(wished, job).fits
    assert "Профессия другая" in compare(Person(profession=1), job).against


@pytest.mark.parametrize(
    ("person", "job", "where", "words"),
    [
        ({}, {"profession": 1}, "unknown", "в карточке человека она не указана"),
        ({"profession": 1}, {}, "unknown", "в вакансии она не выбрана"),
        ({"pay_from": 10}, {}, "unknown", "Оклад: работодатель не указал"),
        ({}, {"pay": 10}, "unknown", "Оклад: не знаем, какой нужен человеку"),
        ({"pay_from": 30_000}, {"pay": 9_000}, "against", "а человек хочет от"),
        ({"pay_from": 10}, {"pay": 10}, "fits", "Оклад не меньше"),
        ({}, {"start_on": DAY}, "unknown", "не знаем, когда человек может выйти"),
        ({"start_from": DAY}, {}, "unknown", "День выхода на работу: работодатель не указал"),
        ({}, {"district": "lo-luga"}, "unknown", "не знаем, удобно ли добираться"),
        ({"districts": {"spb"}}, {}, "unknown", "в вакансии не указан район"),
        (
            {"districts": {"spb"}},
            {"district": "lo-luga", "offers": frozenset({"remote_work"})},
            "fits",
            "Можно работать удалённо",
        ),
    ],
)
def test_what_is_unknown_says_who_has_not_told_it(person, job, where, words):
    reasons = compare(Person(**person), Job(**job))
    lists = {name: " ".join(getattr(reasons, name)) for name in ("fits", "against", "unknown")}
    assert [name for name, text in lists.items() if words in text] == [where]


def test_the_rules_cannot_see_age_sex_or_family():
    names = {one.name for kind in (Person, Job) for one in dataclasses.fields(kind)}
    assert names == {
        *("profession", "kin", "wished", "districts", "schedules", "pay_from", "start_from"),
        *("needs", "may_send_resume", "district", "district_name", "schedule", "pay"),
        *("start_on", "offers", "unasked", "notes", "takes_temporary", "is_temporary"),
    }


@pytest.mark.parametrize(
    "code", ["lift", "hearing_loop", "guide_dog", "sign_language", "transport"]
)
@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"offers"}, "fits"),
        (set(), "blocks"),
        ({"unasked"}, "unknown"),
    ],
)
def test_what_the_workplace_has_fits_is_against_or_is_asked(code, facts, where):
    job = Job(**JOB, **{fact: frozenset({code}) for fact in facts})
    reasons = compare(Person(**BEST, needs=Needs(levels={code: NEEDED})), job)
    label = CONDITIONS[code].label
    lists = {name: getattr(reasons, name) for name in ("fits", "blocks", "unknown")}
    assert [name for name, rows in lists.items() if any(label in row for row in rows)] == [where]
