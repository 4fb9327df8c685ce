"""The demonstration of the data bank: invented, marked so, with right numbers, made once."""

import io

import pytest

from core.models import HistoryRecord
from placement.common.rules import identifiers
from placement.employers import services
from placement.employers.demo import bank as demo
from placement.employers.models import ContactRecord, Employer
from placement.employers.services.data import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(demo_staff):
    for _ in range(2):
        demo.load(io.StringIO())


@pytest.mark.req("P-2.2a", "P-5.3")
def test_fifteen_invented_ones_with_every_kind_people_and_contacts(loaded):
    rows = list(Employer.objects.all())
    assert len(rows) == len(demo.DEMOS) == 15
    assert {row.kind for row in rows} == set(Employer.Kind.values)
    for row in rows:
        assert row.is_demo
        assert "вымышл" in str(row)
        assert "вымышл" in row.full_name
        assert problems(row) == {}
        assert not row.inn or identifiers.inn_problem(row.inn) == ""
        assert HistoryRecord.objects.about(row).filter(action="create").count() == 1
    assert set(ContactRecord.objects.values_list("form", flat=True)) == set(
        ContactRecord.Form.values
    )
    assert {person.name[-1] for row in rows for person in row.contacts.all()} == {")"}
    repeats = {str(row) for row in Employer.objects.possible_duplicates()}
    assert repeats == {"ООО «Пример-Хлеб» (вымышл.)", "ООО «Пример Хлеб» (вымышл.)"}


def test_what_was_merged_or_changed_is_not_made_again(loaded):
    actor = demo.User.objects.filter(is_demo=True, username__startswith="specialist").get()
    keep, gone = Employer.objects.possible_duplicates().order_by("-inn")
    services.merge_employers(keep=keep, merge=gone, actor=actor)
    demo.load(io.StringIO())
    assert Employer.objects.count() == 15


def test_without_accounts_it_is_left_out(db):
    said = io.StringIO()
    demo.load(said)
    assert "left out" in said.getvalue()
    assert not Employer.objects.exists()
