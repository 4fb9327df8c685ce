"""The public pages of the contests."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page

from contest.commission.demo import OF_2024, load_commission
from contest.public.pages import ContestPage
from contest.setup.models import Stage
from core.errors import Refused
from home import cache, searching
from home.models import RegulationIndexPage, RegulationPage
from home.registries import tasks
from tests.contest.factories import NOVOSIBIRSK, ContestFactory, sent_application, typed_draft
from tests.contest.public.window import AT_THE_EDGES, CLOSES, MICROSECOND, OPENS
from tests.queries import count_queries

pytestmark = pytest.mark.sqlite


def text_of(response) -> str:
    """The words of a page."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words.replace("\xa0", " "))


@pytest.fixture
def contest_2024(db):
    contest = ContestFactory(
        slug="spec-2024", year=2024, applications_open_at=OPENS, applications_close_at=CLOSES
    )
    day = dt.date(2024, 6, 21)
    Stage.objects.create(contest=contest, title="II этап", starts_on=day, ends_on=day)
    return contest


@pytest.fixture
def add_act(home_page, organisation):
    """``add_act("Положение", …)``: a page of an act under /regulations/."""
    index = Page.objects.get(pk=home_page.pk).add_child(
        instance=RegulationIndexPage(title="Документы", slug="regulations")
    )

    def add(title: str, **fields: object) -> RegulationPage:
        act = RegulationPage(
            title=title,
            kind="regulation",
            organisation=organisation,
            approved_by="Министерство",
            **fields,
        )
        return RegulationIndexPage.objects.get(pk=index.pk).add_child(instance=act)

    return add


# -- the page -----------------------------------------------------------------------------


@pytest.mark.req("C-11")
@pytest.mark.parametrize(("instant", "words"), AT_THE_EDGES)
def test_the_button_is_there_exactly_while_applications_are_taken(
    publish, contest_2024, at, instant, words
):
    page = publish(contest_2024)
    at(instant)
    response = Client().get(page.url)
    assert f"{words} (новосибирское время, UTC+7)" in text_of(response)
    address = "/forms/contest-application/?scope=spec-2024"
    assert (address in response.content.decode()) is (OPENS <= instant < CLOSES)


@pytest.mark.req("C-2")
def test_the_page_says_for_whom_with_definitions_and_services(client, publish, contest_2024):
    text = text_of(client.get(publish(contest_2024).url))
    for role in contest_2024.roles.all():
        assert role.title in text
        assert role.definition[1:] in text
        assert all(service.title in text for service in role.services.all())


@pytest.mark.req("C-K1")
def test_the_composition_is_public_with_seats_and_posts(client, publish, contest_2024):
    load_commission(contest_2024, OF_2024)
    text = text_of(client.get(publish(contest_2024).url))
    for member in contest_2024.commission.all():
        assert member.full_name in text
        assert member.post in text
        if member.seat != "member":
            assert f"{member.post}, {member.get_seat_display()}" in text
    assert text.count("(по согласованию)") == 3


@pytest.mark.req("C-7")
def test_numbers_and_dates_on_the_page_are_those_of_the_contest(client, publish, contest_2024):
    contest_2024.max_prize_winners, contest_2024.stage_two_quota = 4, 7
    contest_2024.nomination = "Лучший наставник"
    contest_2024.save()
    text = text_of(client.get(publish(contest_2024).url))
    assert "призёров – не более 4" in text
    assert "не более 7" in text
    assert "«Лучший наставник»" in text
    assert "21 июня 2024 года" in text


def test_a_demonstration_contest_says_that_its_people_are_invented(client, publish, contest_2024):
    page = publish(contest_2024)
    warning = "Демонстрационные данные: люди вымышлены"
    assert warning not in text_of(client.get(page.url))
    contest_2024.is_demo = True
    contest_2024.save()
    assert warning in text_of(client.get(page.url))


def test_the_operators_contacts_are_on_the_page(client, publish, contest_2024):
    html = client.get(publish(contest_2024).url).content.decode()
    assert f"mailto:{contest_2024.operator.email}" in html


