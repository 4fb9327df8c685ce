"""Pages of acts: editions, drafts, PDF, what the editor is told."""

import datetime as dt
import io

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Page, PageViewRestriction

from core.errors import Refused
from core.models import CustomDocument
from home import index, regulations, searching
from home.models import (
    RegulationEdition,
    RegulationIndexPage,
    RegulationPage,
    SearchEntry,
)
from home.pages.edition import next_edition
from home.regulation_forms import lines_help
from tests.factories import OrganisationFactory

FIRST = "ПОЛОЖЕНИЕ\nо конкурсе\n\n1. Первая редакция.\n2. Пункт:\n1) подпункт.\n"
SECOND = "ПОЛОЖЕНИЕ\nо конкурсе\n\n1. Вторая редакция.\n\nПРИЛОЖЕНИЕ № 1\nк положению\n\nФОРМА\n\n1\tСтаж\t\n"
URL = "/regulations/pravila/"


@pytest.fixture
def acts(add_page):
    return add_page("Документы", model=RegulationIndexPage, slug="regulations")


@pytest.fixture
def make_act(acts):
    def make(
        *editions: RegulationEdition, slug: str = "pravila", **fields: object
    ) -> RegulationPage:
        page = RegulationPage(
            title="Правила конкурса",
            slug=slug,
            kind="regulation",
            organisation=OrganisationFactory(),
            approved_by="Министерство",
            **fields,
        )
        page.editions = list(editions)
        Page.objects.get(pk=acts.pk).add_child(instance=page)
        page.save_revision().publish()
        return RegulationPage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def two_editions(make_act):
    """An edition in force since 2024 and the next one from 1 December 2026."""
    return make_act(
        RegulationEdition(
            effective_from=dt.date(2024, 5, 27),
            order_date=dt.date(2024, 5, 20),
            order_number="77",
            text=FIRST,
        ),
        RegulationEdition(effective_from=dt.date(2026, 12, 1), text=SECOND, note="Новый порядок"),
    )


@pytest.fixture
def draft_act(acts):
    """An act that was never published."""
    page = RegulationPage(
        title="Правила",
        slug="pravila",
        kind="regulation",
        organisation=OrganisationFactory(),
        approved_by="Министерство",
        live=False,
    )
    page.editions = [RegulationEdition(effective_from=dt.date(2024, 5, 27), text=FIRST)]
    return Page.objects.get(pk=acts.pk).add_child(instance=page)


def get(url: str, status: int = 200) -> str:
    response = Client().get(url)
    assert response.status_code == status
    return response.content.decode().replace("\xa0", " ") if status == 200 else ""


@pytest.mark.req("C-1", "P-1")
def test_the_edition_changes_at_midnight_of_the_organisation(two_editions):
    # Midnight in Novosibirsk is 17:00 UTC of the day before.
    with time_machine.travel(dt.datetime(2026, 11, 30, 16, 59, tzinfo=dt.UTC), tick=False):
        assert "Первая редакция" in get(URL)
        assert next_edition(timezone.now()) == dt.datetime(2026, 11, 30, 17, tzinfo=dt.UTC)
    with time_machine.travel(dt.datetime(2026, 11, 30, 17, 0, tzinfo=dt.UTC), tick=False):
        assert "Вторая редакция" in get(URL)
        assert next_edition(timezone.now()) is None


@time_machine.travel("2026-12-02", tick=False)
@pytest.mark.req("C-1")
def test_an_old_edition_stays_readable_and_says_that_it_is_old(two_editions):
    html = get(f"{URL}editions/2024-05-27/")
    assert "Первая редакция" in html
    assert "Это недействующая редакция" in html
    assert f'<link rel="canonical" href="http://testserver{URL}">' in html
    assert "Это недействующая редакция" not in get(URL)
    assert f'href="{URL}editions/2024-05-27/"' in get(URL)


@time_machine.travel("2026-11-22", tick=False)
def test_a_coming_edition_can_be_read_as_such(two_editions):
    html = get(f"{URL}editions/2026-12-01/")
    assert "Эта редакция ещё не вступила в силу" in html
    assert "Новый порядок" in html


@pytest.mark.parametrize("day", ["2024-05-28", "вчера", "2024-5-27"])
def test_there_is_no_edition_on_other_days(two_editions, day):
    get(f"{URL}editions/{day}/", status=404)


