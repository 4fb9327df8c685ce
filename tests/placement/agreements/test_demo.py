"""The demonstration of the agreements: invented, marked so, in every state, made once."""

import io

import pytest

from placement.agreements import demo
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Addendum, Agreement, DraftTemplate
from placement.employers.demo import bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(demo_staff):
    bank.load(io.StringIO())
    for _ in range(2):
        demo.load(io.StringIO())


@pytest.mark.req("P-5.4")
def test_invented_agreements_of_every_kind_are_made_once_and_marked(loaded):
    rows = list(Agreement.objects.all())
    assert len(rows) == len(demo.DEMOS)
    assert {row.kind for row in rows} == set(Agreement.Kind.values)
    assert {row.state for row in rows} == {
        AgreementState.DRAFT,
        AgreementState.SIGNED,
        AgreementState.TERMINATED,
    }
    for row in rows:
        assert row.is_demo
        assert row.employer.is_demo
        assert "(вымышл.)" in row.subject
    assert set(Addendum.objects.values_list("kind", flat=True)) == set(Addendum.Kind.values)
    assert DraftTemplate.objects.count() == len(Agreement.Kind.values)
