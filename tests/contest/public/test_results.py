"""What a contest's page says of its results, to people, to search and to search engines."""

import datetime as dt
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Page

from contest import teasers
from contest.public.board import board
from contest.setup.models import Stage
from core.models import CustomDocument
from home import registries
from home.models import StandardPage
from tests.contest.factories import NOVOSIBIRSK, ContestFactory
from tests.contest.public.window import CLOSES, OPENS
from tests.core.file_samples import pdf

pytestmark = pytest.mark.sqlite

STAGE = dt.date(2024, 6, 21)
CEREMONY = dt.date(2024, 7, 5)
AWAITED = "Итоги ещё не опубликованы."
ORDER = {"order_number": "123-НПА", "order_date": dt.date(2024, 7, 1)}


@pytest.fixture
def held(db):
    """A contest whose stage and ceremony are dated."""
    contest = ContestFactory(
        slug="spec-2024",
        year=2024,
        applications_open_at=OPENS,
        applications_close_at=CLOSES,
        ceremony_on=CEREMONY,
    )
    Stage.objects.create(contest=contest, title='II этап "очный"', starts_on=STAGE, ends_on=STAGE)
    return contest


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), NOVOSIBIRSK)


def text_of(element) -> str:
    return re.sub(r"\s+", " ", element.get_text(" ").replace("\xa0", " "))


def page_of(client, page):
    return BeautifulSoup(client.get(page.url).content.decode(), "html.parser")


def sections_of(client, page) -> set[str]:
    """The anchors of the sections; every link of the contents leads to one of them."""
    soup = page_of(client, page)
    anchors = {one["id"] for one in soup.select("section[id]")}
    assert {one["href"] for one in soup.select(".contest-contents a")} == {f"#{a}" for a in anchors}
    return anchors


def test_how_to_apply_is_told_until_the_results_are_there(client, publish, held):
    page = publish(held)
    page.how_to, page.prepare = "<p>Заполните анкету</p>", "<p>Паспорт</p>"
    page.save_revision().publish()
    assert {"how", "prepare"} <= sections_of(client, page)
    page.order_number, page.order_date = ORDER["order_number"], ORDER["order_date"]
    page.save_revision().publish()
    sections = sections_of(client, page)
    assert not {"how", "prepare"} & sections
    assert {"about", "results", "documents"} <= sections
    text = text_of(page_of(client, page))
    for words in ("Как подать заявку", "Что подготовить", "Заполните анкету"):
        assert words not in text


def results_of(client, page) -> str:
    return text_of(page_of(client, page).find(id="results"))


# -- while there are none -----------------------------------------------------------------------


@pytest.mark.req("C-19")
@pytest.mark.parametrize(
    ("day", "due"),
    [
        (STAGE, "Торжественное подведение итогов – 5 июля 2024 года."),
        (CEREMONY, "Торжественное подведение итогов – 5 июля 2024 года."),
        (
            CEREMONY + dt.timedelta(days=1),
            "Они появятся здесь, когда организатор конкурса утвердит их приказом.",
        ),
    ],
)
def test_the_page_says_that_there_are_no_results_yet_and_when_they_are_due(
    publish, held, at, day, due
):
    page = publish(held)
    at(morning(day))
    assert f"{AWAITED} {due}" in results_of(Client(), page)


def test_a_contest_without_a_day_of_ceremony_says_after_what_results_come(held):
    held.ceremony_on = None
    assert "после всех этапов" in board(held, morning(STAGE)).results_due
    assert "появятся здесь" in board(held, morning(STAGE + dt.timedelta(days=1))).results_due


def test_the_notice_of_a_contest_that_is_over_leads_to_the_results(client, publish, held, at):
    page = publish(held)
    at(morning(CEREMONY + dt.timedelta(days=1)))
    notice = page_of(client, page).select_one(".notice")
    assert notice.find("a", href="#results")
    assert "ещё не опубликованы" in text_of(notice)


# -- when an order has approved them ------------------------------------------------------------


