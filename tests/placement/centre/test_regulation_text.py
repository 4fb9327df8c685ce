"""The centre's regulation stands on the site in full, as the source has it."""

import pytest

from placement.centre.demo import regulations
from tests.regulation_sources import first_difference, page_tokens, published, source_tokens

SLUG = "polozhenie-o-centre-trudoustrojstva"

# Tells pytest-django to set the database up for the module's fixture.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def html(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return published(regulations.load, [SLUG], ["mc-siti"])[SLUG]


@pytest.mark.req("P-1")
def test_the_page_is_the_source_word_for_word(html):
    assert first_difference(source_tokens("001"), page_tokens(html)) == ""


@pytest.mark.req("P-1")
def test_an_altered_clause_is_noticed(html):
    altered = html.replace("не является самостоятельным", "является самостоятельным")
    assert altered != html
    assert first_difference(source_tokens("001"), page_tokens(altered)) != ""


@pytest.mark.req("P-1")
@pytest.mark.parametrize("anchor", ["p-1-1", "p-4-1-2", "p-5-1", "p-8-1", "chapter-6", "form-1"])
def test_clauses_and_forms_can_be_linked_to(html, anchor):
    assert html.count(f'id="{anchor}"') == 1
    assert f'href="#{anchor}"' in html


@pytest.mark.req("P-1")
def test_the_page_names_its_order_and_its_legal_basis(html):
    assert "от 20 июня 2023 года № 01/2.06/2023" in html
    assert "проект: дата" not in html
    assert "Федеральный закон от 19 апреля 1991 г. № 1032-1" in html


@pytest.mark.req("P-1")
@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        ("form-1", "ЗАЯВЛЕНИЕ"),
        ("form-2", "ЗАЯВКА ОТ ПОТЕНЦИАЛЬНОГО РАБОТОДАТЕЛЯ"),
        ("form-3", "Резюме обучающегося"),
        ("form-4", "СОГЛАСИЕ НА ОБРАБОТКУ"),
        ("form-5", "СОГЛАСИЕ ЗАКОННОГО ПРЕДСТАВИТЕЛЯ"),
        ("appendix-8", "План работы отдела"),
        ("form-6", "Рекомендации наставникам"),
    ],
)
def test_every_appended_form_is_a_part_of_its_own(html, anchor, title):
    part = html.partition(f'id="{anchor}"')[2].partition("</section>")[0]
    assert title in part.replace("<br>", " ")


def test_the_footnote_of_the_consent_can_be_reached(html):
    assert 'href="#form-5-note-1"' in html
    assert 'id="form-5-note-1"' in html
