"""The desk of employment figures: who opens what, typing, tables, reminders, flat lists."""

import datetime as dt
import re

import pytest
import time_machine

from core.errors import Refused
from core.models import HistoryRecord
from placement.programmes.models import Programme
from placement.programmes.tables import TABLE as PROGRAMMES_TABLE
from placement.statistics import services
from placement.statistics.models import Snapshot
from placement.statistics.reminders import statistics_warnings
from placement.statistics.rules import figures as rules
from tests.placement.desk import APPROVERS, EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.statistics.helpers import (
    COOK,
    drafted,
    figures_row,
    programme,
    published,
    xlsx,
)
from tests.queries import page_queries

pytestmark = pytest.mark.django_db
LIST = "/cms/placement/statistics/"
PROGRAMMES = "/cms/placement/programmes/"
PAGES = {
    LIST: READERS,
    LIST + "start/": WORKERS,
    LIST + "inspect/{pk}/": READERS,
    LIST + "history/{pk}/": READERS,
    LIST + "table/{pk}/": READERS,
    LIST + "edit/{pk}/": WORKERS,
    LIST + "import/{pk}/": WORKERS,
    LIST + "row/{pk}/{programme}/": WORKERS,
    LIST + "correct/{pk}/": WORKERS,
    LIST + "discard/{pk}/": WORKERS,
    LIST + "approve/{pk}/": APPROVERS,
    LIST + "publish/{pk}/": APPROVERS,
    LIST + "reopen/{pk}/": APPROVERS,
    LIST + "withdraw/{pk}/": APPROVERS,
    PROGRAMMES: READERS,
    PROGRAMMES + "create/": WORKERS,
    PROGRAMMES + "import/": WORKERS,
    PROGRAMMES + "blank/": READERS,
    PROGRAMMES + "edit/{programme}/": WORKERS,
}


@pytest.fixture
def draft(people, cookery):
    return drafted(people["specialist"], [(cookery, COOK)])


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_exactly_its_pages(browser_of, draft, cookery, who):
    opens_exactly(browser_of, who, PAGES, pk=draft.pk, programme=cookery.pk)


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["director", "secretary", "editor"])
def test_a_post_without_the_right_changes_nothing(browser_of, draft, cookery, who):
    for address in ("row/{pk}/{programme}/", "import/{pk}/", "edit/{pk}/", "discard/{pk}/"):
        path = LIST + address.format(pk=draft.pk, programme=cookery.pk)
        assert browser_of(who).post(path, {"graduates": "0", "why": "x"}).status_code == 404
    assert draft.rows.get().graduates == 10


@pytest.mark.parametrize("key", ["0", "x", "999999999999999999999", "1/2"])
def test_strange_keys_are_not_there(visitor, draft, key):
    assert visitor.get(f"{LIST}inspect/{key}/").status_code == 404
    assert visitor.get(f"{LIST}row/{draft.pk}/{key}/").status_code == 404


@pytest.mark.req("P-2.4d")
def test_a_year_is_started_typed_approved_and_published(browser_of, cookery):
    specialist, director = browser_of("specialist"), browser_of("director")
    started = specialist.post(
        LIST + "start/",
        {
            "year": "2026",
            "as_of": "01.09.2026",
            "source": "Ежегодная таблица",
            "counting_rule": ["employed", "self_employed"],
        },
    )
    snapshot = Snapshot.objects.get()
    assert started.status_code == 302
    assert "Повар" in specialist.get(f"{LIST}inspect/{snapshot.pk}/").content.decode()
    typed = {"graduates": "5", "employed": "3", "self_employed": "1", "other": "1"}
    specialist.post(f"{LIST}row/{snapshot.pk}/{cookery.pk}/", typed)
    assert snapshot.rows.get().t1 == 4
    for action in ("approve", "publish"):
        page = director.get(f"{LIST}inspect/{snapshot.pk}/").content.decode()
        assert f"{LIST}{action}/{snapshot.pk}/" in page
        assert director.post(f"{LIST}{action}/{snapshot.pk}/").status_code == 302
    snapshot.refresh_from_db()
    assert snapshot.state == "published"
    history = director.get(f"{LIST}history/{snapshot.pk}/").content.decode()
    assert "Утверждение" in history
    assert "Внесены числа программы" in history


