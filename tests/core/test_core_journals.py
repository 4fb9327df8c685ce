"""Numbers of journals: consecutive, given once, no gap after a failure."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import journals
from core.errors import Refused
from core.journal_paper import JournalColumns, describe_journal, render, rows_of
from core.models import Journal, JournalEntry
from tests.factories import UserFactory

pytestmark = pytest.mark.sqlite


def make(**fields):
    return Journal.objects.create(code="applications", title="Журнал заявок", **fields)


def take(journal):
    return journals.take_number(journal=journal, actor=None, at=timezone.now())


@pytest.mark.django_db
def test_numbers_follow_each_other_in_the_journals_form():
    journal = make(number_format="{number:03d}/К-26", next_number=8)
    assert [take(journal).label for _ in range(3)] == ["008/К-26", "009/К-26", "010/К-26"]
    assert Journal.objects.get().next_number == 11
    assert journal.next_number == 11


@pytest.mark.django_db
def test_an_entry_says_who_registered_and_when():
    user, at = UserFactory(), timezone.now()
    entry = journals.take_number(journal=make(), actor=user, at=at)
    assert (entry.registered_by, entry.registered_at, entry.number) == (user, at, 1)


@pytest.mark.django_db
def test_a_registration_that_fails_leaves_no_gap():
    journal = make()
    take(journal)
    with transaction.atomic():
        take(journal)
        transaction.set_rollback(True)
    assert take(journal).number == 2


@pytest.mark.django_db
def test_a_stale_copy_of_the_journal_does_not_give_a_number_twice():
    journal = make()
    stale = Journal.objects.get()
    assert [take(journal).number, take(stale).number] == [1, 2]


@pytest.mark.django_db
def test_a_number_that_staff_set_back_is_refused():
    journal = make()
    take(journal)
    Journal.objects.update(next_number=1)
    with pytest.raises(Refused, match="уже занят"):
        take(journal)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "number_format",
    ["без номера", "{", "{0}", "{number.real}", "{other}", "{number:q}", "{number:0200d}", ""],
)
def test_a_wrong_form_of_number_is_refused_and_takes_nothing(number_format):
    journal = make(number_format=number_format)
    with pytest.raises(Refused, match="Вид номера"):
        take(journal)
    assert not JournalEntry.objects.exists()
    assert Journal.objects.get().next_number == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_consecutive_numbers():
    journal = make()

    def register(_):
        try:
            return take(Journal.objects.get(pk=journal.pk)).number
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        numbers = list(pool.map(register, range(20)))
    assert sorted(numbers) == list(range(1, 21))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.req("P-3.6")
def test_numbers_go_on_after_the_last_one_of_a_paper_journal():
    journal = make(number_format="{number}/{year}", next_number=42)
    entry = journals.take_number(journal=journal, actor=None, at=at("2027-03-01T09:00"))
    assert (entry.number, entry.label) == (42, "42/2027")


@pytest.mark.django_db
@pytest.mark.req("P-3.6")
def test_numbers_begin_anew_each_year_only_where_the_journal_says_so():
    yearly = make(restarts_yearly=True, number_format="{number}-{year}", next_number=8)
    steady = Journal.objects.create(code="steady", title="Сквозной", next_number=8)
    days = ["2026-12-30T09:00", "2027-01-11T09:00", "2027-01-12T09:00"]
    labels = [
        [journals.take_number(journal=journal, actor=None, at=at(day)).label for day in days]
        for journal in (yearly, steady)
    ]
    assert labels == [["8-2026", "1-2027", "2-2027"], ["8", "9", "10"]]


@pytest.mark.django_db
def test_a_late_paper_of_the_old_year_takes_no_number_twice():
    journal = make(restarts_yearly=True, number_format="{number}-{year}")
    days = ["2026-12-30T09:00", "2027-01-11T09:00", "2026-12-31T09:00"]
    taken = [journals.take_number(journal=journal, actor=None, at=at(day)) for day in days]
    assert [(one.year, one.number) for one in taken] == [(2026, 1), (2027, 1), (2027, 2)]


@pytest.mark.django_db
@pytest.mark.req("P-3.6")
def test_an_annulled_number_stays_in_the_journal_and_is_never_given_again():
    journal, user = make(), UserFactory()
    first = take(journal)
    with pytest.raises(Refused) as refusal:
        journals.annul_number(entry=first, actor=user, why=" ")
    assert refusal.value.field == "why"
    journals.annul_number(entry=first, actor=user, why="Испорчен бланк")
    assert take(journal).number == 2
    with pytest.raises(Refused, match="уже аннулирован"):
        journals.annul_number(entry=first, actor=user, why="Ещё раз")
    describe_journal(
        journal.code,
        JournalColumns(("Предмет",), lambda entries: {one.pk: ["Практика"] for one in entries}),
    )
    rows = rows_of(journal, None, "UTC")
    assert [row[-1] for row in rows] == ["Аннулирован: Испорчен бланк", ""]
    assert rows[0][3] == "Практика"
    html = render(journal, organisation="Колледж", year=None, at=timezone.now(), tz="UTC").html
    assert "Испорчен бланк" in html
    assert "Колледж" in html


@pytest.mark.django_db
def test_a_number_that_something_stands_on_is_not_struck_out(monkeypatch):
    monkeypatch.setattr(journals, "_holds", [])
    first, second = (take(journal) for journal in [make()] * 2)
    journals.hold_numbers(lambda entry: "На нём стоит договор." if entry == first else "")
    with pytest.raises(Refused, match="стоит договор"):
        journals.annul_number(entry=first, actor=UserFactory(), why="Ошибка")
    journals.annul_number(entry=second, actor=UserFactory(), why="Ошибка")
    assert JournalEntry.objects.filter(annulled_at=None).get() == first