@pytest.mark.req("X-1")
def test_editors_texts_stand_around_the_rows(client, publish, contest_2024):
    page = publish(
        contest_2024,
        lead="Вступление редактора.",
        about=[("text", "<p>О конкурсе редактор.</p>")],
        how_to="<ol><li>Первый шаг.</li></ol>",
        prepare="<ul><li>Справка.</li></ul>",
        faq=[("item", {"question": "Можно ли?", "answer": "<p>Можно.</p>"})],
    )
    text = text_of(client.get(page.url))
    for words in ("Вступление редактора.", "О конкурсе редактор.", "Первый шаг.", "Справка."):
        assert words in text
    assert "Можно ли?" in text
    assert "Можно." in text


def test_acts_are_linked_and_drafts_of_acts_are_not(client, publish, contest_2024, add_act):
    act = add_act("Положение о конкурсе", slug="act")
    draft = add_act("Тайный проект", slug="draft", live=False)
    page = publish(contest_2024, acts=[("act", act), ("act", draft)])
    html = client.get(page.url).content.decode()
    assert 'href="/regulations/act/"' in html
    assert 'href="/regulations/act/act.pdf"' in html
    assert "Тайный проект" not in html


# -- what the public must not see -----------------------------------------------------------


def test_a_contest_that_is_not_published_is_nowhere(client, publish, contest_2024):
    contest_2024.is_published = False
    contest_2024.save()
    page = publish(contest_2024, title="Секретный конкурс")
    assert client.get("/contests/spec-2024/").status_code == 404
    for address in ("/contests/", "/", "/sitemap.xml", "/search/?q=секретный"):
        body = client.get(address).content.decode()
        assert "spec-2024" not in body
        assert "Секретный конкурс" not in body
    contest_2024.is_published = True
    contest_2024.save()
    page.refresh_from_db()
    assert page.live
    assert client.get(page.url).status_code == 200
    assert "spec-2024" in client.get("/sitemap.xml").content.decode()


def test_a_contest_taken_off_the_site_leaves_every_list_at_once(client, publish, contest_2024):
    page = publish(contest_2024, title="Секретный конкурс")
    assert client.get(page.url).status_code == 200
    contest_2024.is_published = False
    contest_2024.save()
    assert client.get(page.url).status_code == 404
    for address in ("/contests/", "/sitemap.xml", "/search/?q=секретный"):
        assert "spec-2024" not in client.get(address).content.decode()


def test_publishing_the_contest_does_not_publish_an_editors_draft(contest_index, contest_2024):
    contest_2024.is_published = False
    contest_2024.save()
    draft = ContestPage(title="Набросок", contest=contest_2024, live=False)
    contest_index.add_child(instance=draft)
    contest_2024.is_published = True
    contest_2024.save()
    draft.refresh_from_db()
    assert not draft.live


def test_nothing_of_applications_reaches_a_public_page(client, publish):
    contest = ContestFactory(slug="open")
    page = publish(contest)
    submission = sent_application(contest)
    draft = typed_draft(
        contest,
        participant={"last_name": "Черновикова", "email": "draft@example.org"},
    )
    secrets = [submission.reference, draft.number, "Королёва", "Черновикова", "123456"]
    addresses = [page.url, "/contests/", "/", "/sitemap.xml", "/search/?q=Королёва"]
    for address in addresses:
        body = client.get(address).content.decode()
        body = body.replace('value="Королёва"', "").replace("?q=Королёва", "")
        for secret in secrets:
            # The search page repeats the visitor's own words.
            if "search" in address and secret == "Королёва":
                continue
            assert secret not in body, (address, secret)


# -- addresses --------------------------------------------------------------------------------


def test_the_address_is_the_contests_own_and_does_not_change(publish, contest_2024):
    page = publish(contest_2024)
    assert page.url == "/contests/spec-2024/"
    page.slug = "other"
    with pytest.raises(ValidationError):
        page.full_clean()
    with pytest.raises(Refused):
        page.save()