@pytest.mark.req("P-2.4d")
def test_wrong_sums_are_said_at_the_field_and_what_was_typed_stays(visitor, draft, cookery):
    typed = {"graduates": "11", "employed": "6", "in_profession": "7", "other": "4"}
    page = visitor.post(f"{LIST}row/{draft.pk}/{cookery.pk}/", typed).content.decode()
    assert "не распределено 1" in page
    assert "7 больше, чем" in page
    assert 'value="11"' in page
    assert draft.rows.get().graduates == 10


def test_the_page_counts_every_column_while_typing(visitor, draft, cookery):
    page = visitor.get(f"{LIST}row/{draft.pk}/{cookery.pk}/").content.decode()
    assert page.count('data-sum="part"') == len(rules.EXCLUSIVE)
    assert page.count('data-within="id_employed"') == len(rules.PARTS)
    assert "js/control-sums.js" in page


def test_a_programme_entered_by_mistake_is_taken_out(visitor, draft, cookery):
    visitor.post(f"{LIST}row/{draft.pk}/{cookery.pk}/", {"remove": "yes"})
    assert not draft.rows.exists()


@pytest.mark.req("P-2.4d")
def test_ones_own_figures_are_refused_with_the_reason(browser_of, people, cookery):
    draft = drafted(people["deputy"], [(cookery, COOK)])
    browser = browser_of("deputy")
    assert f"{LIST}approve/" not in browser.get(f"{LIST}inspect/{draft.pk}/").content.decode()
    page = browser.post(f"{LIST}approve/{draft.pk}/").content.decode()
    assert "Утвердить должен другой работник" in page
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.req("X-4", "P-2.4d")
@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("draft", {"import", "edit", "approve", "discard"}),
        ("approved", {"publish", "reopen"}),
        ("published", {"correct", "withdraw"}),
        ("withdrawn", {"correct"}),
        ("superseded", set()),
    ],
)
def test_each_state_has_exactly_its_buttons(browser_of, people, draft, state, buttons):
    if state != "draft":
        services.approve(snapshot=draft, actor=people["director"])
    if state in ("published", "superseded", "withdrawn"):
        services.publish(snapshot=draft, actor=people["director"])
    if state == "withdrawn":
        services.withdraw(snapshot=draft, reason="ошибка", actor=people["director"])
    if state == "superseded":
        correction = services.start_correction(
            snapshot=draft, correction="описка", actor=people["specialist"]
        )
        services.approve(snapshot=correction, actor=people["director"])
        services.publish(snapshot=correction, actor=people["director"])
    page = browser_of("deputy").get(f"{LIST}inspect/{draft.pk}/").content.decode()
    shown = set(re.findall(rf'{LIST}(\w+)/{draft.pk}/"', page))
    assert shown - {"table"} == buttons


@pytest.mark.req("X-6")
def test_the_frame_is_not_undone_by_a_form_that_was_opened_before(visitor, draft, people):
    address = f"{LIST}edit/{draft.pk}/"
    page = visitor.get(address).content.decode()
    revision = re.search(r'name="revision" value="([^"]+)"', page)[1]
    frame = {"as_of": "01.09.2025", "source": "таблица", "counting_rule": ["employed"]}
    services.edit_snapshot(snapshot=draft, actor=people["deputy"], source="другая таблица")
    late = visitor.post(address, {**frame, "revision": revision}).content.decode()
    assert "изменил кто-то ещё" in late
    draft.refresh_from_db()
    assert draft.source == "другая таблица"
    assert visitor.post(address, frame).status_code == 302
    history = visitor.get(f"{LIST}inspect/{draft.pk}/").content.decode()
    assert "поля: откуда сведения" in history
    assert "source" not in history


