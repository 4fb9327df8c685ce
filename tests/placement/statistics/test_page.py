"""/sveden/education/: what is published is exactly the snapshot, in every form."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import extruct
import html5lib
import openpyxl
import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core import roles
from core.clock import format_date, local_day
from home.models import HomePage, SvedenPage
from home.rules import display
from placement.common import charts
from placement.programmes.models import Programme
from placement.statistics import services
from placement.statistics.models import Snapshot
from placement.statistics.pages import EducationPage
from tests.placement.statistics.helpers import COOK, TAILOR, drafted, enter, programme, published

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
ADDRESS = "/sveden/education/"
NAMES = ["eduCode", "eduName", "eduProf", "v1", "t1"]


@pytest.fixture
def education(home_page) -> EducationPage:
    section = SvedenPage(slug="sveden", title="Сведения", show_in_menus=True)
    Page.objects.get(pk=home_page.pk).add_child(instance=section)
    made = EducationPage(slug="education", title="Образование")
    return section.add_child(instance=made)


@pytest.fixture
def pair(make_user):
    return make_user(roles.PLACEMENT_SPECIALIST), make_user(roles.DEPUTY_DIRECTOR)


@pytest.fixture
def programmes(db) -> list[Programme]:
    return [
        programme(education_programme="Повар «для всех» <b>"),
        programme("Швея", code=""),
        programme("Кондитер", code="12901"),
    ]


@pytest.fixture
def rows(programmes):
    return list(zip(programmes, [COOK, TAILOR, (0, {})], strict=True))


@pytest.fixture
def snapshot(pair, rows):
    return published(*pair, rows)


def items(content: bytes) -> list[dict[str, str]]:
    """The marked programmes as an outside parser sees them."""
    [item] = extruct.extract(content.decode(), syntaxes=["microdata"])["microdata"]
    found = item["properties"]["graduateJob"]
    return [row["properties"] for row in (found if isinstance(found, list) else [found])]


def visible(row) -> dict[str, str]:
    texts = [row.code, row.name, row.education_programme, str(row.graduates), str(row.t1)]
    return dict(zip(NAMES, [text or "отсутствует" for text in texts], strict=True))


@pytest.mark.req("P-2.4d")
def test_the_microdata_is_exactly_the_snapshot(client, education, snapshot):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert items(answer.content) == [visible(row) for row in snapshot.rows.all()]
    text = answer.content.decode().replace("\xa0", " ")
    assert "Информация о трудоустройстве выпускников за 2024/25 учебный год" in text
    assert "60 % (6 из 10)" in text
    assert "Обновлено" in text
    assert "работающие по договору, индивидуальные" in text


@pytest.mark.req("P-2.4d")
def test_marked_cells_stand_directly_in_their_row(client, education, snapshot):
    tree = html5lib.parse(client.get(ADDRESS).content, namespaceHTMLElements=False)
    found = [row for row in tree.iter("tr") if row.get("itemprop") == "graduateJob"]
    assert [[cell.get("itemprop") for cell in row if cell.get("itemprop")] for row in found] == [
        NAMES
    ] * 3


@pytest.mark.req("P-2.4d")
def test_without_figures_the_form_is_there_and_marked_absent(client, education):
    [row] = items(client.get(ADDRESS).content)
    assert row == dict.fromkeys(NAMES, "отсутствует")


def test_the_page_is_strict_html_without_inline_style_or_script(client, education, snapshot):
    content = client.get(ADDRESS).content
    html5lib.HTMLParser(strict=True).parse(content)
    assert b"style=" not in content
    assert b"<style" not in content
    assert b"<script" not in content


@pytest.mark.req("P-2.4d")
def test_drafts_and_approved_figures_never_leak(client, education, pair, rows):
    draft = drafted(pair[0], rows)
    services.approve(snapshot=draft, actor=pair[1])
    assert items(client.get(ADDRESS).content)[0]["v1"] == "отсутствует"
    assert client.get(f"{ADDRESS}?year=2025").status_code == 404
    for kind in ("json", "xlsx", "csv", "pdf"):
        assert client.get(f"{ADDRESS}2025.{kind}").status_code == 404
    assert client.get(f"{ADDRESS}charts/2025/others/auto/wide.svg").status_code == 404


@pytest.mark.req("P-2.4d")
def test_readers_see_that_figures_were_withdrawn_when_and_why(client, education, pair, snapshot):
    services.withdraw(snapshot=snapshot, reason="год указан неверно", actor=pair[1])
    day = format_date(local_day(Snapshot.objects.get().withdrawn_at))
    for address in (ADDRESS, f"{ADDRESS}?year=2025"):
        text = client.get(address).content.decode().replace("\u00a0", " ")
        assert "2024/25 учебный год сняты с публикации" in text
        assert day in text
        assert "год указан неверно" in text
        assert items(text.encode())[0]["v1"] == "отсутствует"
    for kind in ("json", "xlsx", "csv", "pdf"):
        assert client.get(f"{ADDRESS}2025.{kind}").status_code == 404
    assert client.get(f"{ADDRESS}?year=2024").status_code == 404


@pytest.mark.req("P-2.4d")
def test_figures_published_anew_tell_of_their_withdrawal(client, education, pair, snapshot):
    specialist, deputy = pair
    services.withdraw(snapshot=snapshot, reason="год указан неверно", actor=deputy)
    draft = services.start_correction(
        snapshot=snapshot, correction="год проверен", actor=specialist
    )
    services.approve(snapshot=draft, actor=deputy)
    services.publish(snapshot=draft, actor=deputy)
    text = client.get(ADDRESS).content.decode().replace("\u00a0", " ")
    assert "сняты с публикации: год указан неверно" in text
    assert "год проверен" in text
    assert items(text.encode())[0]["v1"] == "10"


@pytest.mark.req("P-2.4d")
def test_newest_year_first_and_an_archive_by_year(client, education, pair, rows, snapshot):
    published(*pair, [(rows[0][0], (4, {"employed": 4})), *rows[1:]], year=2026)
    text = client.get(ADDRESS).content.decode()
    assert "за 2025/26 учебный год</h2>" in text
    assert f'href="{ADDRESS}?year=2025" itemprop="addRef"' in text
    assert text.index("2025/26</th>") < text.index("2024/25</th>")
    old = client.get(f"{ADDRESS}?year=2025")
    assert items(old.content) == [visible(row) for row in snapshot.rows.all()]
    assert client.get(f"{ADDRESS}?year=2024").status_code == 404
    assert client.get(f"{ADDRESS}?year=MMXXV").status_code == 404


@pytest.mark.req("P-2.4d")
def test_a_correction_replaces_what_is_shown_at_once_and_says_why(
    client, education, pair, snapshot
):
    visitor = Client()
    assert items(visitor.get(ADDRESS).content)[0]["v1"] == "10"
    specialist, deputy = pair
    made = services.start_correction(
        snapshot=snapshot, correction="Повар показан дважды", actor=specialist
    )
    first = made.rows.first().programme
    enter(made, first, (9, {"employed": 6, "will_study": 3}), specialist)
    services.approve(snapshot=made, actor=deputy)
    # The stored page stays until the publication, and not longer.
    assert items(visitor.get(ADDRESS).content)[0]["v1"] == "10"
    services.publish(snapshot=made, actor=deputy)
    answer = visitor.get(ADDRESS)
    assert items(answer.content)[0]["v1"] == "9"
    assert "Повар показан дважды" in answer.content.decode()


@pytest.mark.req("P-2.4d")
def test_small_numbers_are_nowhere_in_the_breakdown(client, education, snapshot):
    # Not employed: 4 will study (among those who seek), 4 are in care; nobody else.
    told = json.loads(client.get(f"{ADDRESS}2025.json").content)
    assert [part["number"] for part in told["others"]] == [None] * 5
    assert told["othersHiddenTogether"] == 8
    drawn = client.get(f"{ADDRESS}charts/2025/others/auto/wide.svg").content.decode()
    assert "Остальные группы вместе: 8" in drawn
    assert "В отпуске" not in drawn
    assert client.get(ADDRESS).content.decode().count("не показано</td>") == 5


@pytest.mark.req("P-2.4d")
def test_json_xlsx_and_csv_say_the_same_table(client, education, snapshot):
    shown = [visible(row) for row in snapshot.rows.all()]
    told = json.loads(client.get(f"{ADDRESS}2025.json").content)["graduateJob"]
    assert [[str(row[n]) or "отсутствует" for n in NAMES] for row in told] == [
        list(row.values()) for row in shown
    ]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}2025.xlsx").getvalue()))
    _, *cells, total = book.active.iter_rows(values_only=True)
    assert [[str(row[n]) for n in (0, 1, 2, 4, 5)] for row in cells] == [
        list(row.values()) for row in shown
    ]
    assert total[4:6] == (17, 9)
    text = client.get(f"{ADDRESS}2025.csv").getvalue().decode("utf-8-sig")
    _, *lines, _ = csv.reader(io.StringIO(text), delimiter=";")
    assert [[line[n] for n in (0, 1, 2, 4, 5)] for line in lines] == [
        list(row.values()) for row in shown
    ]


@pytest.mark.req("P-2.4d", "X-8")
def test_the_pdf_is_tagged_searchable_and_the_same_each_time(client, education, snapshot):
    made = client.get(f"{ADDRESS}2025.pdf")
    assert made["Content-Type"] == "application/pdf"
    document = pypdf.PdfReader(io.BytesIO(made.content))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ru"
    text = " ".join(page.extract_text() for page in document.pages)
    for word in ("2024/25", "Повар", "16675", "отсутствует", "Всего"):
        assert word in text
    assert Client().get(f"{ADDRESS}2025.pdf?again").content == made.content


@pytest.mark.parametrize(
    "picture",
    [
        *(f"programmes/{scheme}/{width}" for scheme in charts.SCHEMES for width in charts.WIDTHS),
        "years/auto/wide",
        "others/auto/narrow",
    ],
)
def test_charts_are_described_pictures_without_script_or_inline_style(
    client, education, snapshot, picture
):
    answer = client.get(f"{ADDRESS}charts/2025/{picture}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    tree = ET.fromstring(answer.content)
    assert tree.get("role") == "img"
    assert tree.find(f"{charts.SVG}title").text
    assert tree.find(f"{charts.SVG}desc").text
    tags = [node.tag for node in tree.iter()]
    assert f"{charts.SVG}script" not in tags
    assert tags.count(f"{charts.SVG}style") == 1
    assert not [node for node in tree.iter() if node.get("style")]
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert "sha256-" in answer["Content-Security-Policy"]


def test_the_chart_says_the_figures_in_words(client, education, snapshot):
    tree = ET.fromstring(client.get(f"{ADDRESS}charts/2025/programmes/auto/wide.svg").content)
    said = tree.find(f"{charts.SVG}desc").text.replace("\xa0", " ")
    assert "16675 Повар: 60 % (6 из 10)" in said
    assert "12901 Кондитер: выпускников нет" in said


@pytest.mark.parametrize("part", ["x/auto/wide", "years/pink/wide", "years/auto/huge"])
def test_there_are_only_these_charts(client, education, snapshot, part):
    assert client.get(f"{ADDRESS}charts/2025/{part}.svg").status_code == 404


def test_pictures_follow_the_display_settings(client, education, snapshot):
    client.cookies["display"] = str(display.make({"colours": "blue"}))
    assert "/blue/wide.svg" in client.get(ADDRESS).content.decode()
    client.cookies["display"] = str(display.make({"images": "off"}))
    assert "<img" not in client.get(ADDRESS).content.decode()
    client.cookies["display"] = "nonsense"
    assert "/auto/wide.svg" in client.get(ADDRESS).content.decode()


@pytest.mark.req("P-2.4d")
def test_it_is_reached_from_the_home_page_and_the_main_menu(client, education, snapshot):
    text = client.get("/").content.decode()
    assert '<a href="/sveden/"' in text
    assert f'href="{ADDRESS}"' in text
    assert f'href="{ADDRESS}"' in client.get("/sveden/").content.decode()


@pytest.mark.req("X-1", "P-2.4d")
def test_editors_write_around_the_table_and_not_in_it(client, education, snapshot):
    education.before = [("text", "<p>Слово редактора</p>")]
    education.save_revision().publish()
    text = client.get(ADDRESS).content.decode()
    assert text.index("Слово редактора") < text.index('itemprop="graduateJob"')
    names = {field.name for field in EducationPage._meta.get_fields()} - {
        field.name for field in Page._meta.get_fields()
    }
    assert names == {"page_ptr", "review_on", "before", "after"}


@pytest.mark.req("X-7")
def test_a_restricted_page_gives_out_no_files(client, education, snapshot):
    education.view_restrictions.create(restriction_type="login")
    assert client.get(f"{ADDRESS}2025.json").status_code == 404


def test_search_finds_a_published_programme(client, education, snapshot):
    assert ADDRESS in client.get("/search/?q=кондитер").content.decode()


def test_the_address_is_fixed(education):
    from core.errors import Refused

    education.slug = "obrazovanie"
    with pytest.raises(Refused, match="постоянный"):
        education.save()


def test_queries_do_not_grow_with_programmes_and_years(education, pair, rows):
    def queries() -> int:
        from django.core.cache import cache

        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(ADDRESS).status_code == 200
        return len(seen)

    published(*pair, [*rows[:1], (rows[1][0], (0, {})), (rows[2][0], (0, {}))], year=2023)
    queries()
    few = queries()
    more = [(programme(f"Программа {n}", code=str(n)), COOK) for n in range(4)]
    for year in (2024, 2025):
        published(*pair, [*rows, *more], year=year)
    assert queries() == few


def test_a_home_page_without_figures_has_no_card(client, home_page):
    assert HomePage.objects.exists()
    assert ADDRESS not in client.get("/").content.decode()


def test_the_page_keeps_room_for_its_charts(client, education, snapshot):
    html = client.get(ADDRESS).content.decode()
    (width, height) = re.search(
        r"programmes/auto/wide.svg.*?width=\"(\d+)\" height=\"(\d+)\"", html
    ).groups()
    drawn = ET.fromstring(client.get(f"{ADDRESS}charts/2025/programmes/auto/wide.svg").content)
    assert drawn.get("viewBox") == f"0 0 {width} {height}"