def test_the_index_cannot_be_deleted(contest_index):
    with pytest.raises(Refused):
        contest_index.delete()


# -- the list and the cards --------------------------------------------------------------------


def test_running_contests_stand_before_the_archive_by_year(client, publish, contest_2024):
    publish(contest_2024, title="Конкурс двадцать четвёртого")
    publish(ContestFactory(slug="now"), title="Нынешний конкурс")
    older = ContestFactory(
        slug="spec-2023",
        year=2023,
        applications_open_at=OPENS - dt.timedelta(days=365),
        applications_close_at=CLOSES - dt.timedelta(days=365),
    )
    publish(older, title="Конкурс двадцать третьего")
    text = text_of(client.get("/contests/"))
    order = [
        "Сейчас",
        "Нынешний конкурс",
        "Архив: 2024 год",
        "двадцать четвёртого",
        "Архив: 2023 год",
        "двадцать третьего",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_home_page_offers_to_apply_only_while_it_is_open(publish, contest_2024):
    publish(contest_2024)

    def titles(instant: dt.datetime) -> list[str]:
        return [task.title for task in tasks(instant)]

    assert "Подать заявку на конкурс" not in titles(OPENS - MICROSECOND)
    assert "Подать заявку на конкурс" in titles(OPENS)
    assert "Подать заявку на конкурс" not in titles(CLOSES)
    assert "Узнать о конкурсе" in titles(CLOSES)
    assert "Узнать о конкурсе" not in titles(dt.datetime(2024, 6, 22, tzinfo=NOVOSIBIRSK))


# -- cache and queries -------------------------------------------------------------------------


def test_a_change_of_the_contest_is_seen_at_once(client, publish):
    contest = ContestFactory()
    page = publish(contest)
    assert "21 июня 2031 года" not in text_of(client.get(page.url))
    Stage.objects.create(
        contest=contest,
        title="II этап",
        starts_on=dt.date(2031, 6, 21),
        ends_on=dt.date(2031, 6, 21),
    )
    assert "21 июня 2031 года" in text_of(client.get(page.url))


def test_stored_pages_end_at_the_next_change_of_the_timetable(publish, contest_2024):
    publish(contest_2024)

    def asked(now: dt.datetime) -> dt.datetime | None:
        return cache.next_deadline(now, now.isoformat())

    assert asked(OPENS - MICROSECOND) == OPENS
    assert asked(OPENS) == CLOSES
    assert asked(CLOSES) == dt.datetime(2024, 6, 21, tzinfo=NOVOSIBIRSK)
    assert asked(dt.datetime(2024, 6, 21, tzinfo=NOVOSIBIRSK)) == dt.datetime(
        2024, 6, 22, tzinfo=NOVOSIBIRSK
    )


def test_the_page_takes_few_queries_however_long_its_lists(
    client, publish, contest_2024, add_act, django_assert_max_num_queries
):
    acts = [add_act(name) for name in ("Приказ", "Положение", "Состав")]
    page = publish(contest_2024, acts=[("act", act) for act in acts])
    load_commission(contest_2024, OF_2024)
    client.get("/contests/")
    with django_assert_max_num_queries(12):
        assert client.get(page.url).status_code == 200


def test_the_list_takes_as_many_queries_for_three_contests_as_for_one(client, publish):
    def count() -> int:
        cache.bump()
        client.get("/")
        return count_queries(lambda: client.get("/contests/"))

    publish(ContestFactory())
    one = count()
    publish(ContestFactory())
    publish(ContestFactory())
    assert count() == one <= 12


# -- search -------------------------------------------------------------------------------


def test_people_of_the_commission_and_what_the_page_names_are_found_at_once(publish, contest_2024):
    page = publish(contest_2024)
    assert searching.matching("Климахина") == []
    load_commission(contest_2024, OF_2024)
    assert [entry.page.pk for entry in searching.matching("Климахина")] == [page.pk]
    assert searching.matching("результаты конкурса")
    contest_2024.commission.filter(last_name="Климахина").delete()
    assert searching.matching("Климахина") == []
