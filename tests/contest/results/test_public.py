"""Published results: what the public sees, and how names leave it (C-18, C-19, invariant 6)."""

import hashlib
import io
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader

from contest.publication import services as publication
from contest.results import services
from contest.results.wording import Named, order_text
from forms_app import services as forms
from home.index_models import SearchEntry
from tests.contest.results.conftest import NUMBER, agree

pytestmark = pytest.mark.django_db

NAMES = ("Белова", "Волкова", "Громова", "Дронова", "Ершова")


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    text = re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " ")
    return re.sub(r"\s+", " ", text)


def pdf_text(client, page) -> str:
    pages = PdfReader(io.BytesIO(client.get(f"{page.url}results.pdf").content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


@pytest.fixture
def page(publish, contest):
    return publish(contest)


def everything(client, page) -> str:
    """All that the public can read of a contest."""
    addresses = (
        page.url,
        "/contests/",
        "/contests/feed.xml",
        f"{page.url}results.json",
        "/sitemap.xml",
        "/",
        "/search/?q=итоги",
    )
    bodies = [client.get(address).content.decode() for address in addresses]
    found = SearchEntry.objects.values_list("text", flat=True)
    return " ".join([*bodies, *found])


@pytest.mark.req("C-19")
def test_before_the_second_person_confirms_nothing_is_published(client, page, draft, file):
    order = file(draft)
    agree(order.lines.get(place=1).entry)
    shown = text_of(client.get(page.url))
    assert "Итоги ещё не опубликованы" in shown
    for address in ("results.pdf", "results.json"):
        assert client.get(f"{page.url}{address}").status_code == 404
    assert "<item>" not in client.get("/contests/feed.xml").content.decode()
    assert "Белова" not in shown


@pytest.mark.req("C-19")
def test_a_stored_page_shows_the_results_as_soon_as_they_are_confirmed(
    client, page, draft, file, chair
):
    order = file(draft)
    assert "Итоги ещё не опубликованы" in text_of(client.get(page.url))
    services.publish(resultsorder=order, actor=chair)
    shown = text_of(client.get(page.url))
    assert f"Итоги утверждены приказом от 14 сентября 2026 года № {NUMBER}" in shown
    assert "Итоги опубликованы" in text_of(client.get("/contests/"))


@pytest.mark.req("C-19")
def test_without_a_consent_a_place_has_no_name_anywhere(client, page, published):
    shown = text_of(client.get(page.url))
    for words in ("Победитель (I место) имя не публикуется", "III место", "Без имени: 5"):
        assert words in shown
    extract = pdf_text(client, page)
    assert "имя не публикуется" in extract
    assert NUMBER in extract
    public = everything(client, page)
    for name in NAMES:
        assert name not in shown
        assert name not in extract
        assert name not in public
        assert 'class="hit' not in client.get("/search/", {"q": name}).content.decode()
    assert published.scan.name not in public


@pytest.mark.req("C-19", "X-5")
def test_each_is_named_as_far_as_they_agreed(client, page, published, finalists):
    agree(finalists[0], centre=True)
    agree(finalists[1], place=False, centre=True)
    agree(finalists[3])
    shown = text_of(client.get(page.url))
    centre = finalists[0].centre.name.split("«")[0].strip()
    winner = shown.split("Победитель (I место)")[1].split("II место")[0]
    second = shown.split("II место")[1].split("III место")[0]
    assert "Белова Анна Ивановна" in winner
    assert centre in winner
    assert "имя не публикуется" in second
    assert centre not in second
    listed = shown.split("Участники II этапа")[1].split("Выписка")[0]
    for name in ("Белова", "Волкова", "Дронова"):
        assert name in listed
    assert "И ещё без имени: 2" in listed
    extract = pdf_text(client, page)
    assert "Белова Анна Ивановна, карьерный консультант" in extract
    assert "II место: имя не публикуется" in extract
    assert "Громова" not in extract


@pytest.mark.req("C-19", "X-5")
def test_a_name_taken_back_leaves_every_public_page_at_once_and_the_digest_stays(
    client, page, published, finalists
):
    agree(finalists[0])
    before = client.get(f"{page.url}results.json").json()
    assert "Белова" in text_of(client.get(page.url))
    assert "Белова" in pdf_text(client, page)
    publication.withdraw(entry=finalists[0])
    after = client.get(f"{page.url}results.json").json()
    assert "Белова" not in text_of(client.get(page.url))
    assert "Белова" not in pdf_text(client, page)
    assert (after["digest"], after["snapshot"]) == (before["digest"], before["snapshot"])
    assert (len(before["named"]), after["named"]) == (1, [])


@pytest.mark.req("C-19")
def test_anybody_can_check_the_snapshot_and_the_names_that_are_shown(
    client, page, published, finalists
):
    agree(finalists[0], centre=True)
    told = client.get(f"{page.url}results.json").json()
    assert hashlib.sha256(told["snapshot"].encode()).hexdigest() == told["digest"]
    assert told["digest"] in text_of(client.get(page.url))
    (line,) = [one for one in json.loads(told["snapshot"])["lines"] if one["place"] == 1]
    proofs = {kind: one for one in told["named"] for kind in ("name", "centre") if kind in one}
    assert proofs["name"]["name"] == "Белова Анна Ивановна"
    for kind, proof in proofs.items():
        text = f"{proof['secret']}:{proof[kind]}"
        assert hashlib.sha256(text.encode()).hexdigest() == line[kind]
    # What is proved of one says nothing of the secret of another.
    assert len({proof["secret"] for proof in told["named"]}) == 2


def test_who_agreed_to_the_list_only_is_not_given_away_by_the_snapshot(
    client, page, published, finalists
):
    agree(finalists[0], place=False, centre=True)
    assert client.get(f"{page.url}results.json").json()["named"] == []


@pytest.mark.req("X-5")
def test_who_withdraws_the_application_is_no_longer_named(client, page, published, finalists):
    agree(finalists[0])
    assert "Белова" in text_of(client.get(page.url))
    forms.withdraw(submission=finalists[0].submission, actor=None)
    assert "Белова" not in text_of(client.get(page.url))


@pytest.mark.req("C-19", "X-5")
def test_a_name_stays_on_the_page_when_the_term_of_the_application_is_over(
    client, page, published, finalists
):
    agree(finalists[0])
    for entry in finalists:
        forms.destroy_submission(submission=entry.submission, reason="истёк срок")
    shown = text_of(client.get(page.url))
    assert "Белова Анна Ивановна" in shown
    assert "Волкова" not in shown


@pytest.mark.req("C-18")
def test_the_nominee_is_told_and_a_later_decision_passes_the_right_on(
    client, page, published, finalists, decided
):
    agree(finalists[1])
    assert "выдвинут участник: Волкова Анна Ивановна" in text_of(client.get(page.url))
    decided(nominee=[finalists[2]])
    page.save_revision().publish()
    assert "выдвинут участник: имя не публикуется (III место)" in text_of(client.get(page.url))


@pytest.mark.req("C-18")
def test_a_winner_who_goes_on_is_told_in_plain_words(client, page, published, finalists, decided):
    decided(nominee=[finalists[0]])
    page.save_revision().publish()
    shown = text_of(client.get(page.url))
    assert "выдвинут участник: имя не публикуется (победитель, I место)." in shown


@pytest.mark.req("C-18")
def test_draft_and_extract_say_the_winners_place_in_one_pair_of_brackets(published):
    nominee = Named(1, "Белова Анна Ивановна", "Карьерный консультант", "")
    clauses = order_text(published, [], nominee, []).clauses
    (people,) = [one.people for one in clauses if "Выдвинуть" in one.text]
    assert people == ("Белова Анна Ивановна, карьерный консультант (победитель, I место)",)


def test_each_cell_of_the_places_says_on_a_narrow_screen_what_it_is(client, page, published):
    table = BeautifulSoup(client.get(page.url).content.decode(), "html.parser").find("table")
    assert "table--folds" in table["class"]
    headings = [one.get_text() for one in table.select("thead th")]
    for row in table.select("tbody tr"):
        assert [cell["data-label"] for cell in row.select("td")] == headings[1:]
    parts = table.select("thead, tbody, tr, th, td")
    assert all(part.get("role") for part in [table, *parts])


@pytest.mark.req("C-19")
def test_the_feed_tells_of_each_order_without_a_name(client, page, published, finalists):
    agree(finalists[0])
    feed = client.get("/contests/feed.xml")
    assert feed["Content-Type"].startswith("application/rss+xml")
    told = feed.content.decode().replace("\xa0", " ")
    assert told.count("<item>") == 1
    assert f"№ {NUMBER}" in told
    assert "#results" in told
    assert "Белова" not in told


@pytest.mark.req("C-19")
def test_the_editors_text_never_contradicts_an_order_on_the_site(client, page, published):
    import datetime as dt

    page.order_number, page.order_date = "999", dt.date(2020, 1, 1)
    page.results = [("text", "<p>Победил другой.</p>")]
    page.save_revision().publish()
    shown = text_of(client.get(page.url))
    assert NUMBER in shown
    assert "999" not in shown
    assert "Победил другой" not in shown
    assert not SearchEntry.objects.filter(text__contains="Победил другой").exists()


@pytest.mark.req("C-19")
def test_a_contest_taken_off_the_site_takes_its_results_with_it(client, page, published, contest):
    contest.is_published = False
    contest.save()
    for address in ("", "results.pdf", "results.json"):
        assert Client().get(f"{page.url}{address}").status_code == 404
    assert "<item>" not in client.get("/contests/feed.xml").content.decode()


@pytest.mark.req("X-1")
def test_search_finds_that_results_are_there_by_the_order(client, page, published):
    entry = SearchEntry.objects.get(key=f"page:{page.pk}#results")
    assert NUMBER in entry.text