@pytest.mark.req("C-19")
def test_results_stand_with_their_order_its_file_and_the_editors_text(client, publish, held):
    document = CustomDocument(title="Приказ об итогах")
    document.file.save("order.pdf", ContentFile(pdf()))
    document.save()
    page = publish(
        held, **ORDER, order_file=document, results=[("text", "<p>Победил участник.</p>")]
    )
    said = results_of(client, page)
    assert "Итоги утверждены приказом от 1 июля 2024 года № 123-НПА." in said
    assert "Приказ об итогах PDF" in said
    assert "Победил участник." in said
    assert AWAITED not in said
    assert client.get(document.url).status_code == 200


@pytest.mark.req("C-19")
@pytest.mark.parametrize("missing", sorted(ORDER))
def test_results_are_not_published_without_their_order(publish, held, missing):
    page = publish(held)
    fields = {**ORDER, missing: None if missing == "order_date" else ""}
    for name, value in fields.items():
        setattr(page, name, value)
    page.results = [("text", "<p>Победил участник.</p>")]
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == [missing]


def test_the_list_of_contests_says_where_results_are(client, publish, held):
    page = publish(held)

    def card() -> str:
        return text_of(BeautifulSoup(client.get("/contests/").content.decode(), "html.parser"))

    assert "Конкурс завершён" in card()
    page.order_number, page.order_date = ORDER.values()
    page.save_revision().publish()
    assert "Итоги опубликованы" in card()


@pytest.mark.req("X-1")
@pytest.mark.parametrize("query", ["результаты конкурса", "итоги конкурса", "итогов"])
def test_search_leads_to_the_results_first(client, publish, held, home_page, query):
    page = publish(held)
    words = "Результаты и итоги конкурса утверждают."
    other = StandardPage(title="Положение о конкурсе", slug="act", intro=words)
    Page.objects.get(pk=home_page.pk).add_child(instance=other)
    hits = BeautifulSoup(client.get("/search/", {"q": query}).content.decode(), "html.parser")
    assert hits.select_one(".hit a")["href"] == f"{page.url}#results"


def test_contents_name_every_section_that_is_there(client, publish, held):
    soup = page_of(client, publish(held))
    links = {link["href"] for link in soup.select(".contest-contents__inner a")}
    assert links == {f"#{section['id']}" for section in soup.select("section[id]")}


# -- for search engines -------------------------------------------------------------------------


def structured(client, page):
    block = page_of(client, page).find("script", type="application/ld+json")
    return json.loads(block.string) if block else None


def test_a_contest_is_an_event_with_its_stages(client, publish, held):
    page = publish(held, lead="Кто лучший?")
    found = structured(client, page)
    assert (found["@type"], found["startDate"], found["endDate"]) == (
        "Event",
        "2024-05-13",
        "2024-07-05",
    )
    assert found["description"] == "Кто лучший?"
    assert found["organizer"]["name"] == held.founder.full_name
    assert [one["name"] for one in found["subEvent"]] == [
        "II этап «очный»",
        "Торжественное подведение итогов",
    ]


def test_an_event_does_not_tell_a_first_day_that_the_regulation_does_not_name(
    client, publish, held
):
    held.names_opening = False
    held.save()
    assert structured(client, publish(held))["startDate"] == "2024-05-27"


def test_an_invented_contest_is_no_event(client, publish, held):
    held.is_demo = True
    held.save()
    assert structured(client, publish(held)) is None


def test_a_page_without_introduction_is_described_by_its_contest(client, publish, held):
    soup = page_of(client, publish(held))
    said = soup.find("meta", attrs={"name": "description"})["content"]
    assert said == f"{held.title}. Номинация «{held.nomination}»."


# -- cards are content ----------------------------------------------------------------------------


@pytest.mark.req("X-1")
def test_editors_can_word_every_card_of_the_contest(publish, held):
    publish(held)
    codes = [task.code for task in teasers.tasks(OPENS)]
    assert len(set(codes)) == len(codes) == 4
    assert set(codes) <= dict(registries.card_choices()).keys()
