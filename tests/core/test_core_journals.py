"""Numbers of journals: consecutive, given once, no gap after a failure."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import journals
from core.errors import Refused
from core.models import Journal, JournalEntry
from tests.factories import UserFactory


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