@pytest.mark.req("C-1")
def test_an_act_without_number_and_date_says_that_it_is_a_draft(make_act):
    make_act(RegulationEdition(text=FIRST))
    html = get(URL)
    assert "проект: дата и номер приказа не проставлены" in html
    assert "Подписанный экземпляр ещё не размещён" in html


@pytest.mark.req("C-1")
def test_number_date_and_signed_original_are_shown_once_they_are_there(make_act):
    original = CustomDocument.objects.create(
        title="Приказ", file=ContentFile(b"%PDF-1.7 signed", name="prikaz.pdf")
    )
    make_act(
        RegulationEdition(
            order_date=dt.date(2024, 5, 20), order_number="77", text=FIRST, original=original
        )
    )
    html = get(URL)
    assert "от 20 мая 2024 года № 77" in html
    assert f'href="{original.url}"' in html
    assert "проект" not in html.lower()


def test_the_legal_basis_is_a_list(make_act):
    make_act(RegulationEdition(text=FIRST), legal_basis="Закон № 1032-1\n\nУстав")
    assert "<ul><li>Закон № 1032-1</li><li>Устав</li></ul>" in get(URL)


def test_text_of_an_editor_cannot_carry_markup(make_act):
    make_act(RegulationEdition(text="1. <script>alert(1)</script> & <b>\n\tA<i>\tБ\n1\t2"))
    html = get(URL)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in html


