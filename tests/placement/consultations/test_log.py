"""The log of consultations: of persons and of groups, in three clicks (P-2.2e)."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.test import RequestFactory

from core import roles
from core.errors import Refused
from core.models import HistoryRecord, ReadRecord
from placement.cases.services import open_case
from placement.consultations import services
from placement.consultations.desk.graduate_panel import consultations_panel
from placement.consultations.models import Consultation
from placement.graduates.models import Graduate
from tests.boards import panel
from tests.placement.desk import EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("P-2.2e")]
DESK = "/cms/placement/consultations/"
PAGES = {
    DESK: READERS,
    DESK + "totals/": READERS,
    DESK + "create/": WORKERS,
    DESK + "inspect/{pk}/": READERS,
    DESK + "edit/{pk}/": WORKERS,
    DESK + "remove/{pk}/": WORKERS,
}


def typed(**fields: object) -> dict[str, object]:
    return {"topic": "resume", "form": "in-person", "held_on": "01.09.2026", **fields}


@pytest.fixture
def graduate(db) -> Graduate:
    return GraduateFactory(
        last_name="Лесная", first_name="Мария", middle_name="Петровна", group="ПК-21"
    )


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-09-10 12:00 +0300", tick=False):
        yield


def entry(by, **fields: object) -> Consultation:
    values = {"topic": "resume", "form": "call", "held_on": dt.date(2026, 9, 1), **fields}
    return services.record_consultation(data=Consultation(**values), actor=by)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.req("X-7")
def test_each_opens_their_own_pages(browser_of, people, graduate, who):
    row = entry(people["deputy"], graduate=graduate)
    if who == "specialist":
        row = entry(people["specialist"], graduate=graduate)
    opens_exactly(browser_of, who, PAGES, pk=row.pk)


def test_the_topic_is_one_click_and_every_page_of_work_leads_to_the_form(
    visitor, specialist, graduate
):
    allow(graduate)
    case = open_case(graduate=graduate, specialist=specialist, actor=specialist)
    for address in (
        "/cms/",
        f"/cms/placement/graduates/inspect/{graduate.pk}/",
        f"/cms/placement/cases/inspect/{case.pk}/",
        DESK,
    ):
        page = visitor.get(address).content.decode()
        link = re.search(r'href="(/cms/placement/consultations/create/[^"]*)"', page)
        assert link, address
        form = visitor.get(unescape(link[1])).content.decode()
        radio = r'<input type="radio" name="topic" value="rights"'
        assert re.search(radio, form), address
        named = f"карточка № {graduate.pk}" in form
        assert named == ("inspect" in address), address
        # Whom it was for is typed without a click into the field.
        assert (" autofocus" in form) != named, address


def test_the_board_counts_ones_own_of_this_month_and_leads_to_them(browser_of, people, graduate):
    for by in ("specialist", "deputy"):
        entry(people[by], graduate=graduate)
    entry(people["specialist"], graduate=graduate, held_on=dt.date(2026, 8, 31))
    box = panel(browser_of("specialist"), "consultations")
    figure = re.search(r'href="([^"]+)"><strong>(\d+)</strong>', box)
    assert figure[2] == "1"
    listed = browser_of("specialist").get(unescape(figure[1])).context["page"].rows
    assert [(row.by, row.held_on.month) for row in listed] == [(people["specialist"], 9)]
    assert panel(browser_of("director"), "consultations") == ""


def test_from_the_graduates_page_only_the_topic_is_left_to_choose(visitor, graduate, specialist):
    request = RequestFactory().get("/cms/somewhere/")
    request.user = specialist
    ((label, url),) = consultations_panel(graduate, request, None).links
    form = visitor.get(url)
    shown = {field.html_name: field.value() for field in form.context["form"] if field.value()}
    assert label == "Записать консультацию"
    sent = {name: str(value) for name, value in shown.items()}
    shown_page = form.content.decode()
    assert f"Лесная Мария Петровна, ПК-21 – карточка № {graduate.pk}" in shown_page
    sent |= {"graduate": str(graduate.pk), "held_on": "10.09.2026", "topic": "rights"}
    answer = visitor.post(url, sent)
    assert answer["Location"] == "/cms/somewhere/"
    row = Consultation.objects.get()
    assert (row.graduate, row.topic, row.form) == (graduate, "rights", "in-person")
    assert (row.held_on, row.by) == (dt.date(2026, 9, 10), specialist)
    assert [line.text for line in consultations_panel(graduate, request, None).lines] == [str(row)]


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "people_count", "Назовите человека"),
        ({"graduate": "мария лесная", "people_count": "3"}, "graduate", "Назовите человека"),
        ({"people_count": "0"}, "people_count", "сколько в ней человек"),
        ({"people_count": "5", "held_on": "11.09.2026"}, "held_on", "ещё не наступил"),
        ({"graduate": "никто такой"}, "graduate", "в реестре выпускников нет"),
    ],
)
@pytest.mark.req("X-6")
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    visitor, graduate, fields, field, words
):
    page = visitor.post(DESK + "create/", typed(note="Принесла черновик", **fields))
    assert words in " ".join(page.context["form"].errors[field])
    assert "Принесла черновик" in page.content.decode()
    assert not Consultation.objects.exists()


def test_namesakes_are_told_apart_by_the_card(visitor, graduate):
    other = GraduateFactory(last_name="Лесная", first_name="Мария")
    page = visitor.post(DESK + "create/", typed(graduate="лесная мария"))
    (error,) = page.context["form"].errors["graduate"]
    assert f"№ {graduate.pk}" in error
    assert f"№ {other.pk}" in error
    visitor.post(DESK + "create/", typed(graduate=f"карточка № {other.pk}"))
    assert Consultation.objects.get().graduate == other


def test_a_group_counts_by_its_people(visitor, specialist, graduate):
    visitor.post(DESK + "create/", typed(group="ПК-22", people_count="12", topic="rights"))
    entry(specialist, graduate=graduate, topic="rights")
    entry(specialist, graduate=graduate, topic="resume", held_on=dt.date(2025, 9, 1))
    page = visitor.get(DESK + "totals/?held_from=01.01.2026&held_to=31.12.2026")
    (panel,) = page.context["panels"]
    assert panel.rows == [("Права и льготы при трудоустройстве", 2, 13), ("Всего", 2, 13)]
    assert "с 01.01.2026 по 31.12.2026" in panel.note


@pytest.mark.req("X-6")
@pytest.mark.parametrize("whom", [{"group": "ПК-22", "people_count": "12"}, {"graduate": "лесная"}])
def test_a_button_pressed_twice_makes_one_entry(visitor, graduate, whom):
    visitor.post(DESK + "create/", typed(**whom))
    second = visitor.post(DESK + "create/", typed(**whom)).content.decode()
    assert "Это уже записано" in second
    visitor.post(DESK + "create/", typed(**whom, note="Ещё одна"))
    assert Consultation.objects.count() == 2


def test_found_by_name_and_by_group(visitor, specialist, graduate):
    entry(specialist, graduate=graduate)
    entry(specialist, group="ШВ-19", people_count=7)
    rows = {q: visitor.get(DESK, {"q": q}).context["page"].rows for q in ("лесная", "шв-19")}
    assert [row.whom for row in rows["лесная"]] == ["Лесная М. П."]
    assert [row.whom for row in rows["шв-19"]] == ["ШВ-19, 7 чел."]


def test_the_days_of_the_filter_are_both_included(visitor, specialist, graduate):
    for day in (1, 2, 3):
        entry(specialist, graduate=graduate, held_on=dt.date(2026, 9, day))
    page = visitor.get(DESK, {"held_from": "02.09.2026", "held_to": "02.09.2026"}).context["page"]
    assert [row.held_on.day for row in page.rows] == [2]


def test_the_note_stays_out_of_list_and_export(visitor, specialist, graduate):
    entry(specialist, graduate=graduate, note="Тайное слово")
    listed = visitor.get(DESK).content.decode()
    table = b"".join(visitor.get(DESK + "export/?format=csv").streaming_content).decode()
    assert "Лесная М. П." in listed
    assert "Лесная М. П." in table
    assert "Тайное слово" not in listed + table


@pytest.mark.parametrize("who", sorted(READERS))
@pytest.mark.req("X-7")
def test_the_note_is_for_who_leads_people_and_each_look_is_logged(
    browser_of, people, graduate, who
):
    row = entry(people["specialist"], graduate=graduate, note="Тайное слово")
    pages = [f"{DESK}inspect/{row.pk}/", f"/cms/placement/graduates/inspect/{graduate.pk}/"]
    shown = [browser_of(who).get(page).content.decode() for page in pages]
    assert "Тайное слово" not in shown[1]
    assert ("Тайное слово" in shown[0]) == (who in WORKERS)
    looks = ReadRecord.objects.filter(actor=people[who], what="заметка о консультации")
    assert [look.object_id for look in looks] == [str(graduate.pk)] * (who in WORKERS)


def test_a_page_without_a_note_is_no_look(visitor, specialist, graduate):
    visitor.get(f"{DESK}inspect/{entry(specialist, graduate=graduate).pk}/")
    assert not ReadRecord.objects.exists()


def test_only_the_author_or_the_deputy_corrects(people, graduate, make_user):
    row = entry(people["specialist"], graduate=graduate)
    other = make_user(roles.PLACEMENT_SPECIALIST)
    data = Consultation(topic="other", form="call", held_on=row.held_on, graduate=graduate)
    with pytest.raises(Refused, match="её автор"):
        services.correct_consultation(consultation=row, data=data, actor=other)
    with pytest.raises(Refused, match="нет права"):
        services.record_consultation(data=data, actor=people["director"])
    services.correct_consultation(consultation=row, data=data, actor=people["deputy"])
    row.refresh_from_db()
    assert row.topic == "other"


def test_a_removed_entry_leaves_its_line_and_wants_a_reason(visitor, specialist, graduate):
    row = entry(specialist, graduate=graduate)
    visitor.post(f"{DESK}remove/{row.pk}/", {"why": ""})
    assert Consultation.objects.exists()
    visitor.post(f"{DESK}remove/{row.pk}/", {"why": "Записана дважды"})
    assert not Consultation.objects.exists()
    assert HistoryRecord.objects.get(action="remove").why == "Записана дважды"


def test_of_destroyed_data_numbers_stay(specialist, graduate):
    row = entry(specialist, graduate=graduate, note="Слова")
    kept = entry(specialist, graduate=GraduateFactory(), note="Другие слова")
    (words,) = services.forget(graduate)
    row.refresh_from_db()
    kept.refresh_from_db()
    assert "(1)" in words
    assert (row.graduate, row.people_count, row.note) == (None, 1, "")
    assert (kept.graduate is not None, kept.note) == (True, "Другие слова")
    assert services.forget(graduate) == []


@pytest.mark.parametrize("page", [DESK, DESK + "totals/"])
def test_the_list_is_flat_in_queries(visitor, specialist, page):
    def rows(number: int) -> None:
        for _ in range(number):
            entry(specialist, graduate=GraduateFactory())

    rows(1)
    few = page_queries(visitor, page)
    rows(2)
    assert page_queries(visitor, page) == few


def test_the_form_says_what_does_not_belong_into_the_note(visitor):
    page = visitor.get(DESK + "create/").content.decode()
    assert re.search("О здоровье, инвалидности и нужных условиях здесь не пишут", page)
