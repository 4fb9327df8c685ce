"""Addresses of pages are Latin, whoever types what."""

import json

import pytest
from wagtail.models import Page, get_page_models

from home.models import NewsPage, RegulationPage, StandardPage
from home.pages.latin import LatinAddress
from home.rules.slugs import latin_slug
from home.slug_input import LatinSlugInput
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.req("X-1")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Правила конкурса", "pravila-konkursa"),
        ("Щит, объезд и ёлка – «№ 5»", "schit-obezd-i-elka-5"),
        ("Café 2024", "cafe-2024"),
        ("Положение_о  центре", "polozhenie-o-centre"),
        ("…", ""),
    ],
)
def test_russian_is_written_in_latin(title, slug):
    assert latin_slug(title) == slug


def test_every_page_type_of_the_site_has_latin_addresses():
    foreign = [
        it for it in get_page_models() if it is not Page and not issubclass(it, LatinAddress)
    ]
    assert foreign == []


def test_an_address_left_empty_follows_the_title(add_page, news_index):
    assert add_page("Правила конкурса").slug == "pravila-konkursa"
    assert add_page("Правила конкурса").slug == "pravila-konkursa-2"
    news = add_page("Объявлен приём", model=NewsPage, parent=news_index, summary="Кратко")
    assert news.slug == "obyavlen-priem"
    assert add_page("…").slug == "page"


def test_a_cyrillic_address_is_written_in_latin_unless_it_was_given_away(add_page):
    page = add_page("Правила", slug="правила")
    assert page.slug == "pravila"
    # As an earlier edition of the site may have saved it.
    Page.objects.filter(pk=page.pk).update(slug="правила")
    page = StandardPage.objects.get(pk=page.pk)
    page.title = "Новое название"
    page.save()
    assert page.slug == "правила"
    page.slug = "порядок"
    page.save()
    assert page.slug == "poryadok"


@pytest.fixture
def staff(client_of, superuser):
    return client_of(superuser)


@pytest.mark.parametrize("typed", ["", "положение-о-конкурсе"])
def test_the_admin_saves_a_latin_address(typed, add_page, staff):
    from home.models import RegulationIndexPage

    acts = add_page("Документы", model=RegulationIndexPage, slug="regulations")
    row = {"text": "1. Раз.", "ORDER": "1"}
    data = {
        "title": "Положение о конкурсе",
        "slug": typed,
        "kind": "regulation",
        "organisation": OrganisationFactory().pk,
        "approved_by": "Министерство",
        **{f"editions-0-{name}": value for name, value in row.items()},
    }
    for name, count in (("editions", 1), ("comments", 0)):
        data |= {f"{name}-TOTAL_FORMS": count, f"{name}-INITIAL_FORMS": 0}
        data |= {f"{name}-MIN_NUM_FORMS": 0, f"{name}-MAX_NUM_FORMS": 1000}
    answer = staff.post(f"/cms/pages/add/home/regulationpage/{acts.pk}/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert RegulationPage.objects.get().slug == "polozhenie-o-konkurse"


def test_the_field_writes_the_same_letters_in_the_browser(add_page, staff):
    form = staff.get(f"/cms/pages/{add_page('О сайте', slug='about').pk}/edit/").content.decode()
    assert "blur-&gt;w-slug#urlify" in form
    written = json.loads(LatinSlugInput().attrs["data-w-slug-formatters-value"])
    pairs = {pattern: latin for (pattern, _), latin in written}
    assert "".join(pairs[letter] for letter in "Щёлочь") == latin_slug("Щёлочь")
    assert "data-w-slug-formatters-value" in form
    assert 'data-w-slug-allow-unicode-value="True"' not in form
