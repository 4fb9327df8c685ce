"""An employer is found by typing, with JavaScript and without it (P-2.2a, X-4, X-7)."""

import pytest

from placement.common.found import OFFERED
from placement.vacancies.models import Vacancy
from tests.placement.factories import EmployerFactory, ProfessionFactory
from tests.placement.vacancies.test_desk import typed

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
SUGGEST = "/cms/placement/employers/suggest/"
CREATE = "/cms/placement/vacancies/create/"
PAIR = "/cms/placement/employers/pair/"


@pytest.fixture
def two(db):
    """Two of one name, in different places."""
    return [
        EmployerFactory(full_name="ООО «Ромашка»", short_name="ООО «Ромашка»", address=place)
        for place in ("Гатчина", "Луга")
    ]


def test_suggestions_tell_namesakes_apart_and_lead_to_exactly_one(two, visitor):
    found = visitor.get(SUGGEST, {"q": "ромаш"}).json()["results"]
    assert [one["note"].rpartition(", ")[2] for one in found] == ["Гатчина", "Луга"]
    ProfessionFactory()
    for one, employer in zip(found, two, strict=True):
        assert visitor.get(SUGGEST, {"q": one["text"]}).json()["results"] == [one]
        assert employer.inn in one["text"]


def test_merged_cards_too_few_letters_and_too_many_hits(two, visitor):
    EmployerFactory(full_name="ООО «Ромашка» старая", merged_into=two[0])
    EmployerFactory.create_batch(OFFERED + 2, full_name="ООО «Пекарня»", short_name="")
    for words, number in (
        ("ромашка", 2),
        ("р", 0),
        ("  ", 0),
        ("никтотаков", 0),
        ("пекарня", OFFERED),
    ):
        assert len(visitor.get(SUGGEST, {"q": words}).json()["results"]) == number, words


@pytest.mark.req("X-7")
@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("specialist", True),
        ("deputy", True),
        ("director", True),
        ("editor", False),
        ("administrator", False),
    ],
)
def test_only_who_sees_the_bank_is_offered_employers(who, opens, two, browser_of):
    response = browser_of(who).get(SUGGEST, {"q": "ромашка"})
    assert response.status_code == (200 if opens else 404)
    if opens:
        assert "no-store" in response["Cache-Control"]
    else:
        assert "Ромашка" not in response.content.decode()


def test_without_javascript_whoever_is_meant_is_chosen_from_a_list(two, visitor):
    profession = ProfessionFactory()
    data = typed(employer="ромашка", profession=profession.pk)
    page = visitor.post(CREATE, data).content.decode()
    assert "Подходит несколько" in page
    assert page.count('type="radio" name="employer-choice"') == 2
    assert 'value="ромашка"' in page
    choice = visitor.get(SUGGEST, {"q": "ромашка"}).json()["results"][1]["text"]
    assert visitor.post(CREATE, {**data, "employer-choice": choice}).status_code == 302
    assert Vacancy.objects.get().employer == two[1]


def test_the_form_brings_the_script_that_offers_them(two, visitor):
    page = visitor.get(CREATE).content.decode()
    assert 'type="module"' in page
    assert "js/employer-search" in page
    assert f'data-suggest="{SUGGEST}"' in page
    assert "employer-choice" not in page


def test_a_card_to_merge_with_is_found_by_words_too(two, visitor):
    other = EmployerFactory(full_name="ООО «Василёк»", short_name="")
    answer = visitor.post(f"{PAIR}{two[0].pk}/", {"which": "василек"})
    assert answer.url == f"/cms/placement/employers/merge/{two[0].pk}/{other.pk}/"
