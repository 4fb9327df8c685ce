"""What pages say of themselves to search engines and messengers."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from core.models import CustomImage
from home.models import NewsPage, SiteSettings

SITE = "http://testserver"
pytestmark = pytest.mark.req("X-1")


def head(client, path):
    return BeautifulSoup(client.get(path).content.decode(), "html.parser").head


def said(client, path):
    tags = head(client, path).find_all("meta", content=True)
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in tags}


def structured(client, path):
    block = head(client, path).find("script", type="application/ld+json")
    return json.loads(block.string) if block else None


@pytest.fixture
def site(home_page):
    return SiteSettings.objects.create(
        site=Site.objects.get(),
        name='Портал "Труд"',
        owner='ГАУ "Центр"',
        phone="+7 383 000-00-00",
        email="mail@example.org",
        address="г. Новосибирск",
    )


@pytest.fixture
def image(db):
    return CustomImage.objects.create(title="Люди", file=get_test_image_file(size=(1600, 900)))


def picture(image):
    value = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}}
    return {"type": "picture", "value": value}


def test_a_page_is_described_by_its_editors_or_by_its_beginning(site, add_page, client):
    page = add_page('О "сайте"', slug="about", intro="Здесь " + "подают заявки и " * 30)
    tags = said(client, page.url)
    assert tags["og:title"] == "О «сайте»"
    assert tags["og:site_name"] == "Портал «Труд»"
    assert tags["og:url"] == f"{SITE}/about/"
    assert tags["og:type"] == "website"
    assert tags["description"] == tags["og:description"]
    assert tags["description"].startswith("Здесь подают заявки")
    assert tags["description"].endswith("заявки и …")
    assert len(tags["description"]) <= 200
    page.search_description = 'Кратко о "сайте"'
    page.save()
    assert said(client, page.url)["description"] == "Кратко о «сайте»"
    assert "og:image" not in said(client, page.url)


def test_messengers_get_the_first_picture_or_else_the_logo(site, image, add_page, client):
    page = add_page("С картинкой", slug="one", body=[picture(image)])
    address = said(client, page.url)["og:image"]
    assert address.startswith(f"{SITE}/media/")
    assert "1200x630" in address
    site.logo = image
    site.save()
    assert "max-600x600" in said(client, add_page("Без", slug="two").url)["og:image"]


@pytest.mark.usefixtures("site")
def test_news_are_an_article(image, news_index, add_page, client):
    page = add_page(
        'Объявлен "приём" </script><b>',
        model=NewsPage,
        parent=news_index,
        slug="n",
        date=dt.date(2026, 5, 1),
        summary="Кратко & ясно",
        body=[picture(image)],
    )
    data = structured(client, page.url)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Объявлен «приём» </script><b>"
    assert data["description"] == "Кратко & ясно"
    assert data["datePublished"] == "2026-05-01"
    assert data["mainEntityOfPage"] == f"{SITE}/news/n/"
    assert data["image"].startswith(SITE)
    assert data["publisher"]["name"] == "ГАУ «Центр»"
    tags = said(client, page.url)
    assert tags["og:type"] == "article"
    assert tags["article:published_time"] == "2026-05-01"


def test_the_home_page_names_the_institution(site, client):
    assert structured(client, "/") == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": "ГАУ «Центр»",
        "url": f"{SITE}/",
        "address": "г. Новосибирск",
        "telephone": "+7 383 000-00-00",
        "email": "mail@example.org",
    }


def test_other_pages_carry_no_such_data(site, add_page, client):
    assert structured(client, add_page("О сайте").url) is None