@time_machine.travel("2026-11-22", tick=False)
def test_the_pdf_is_tagged_named_and_the_same_for_ever(two_editions):
    first = Client().get(f"{URL}pravila.pdf")
    assert first["Content-Type"] == "application/pdf"
    assert Client().get(f"{URL}pravila.pdf").content == first.content
    page = RegulationPage.objects.get()
    assert regulations._render(page, page.current_edition) == first.content
    reader = PdfReader(io.BytesIO(first.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Правила конкурса"
    assert "Первая редакция." in reader.pages[0].extract_text().replace("\xa0", " ")
    again = Client().get(f"{URL}pravila.pdf", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_the_pdf_has_bookmarks_of_the_appendices(make_act):
    make_act(RegulationEdition(text=SECOND))
    reader = PdfReader(io.BytesIO(Client().get(f"{URL}pravila.pdf").content))
    titles = str([item.title if hasattr(item, "title") else item for item in reader.outline])
    assert "ПОЛОЖЕНИЕ" in titles
    assert "ПРИЛОЖЕНИЕ" in titles


def test_publishing_prepares_the_pdf_so_that_no_reader_waits(make_act, run_jobs, monkeypatch):
    make_act(RegulationEdition(text=FIRST))
    run_jobs()
    monkeypatch.setattr(regulations, "_render", pytest.fail)
    assert Client().get(f"{URL}pravila.pdf").status_code == 200


def test_old_editions_have_their_own_pdf(two_editions):
    with time_machine.travel("2026-12-02", tick=False):
        assert f'{URL}editions/2024-05-27/pravila.pdf"' in get(f"{URL}editions/2024-05-27/")
        old = Client().get(f"{URL}editions/2024-05-27/pravila.pdf")
        assert old.status_code == 200
        assert old.content != Client().get(f"{URL}pravila.pdf").content
        assert Client().get(f"{URL}drugoe.pdf").status_code == 404


def test_a_page_for_some_only_does_not_give_its_pdf_to_all(two_editions):
    PageViewRestriction.objects.create(page=two_editions, restriction_type="login")
    assert Client().get(f"{URL}pravila.pdf").status_code == 302


def test_an_unpublished_act_is_nowhere(draft_act):
    for url in (URL, f"{URL}pravila.pdf", f"{URL}editions/2024-05-27/"):
        assert Client().get(url).status_code == 404
    assert not SearchEntry.objects.filter(page=draft_act).exists()


@time_machine.travel("2026-11-22", tick=False)
def test_search_leads_to_the_clause(two_editions):
    index.put_page(two_editions)
    found = searching.matching("подпункт")
    assert [entry.address for entry in found] == [URL, f"{URL}#p-2"]


@pytest.mark.parametrize("editions", [1, 3])
def test_a_page_stays_within_ten_queries_however_many_editions(make_act, editions):
    make_act(
        *(
            RegulationEdition(effective_from=dt.date(2020 + year, 1, 1), text=FIRST)
            for year in range(editions)
        )
    )
    get(URL)
    # The menu is read once per content version, so it is there already; the page is not.
    with CaptureQueriesContext(connection) as queries:
        get(f"{URL}?fresh=1")
    assert len(queries) <= 10, [query["sql"] for query in queries]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_acts_stays_flat(make_act, acts, count):
    organisation = OrganisationFactory()
    for number in range(count):
        page = make_act(RegulationEdition(text=FIRST), slug=f"act-{number}")
        RegulationPage.objects.filter(pk=page.pk).update(organisation=organisation)
    with CaptureQueriesContext(connection) as queries:
        groups = acts.groups()
    assert [len(group["acts"]) for group in groups] == [count]
    assert len(queries) == 2 + 1  # acts, their editions, the view restrictions


@pytest.mark.req("X-1")
def test_the_editor_sees_gaps_of_the_numbering_and_may_leave_them():
    said = lines_help("1. Раз.\n3. Три.")
    assert "перед «пункт 3» нет «пункт 2»" in said
    assert lines_help("1. Раз.\n2. Два.") == ""


@pytest.fixture
def editor(client_of, superuser):
    assert Permission.objects.exists()
    return client_of(superuser)


def form_data(page: RegulationPage, *editions: dict[str, str]) -> dict[str, str]:
    data = {
        "title": page.title,
        "slug": page.slug,
        "kind": "regulation",
        "organisation": str(page.organisation_id),
        "approved_by": "Министерство",
        "legal_basis": "",
        "approving_act": "",
        "editions-TOTAL_FORMS": str(len(editions)),
        "editions-INITIAL_FORMS": str(sum("id" in edition for edition in editions)),
        "editions-MIN_NUM_FORMS": "1",
        "editions-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
    }
    for at, edition in enumerate(editions):
        blank = dict.fromkeys(
            (
                "id",
                "effective_from",
                "order_date",
                "order_number",
                "text",
                "original",
                "note",
                "DELETE",
            ),
            "",
        )
        values = {**blank, "ORDER": str(at + 1), **edition}
        data |= {f"editions-{at}-{name}": value for name, value in values.items()}
    return data


@pytest.mark.req("X-1")
def test_pasted_text_becomes_clauses_in_the_preview_and_warnings_in_the_form(editor, make_act):
    page = make_act(RegulationEdition(text=FIRST))
    pasted = form_data(page, {"text": "1. Раз.\r\n3.\tТри."})
    preview = f"/cms/pages/{page.pk}/edit/preview/"
    assert editor.post(preview, pasted).json()["is_valid"]
    shown = editor.get(f"{preview}?mode=newest").content.decode()
    assert 'id="p-3"' in shown
    assert "Первая редакция" in get(URL)  # nothing is published by looking
    editor.post(f"/cms/pages/{page.pk}/edit/", pasted)
    form = editor.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "перед «пункт 3» нет «пункт 2»" in form


@pytest.mark.req("X-1")
def test_a_draft_is_not_shown_until_it_is_published(editor, make_act):
    page = make_act(RegulationEdition(text=FIRST))
    edit = f"/cms/pages/{page.pk}/edit/"
    edition = {"id": str(page.editions.get().pk), "text": "1. Исправлено."}
    changed = form_data(page, edition)
    assert editor.post(edit, changed).status_code == 302
    assert "Исправлено" not in get(URL)
    editor.post(edit, {**changed, "action-publish": "1"})
    assert "Исправлено" in get(URL)


def test_two_editions_of_one_date_are_refused_beside_the_field(editor, make_act):
    page = make_act(RegulationEdition(text=FIRST))
    same = {"effective_from": "01.02.2026", "text": "1. Раз."}
    data = form_data(page, same, same) | {"action-publish": "1"}
    answer = editor.post(f"/cms/pages/{page.pk}/edit/", data)
    assert "Редакция с этой даты уже есть." in answer.content.decode()


def test_an_act_keeps_its_address_once_it_was_published(two_editions, add_page):
    page = RegulationPage.objects.get(pk=two_editions.pk)
    page.slug = "drugoe"
    with pytest.raises(Refused, match="нельзя изменить"):
        page.save()
    page = RegulationPage.objects.get(pk=two_editions.pk)
    with pytest.raises(Refused, match="Снять"):
        page.unpublish()
    other = add_page("Другой раздел", slug="drugoi")
    with pytest.raises(Refused, match="переместить"):
        RegulationPage.objects.get(pk=page.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    with pytest.raises(Refused, match="удалить"), transaction.atomic():
        RegulationPage.objects.get(pk=page.pk).delete()
    assert "Первая редакция" in get(URL)


def test_before_its_publication_an_act_may_take_another_address_or_go(draft_act):
    draft_act.slug = "pravila-konkursa"
    draft_act.save()
    assert RegulationPage.objects.get().slug == "pravila-konkursa"
    RegulationPage.objects.get().delete()
    assert not RegulationPage.objects.exists()


@time_machine.travel("2026-11-22", tick=False)
def test_an_edition_that_was_in_force_cannot_be_deleted(editor, two_editions):
    old, coming = two_editions.editions.all()
    address = f"/cms/pages/{two_editions.pk}/edit/"

    def post(deleted: RegulationEdition) -> str:
        rows = [
            {
                "id": str(row.pk),
                "text": row.text,
                "effective_from": row.effective_from.isoformat(),
                "DELETE": "1" if row == deleted else "",
            }
            for row in (old, coming)
        ]
        fields = {
            **form_data(two_editions, *rows),
            "editions-INITIAL_FORMS": "2",
            "action-publish": "1",
        }
        return editor.post(address, fields, follow=True).content.decode()

    assert "уже действовала: удалить её нельзя" in post(old)
    assert two_editions.editions.count() == 2
    post(coming)
    assert list(RegulationEdition.objects.all()) == [old]


@pytest.mark.req("C-1", "X-1")
def test_the_preview_marks_what_each_line_was_taken_for(editor, make_act):
    page = make_act(RegulationEdition(text=FIRST))
    pasted = form_data(page, {"text": "\ufeff1.\u00ad Раз.\r\nСтатья 5 Права\r\n\uf0b7\tПеречень"})
    preview = f"/cms/pages/{page.pk}/edit/preview/"
    assert editor.post(preview, pasted).json()["is_valid"]
    shown = editor.get(f"{preview}?mode=lines").content.decode()
    assert "Проверьте строки: 1" in shown
    assert '<a href="#line-1-2">строка 2</a>: похоже на заголовок' in shown
    assert 'line-mark--clause">' in shown
    assert "<td>пункт 1</td>" in shown
    assert "<td>перечень, пункт 1</td>" in shown
    assert 'class="line-mark line-mark--doubt line-mark--odd"' in shown


def test_a_heading_inside_a_heading_is_one_level_lower(make_act):
    make_act(RegulationEdition(text="ПОЛОЖЕНИЕ\n\nГлава 1. Общие\nСтатья 1. Права\n1. Раз."))
    html = get(URL)
    assert '<h2 class="chapter__title"><a class="chapter__number" href="#chapter-1">' in html
    assert '<h3 class="chapter__title"><a class="chapter__number" href="#article-1">' in html
    assert 'href="#article-1-p-1"' in html


def test_the_bullets_of_words_own_font_are_shown_and_searched_as_others(make_act):
    page = make_act(RegulationEdition(text="1. Раз:\n\uf0b7\tДва.\n\n№\tГод\tА\n1\t\uf0b7 б\tв"))
    assert "\uf0b7" not in get(URL)
    index.put_page(page)
    assert not SearchEntry.objects.filter(text__contains="\uf0b7").exists()


def test_the_contents_keep_the_numbers_of_appendices(make_act):
    make_act(RegulationEdition(text="ПОЛОЖЕНИЕ\n\n1. Раз.\n\nПРИЛОЖЕНИЕ № II\n\nФОРМА ЗАЯВКИ"))
    assert "Приложение № II. Форма заявки" in get(URL)


def test_an_act_is_described_by_what_it_is(make_act):
    make_act(
        RegulationEdition(order_date=dt.date(2024, 5, 20), order_number="77", text=FIRST),
    )
    said = "Положение. Кто утвердил: Министерство, от 20 мая 2024 года № 77."
    assert f'<meta name="description" content="{said}">' in get(URL)
