"""The order and what it approves stand on the site in full, as the source has them."""

import pytest

from contest.public.demo import regulations
from tests.regulation_sources import (
    first_difference,
    page_tokens,
    published,
    source_tokens,
    tokens,
)

SLUGS = ["prikaz-o-konkurse", "polozhenie-o-konkurse", "polozhenie-o-komissii", "sostav-komissii"]

# Tells pytest-django to set the database up for the module's fixture.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return published(regulations.load, SLUGS, ["mintrud-nso"])


@pytest.mark.req("C-1")
def test_the_pages_together_are_the_source_word_for_word(pages):
    shown = [token for slug in SLUGS for token in page_tokens(pages[slug])]
    assert first_difference(source_tokens("000"), shown) == ""


@pytest.mark.req("C-1")
@pytest.mark.parametrize(
    ("slug", "start", "end"),
    [
        ("prikaz-o-konkurse", "МИНИСТЕРСТВО ТРУДА И", "Министр Е.В. Бахарева"),
        ("polozhenie-o-konkurse", "УТВЕРЖДЕНО приказом", "с помощью мобильного телефона."),
        ("polozhenie-o-komissii", "УТВЕРЖДЕНО приказом", "о подведении итогов конкурса."),
        ("sostav-komissii", "УТВЕРЖДЕН приказом", "развития Новосибирской области."),
    ],
)
def test_each_page_holds_its_own_act_from_first_word_to_last(pages, slug, start, end):
    shown = page_tokens(pages[slug])
    assert shown[: len(tokens(start))] == tokens(start)
    assert shown[-len(tokens(end)) :] == tokens(end)


@pytest.mark.req("C-1")
def test_an_altered_clause_is_noticed(pages):
    altered = pages["polozhenie-o-konkurse"].replace("10-ти бальной", "5-ти бальной")
    original = page_tokens(pages["polozhenie-o-konkurse"])
    assert "бальной" in first_difference(original, page_tokens(altered))


@pytest.mark.req("C-1")
@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_says_that_it_is_a_draft_and_has_no_signed_original_yet(pages, slug):
    assert "проект: дата и номер приказа не проставлены" in pages[slug]
    assert "Подписанный экземпляр ещё не размещён" in pages[slug]


@pytest.mark.req("C-1")
@pytest.mark.parametrize(
    "anchor",
    ["p-1", "p-11", "p-11-5", "p-11-5-v", "p-19", "chapter-2", "appendix-1", "appendix-6"],
)
def test_clauses_and_appendices_can_be_linked_to(pages, anchor):
    assert pages["polozhenie-o-konkurse"].count(f'id="{anchor}"') == 1
    assert f'href="#{anchor}"' in pages["polozhenie-o-konkurse"]


@pytest.mark.req("C-1")
def test_the_order_leads_to_what_it_approves_and_back(pages):
    for slug in SLUGS[1:]:
        assert f'href="/regulations/{slug}/"' in pages["prikaz-o-konkurse"]
        assert 'href="/regulations/prikaz-o-konkurse/"' in pages[slug]


def test_the_questionnaires_keep_their_tables(pages):
    assert pages["polozhenie-o-konkurse"].count("<table") == 4
    assert 'rowspan="6"' in pages["polozhenie-o-konkurse"]  # 9.1–9.6 of Appendix 4
    assert pages["sostav-komissii"].count("<tr>") == 7