def preview(visitor, address: str, file) -> tuple[str, str]:
    """Upload a table; the page, and the key of what was looked through."""
    page = visitor.post(address, {"file": file}).content.decode()
    found = re.search(r'name="run" value="([^"]+)"', page)
    return page, found[1] if found else ""


@pytest.mark.req("P-2.4d")
def test_a_table_is_looked_through_before_it_is_taken(visitor, draft, cookery):
    address = f"{LIST}import/{draft.pk}/"
    changed = (3, {"employed": 3})
    page, run = preview(visitor, address, xlsx([figures_row(cookery, changed)]))
    assert "заменит прежнее" in page
    assert draft.rows.get().graduates == 10
    assert visitor.post(address, {"run": run}).status_code == 302
    assert draft.rows.get().graduates == 3


@pytest.mark.req("P-2.4d")
def test_a_table_with_one_wrong_row_cannot_be_taken(visitor, draft, cookery):
    address = f"{LIST}import/{draft.pk}/"
    tailor = programme("Швея", code="")
    rows = [figures_row(tailor, (0, {})), figures_row(cookery, (3, {"employed": 2}))]
    page, run = preview(visitor, address, xlsx(rows))
    assert "Строк с ошибками: 1 из 2" in page
    assert "не распределено 1" in page
    assert not run
    assert draft.rows.get().graduates == 10


def test_looked_through_lines_belong_to_one_person_and_draft_and_cannot_be_altered(
    browser_of, draft, cookery
):
    address = f"{LIST}import/{draft.pk}/"
    _, run = preview(browser_of("specialist"), address, xlsx([figures_row(cookery, (0, {}))]))
    for visitor, key in (
        (browser_of("deputy"), run),
        (browser_of("specialist"), run[:-2] + "xx"),
    ):
        page = visitor.post(address, {"run": key}).content.decode()
        assert "Загрузите файл ещё раз" in page
    assert draft.rows.get().graduates == 10


def test_what_is_no_table_is_said_at_the_field(visitor, draft):
    page = visitor.post(f"{LIST}import/{draft.pk}/", {}).content.decode()
    assert "desk-field__error" in page


@pytest.mark.req("P-2.4d")
def test_programmes_are_taken_from_a_table(visitor):
    row = ["", "Швея", "", "Профессиональное обучение", 2024]
    address = PROGRAMMES + "import/"
    page, run = preview(visitor, address, xlsx([row], PROGRAMMES_TABLE.headings))
    assert "добавится" in page
    visitor.post(address, {"run": run})
    assert Programme.objects.get().name == "Швея"


def test_a_programme_is_edited_with_a_history(visitor, cookery):
    fields = {
        "code": "16675",
        "name": "Повар-кондитер",
        "education_programme": "",
        "kind": "adapted",
        "first_year": "2020",
        "last_year": "",
    }
    assert visitor.post(f"{PROGRAMMES}edit/{cookery.pk}/", fields).status_code == 302
    cookery.refresh_from_db()
    assert cookery.name == "Повар-кондитер"
    assert HistoryRecord.objects.about(cookery).get().action == "edit"


# --- years and withdrawal --------------------------------------------------------------------------


@pytest.mark.req("P-2.4d")
@pytest.mark.parametrize("year", ["1999", "2099", "-1", "99999999999999"])
def test_an_impossible_year_is_refused_beside_the_field_and_nothing_typed_is_lost(browser_of, year):
    typed = {"year": year, "as_of": "01.09.2025", "source": "таблица", "counting_rule": "employed"}
    page = browser_of("specialist").post(LIST + "start/", typed)
    assert "Проверьте год выпуска" in page.context["form"].errors["year"][0]
    assert "таблица" in page.content.decode()
    assert not Snapshot.objects.exists()


