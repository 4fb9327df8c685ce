"""The demonstration: three invented years, marked so, with the awkward cases in them."""

import io

import pytest

from placement.programmes.models import Programme
from placement.statistics import demo
from placement.statistics.models import Snapshot
from placement.statistics.pages import EducationPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(home_page, demo_staff):
    for _ in range(2):
        demo.load(io.StringIO())


@pytest.mark.req("P-2.4d")
def test_three_invented_years_with_the_awkward_cases(client, loaded):
    public = list(Snapshot.objects.public())
    assert len(public) == 3
    assert all(snapshot.is_demo for snapshot in public)
    assert sum(row.graduates for row in public[-1].rows.all()) == 1
    newest = public[0].rows.all()
    assert [row.code for row in newest].count("") == 1
    assert [row.graduates for row in newest].count(0) == 1
    assert Snapshot.objects.filter(state="superseded").count() == 1
    for snapshot in public:
        page = client.get(f"/sveden/education/?year={snapshot.year}").content.decode()
        assert "Демонстрационные данные: числа вымышлены" in page
    assert EducationPage.objects.get().get_parent().title.startswith("Сведения об образ")


def test_loaded_without_accounts_it_leaves_the_figures_out(home_page):
    said = io.StringIO()
    demo.load(said)
    assert "left out" in said.getvalue()
    assert not Programme.objects.exists()