@pytest.mark.req("P-2.4d")
def test_published_figures_are_withdrawn_with_a_reason_and_come_back_by_two_people(
    browser_of, people, cookery
):
    snapshot = published(people["specialist"], people["deputy"], [(cookery, COOK)])
    director = browser_of("director")
    address = f"{LIST}withdraw/{snapshot.pk}/"
    assert address in director.get(f"{LIST}inspect/{snapshot.pk}/").content.decode()
    assert (
        address
        not in browser_of("specialist").get(f"{LIST}inspect/{snapshot.pk}/").content.decode()
    )
    assert director.post(address, {"reason": " "}).status_code == 200
    director.post(address, {"reason": "год указан по ошибке"})
    page = director.get(f"{LIST}inspect/{snapshot.pk}/").content.decode()
    assert "Снятие с публикации" in page
    assert "год указан по ошибке" in page
    assert not Snapshot.objects.public().exists()
    # The normal way back: entered by one, approved by another.
    specialist = browser_of("specialist")
    correct = f"{LIST}correct/{snapshot.pk}/"
    assert correct in specialist.get(f"{LIST}inspect/{snapshot.pk}/").content.decode()
    specialist.post(correct, {"correction": "год проверен"})
    draft = Snapshot.objects.get(version=2)
    assert draft.rows.count() == 1
    with pytest.raises(Refused):
        services.approve(snapshot=draft, actor=people["specialist"])
    director.post(f"{LIST}approve/{draft.pk}/")
    director.post(f"{LIST}publish/{draft.pk}/")
    assert Snapshot.objects.public().get() == draft
    assert correct not in specialist.get(f"{LIST}inspect/{snapshot.pk}/").content.decode()


@pytest.mark.req("P-2.4d", "P-6.4")
def test_a_year_whose_figures_were_withdrawn_is_asked_for_again(people, cookery):
    now = dt.datetime(2026, 9, 5, 9, tzinfo=dt.UTC)
    snapshot = published(people["specialist"], people["deputy"], [(cookery, COOK)], year=2026)
    assert statistics_warnings(now) == []
    services.withdraw(snapshot=snapshot, reason="ошибка", actor=people["deputy"])
    assert "Пора внести сведения" in statistics_warnings(now)[0]


# --- reminders -------------------------------------------------------------------------------------


@pytest.mark.req("P-2.4d", "P-6.4")
def test_new_figures_are_asked_for_until_they_are_published(people, cookery):
    def said(month: int, day: int) -> list[str]:
        return statistics_warnings(dt.datetime(2026, month, day, 9, tzinfo=dt.UTC))

    assert "Пора внести сведения о трудоустройстве за 2025/26" in said(9, 5)[0]
    assert "ещё не опубликованы: срок – 1 октября 2026" in said(11, 5)[0]
    published(people["specialist"], people["deputy"], [(cookery, COOK)], year=2026)
    assert said(11, 5) == []


@pytest.mark.req("P-2.4d", "P-6.4")
def test_what_is_approved_and_not_published_for_ten_working_days_is_named(
    browser_of, people, draft
):
    with time_machine.travel("2024-05-31 09:00 +0300", tick=False):
        services.approve(snapshot=draft, actor=people["director"])
    with time_machine.travel("2024-06-17 20:00 +0300", tick=False):
        assert "рабочих дней" not in browser_of("specialist").get(LIST).content.decode()
    with time_machine.travel("2024-06-18 00:01 +0300", tick=False):
        for address in (LIST, "/cms/"):
            page = browser_of("specialist").get(address).content.decode()
            assert "Прошло больше 10 рабочих дней" in page
            assert "не позднее 17 июня 2024 года" in page
        assert "рабочих дней" not in browser_of("editor").get("/cms/").content.decode()


@pytest.mark.req("X-4")
def test_the_list_stays_flat(browser_of, people, cookery):
    visitor = browser_of("director")
    published(people["specialist"], people["deputy"], [(cookery, COOK)], year=2021)
    one = page_queries(visitor, LIST)
    for year in (2022, 2023):
        published(people["specialist"], people["deputy"], [(cookery, COOK)], year=year)
    assert page_queries(visitor, LIST) == one
