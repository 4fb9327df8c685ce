"""The register of agreements in the back office: who opens what, forms, people, papers, lists."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core import journal_paper
from core.back_office.filters import choice_filter
from core.back_office.panels import panels_of
from core.models import HistoryRecord, Journal, JournalEntry, PrivateFile, ReadRecord
from placement.agreements import services, setting_up
from placement.agreements.desk.screens import AgreementDesk
from placement.agreements.lifecycle import AGREEMENT, AgreementState
from placement.agreements.models import Addendum, Agreement, DraftTemplate
from placement.agreements.record import AGREEMENTS
from placement.agreements.services.templates import load_templates
from placement.wagtail_hooks import group
from tests.core import file_samples
from tests.placement.agreements.conftest import TODAY
from tests.placement.desk import APPROVERS, EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.factories import EmployerFactory
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-5.4")]
LIST = "/cms/placement/agreements/"
TEMPLATES = "/cms/placement/agreement-templates/"
DEPUTY = WORKERS & APPROVERS
KIND = Agreement.Kind
PAGES = {
    LIST: READERS,
    LIST + "export/?format=csv": READERS,
    LIST + "journal/": READERS,
    LIST + "create/": WORKERS,
    LIST + "import/": WORKERS,
    LIST + "blank/": WORKERS,
    LIST + "practice-journal/": DEPUTY,
    LIST + "inspect/{pk}/": READERS,
    LIST + "history/{pk}/": READERS,
    LIST + "identity/{pk}/": WORKERS,
    LIST + "draft/{pk}/": WORKERS,
    LIST + "scan/{pk}/": WORKERS,
    LIST + "approval-sheet/{pk}/": WORKERS,
    LIST + "addendum/{pk}/{addendum}/": WORKERS,
    **{
        f"{LIST}{act}/{{pk}}/": WORKERS
        for act in ("edit", "register", "prolong", "amend", "attach", "terminate", "discard")
    },
    LIST + "annul/{pk}/": DEPUTY,
    TEMPLATES: READERS,
    TEMPLATES + "inspect/{template}/": READERS,
    TEMPLATES + "download/{template}/": READERS,
    TEMPLATES + "replace/{template}/": DEPUTY,
    TEMPLATES + "restore/{template}/": DEPUTY,
}
SECRET = "Секретная Мария Ивановна"


def said(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def pdf_upload(name="договор.pdf"):
    return SimpleUploadedFile(name, file_samples.pdf(), "application/pdf")


@pytest.fixture
def scanned(signed, visitor):
    """A registered agreement with its scan and an additional agreement with its own."""
    row = signed(kind=KIND.TARGETED, people_names=SECRET)
    visitor.post(f"{LIST}attach/{row.pk}/", {"scan": pdf_upload()})
    visitor.post(
        f"{LIST}amend/{row.pk}/",
        {"signed_on": "01.10.2026", "subject": "Другая программа", "scan": pdf_upload("доп.pdf")},
    )
    return Agreement.objects.get(pk=row.pk)


@pytest.fixture
def typed(specialist):
    """What the form sends of a new agreement."""
    employer = EmployerFactory()
    return {
        "kind": "partnership",
        "employer": employer.inn,
        "subject": "Содействие трудоустройству",
        "starts_on": "01.09.2026",
        "ends_on": "31.08.2027",
        "responsible": str(specialist.pk),
    }


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_exactly_its_pages(browser_of, scanned, who):
    load_templates()
    keys = {
        "pk": scanned.pk,
        "addendum": Addendum.objects.get().pk,
        "template": DraftTemplate.objects.first().pk,
    }
    opens_exactly(browser_of, who, PAGES, **keys)


@pytest.mark.req("X-7")
def test_the_director_is_offered_nothing_to_do_and_does_nothing(browser_of, signed):
    row, director = signed(), browser_of("director")
    page = said(director.get(f"{LIST}inspect/{row.pk}/"))
    for act in (*AGREEMENT.codes - {"end"}, "edit", "attach", "discard", "identity"):
        assert f"{LIST}{act}/" not in page
        assert director.post(f"{LIST}{act}/{row.pk}/").status_code == 404
    assert Agreement.objects.get().state == AgreementState.SIGNED


@pytest.mark.req("X-4")
def test_lists_ask_the_same_however_many_rows_there_are(visitor, signed, draft):
    def fill():
        signed(kind=KIND.TARGETED)
        draft()

    fill()
    one = page_queries(visitor, LIST)
    fill()
    fill()
    assert page_queries(visitor, LIST) == one <= 15


def test_an_agreement_is_entered_and_registered_by_typing(visitor, typed):
    page = visitor.post(LIST + "create/", typed, follow=True)
    row = Agreement.objects.get()
    assert row.subject in said(page)
    assert f"{LIST}register/{row.pk}/" in said(page)
    page = visitor.post(
        f"{LIST}register/{row.pk}/", {"signed_on": "30.09.2026", "scan": pdf_upload()}, follow=True
    )
    row.refresh_from_db()
    assert (row.state, row.signed_on) == (AgreementState.SIGNED, dt.date(2026, 9, 30))
    assert row.scan.name == "договор.pdf"
    assert "Договор № 1" in said(page)
    assert "Зарегистрирован" in said(page)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject": ""}, "desk-field__error"),
        ({"starts_on": "31.09.2026"}, "id_starts_on_error"),
        ({"ends_on": "01.08.2026"}, "кончается раньше"),
        ({"employer": "Никто"}, "Сначала внесите"),
        ({"kind": "targeted"}, "Назовите человека"),
        ({"kind": "practice", "practice_kind": "educational"}, "Укажите группу"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_kept(visitor, typed, fields, words):
    page = said(visitor.post(LIST + "create/", {**typed, **fields}))
    assert words in page
    assert fields.get("subject", "Содействие трудоустройству") in page
    assert not Agreement.objects.exists()


def test_a_repeat_is_refused_in_the_form_and_entered_with_a_reason(visitor, typed):
    visitor.post(LIST + "create/", typed)
    page = said(visitor.post(LIST + "create/", typed))
    assert "Такой договор уже есть" in page
    assert Agreement.objects.count() == 1
    visitor.post(LIST + "create/", {**typed, "duplicate_reason": "Договор филиала"})
    assert Agreement.objects.count() == 2


def test_a_registered_agreement_shows_what_cannot_be_typed_any_more(visitor, signed):
    row = signed()
    form = visitor.get(f"{LIST}edit/{row.pk}/").context["form"]
    closed = {name for name, field in form.fields.items() if field.disabled}
    assert closed == {
        "kind",
        "practice_kind",
        "employer",
        "subject",
        "starts_on",
        "ends_on",
        "group",
    }
    assert "дополнительным соглашением" in form.fields["subject"].help_text
    visitor.post(
        f"{LIST}edit/{row.pk}/",
        {
            "people_count": "4",
            "subject": "Подменено",
            "responsible": row.responsible_id,
            "revision": form["revision"].value(),
        },
    )
    row.refresh_from_db()
    assert (row.people_count, row.subject) == (4, "Содействие трудоустройству выпускников")


def test_a_file_that_is_no_scan_is_refused_and_nothing_is_kept(visitor, draft):
    row = draft()
    wrong = SimpleUploadedFile("договор.pdf", b"MZ not a paper")
    page = visitor.post(f"{LIST}register/{row.pk}/", {"signed_on": "30.09.2026", "scan": wrong})
    assert "не принят" in said(page)
    assert not JournalEntry.objects.exists()
    # What the service refuses does not leave its file behind either.
    later = {"signed_on": "30.09.2026", "ends_on": "30.09.2026", "scan": pdf_upload()}
    registered = services.register(agreement=row, signed_on=TODAY, actor=row.responsible)
    visitor.post(f"{LIST}prolong/{registered.pk}/", later)
    assert not PrivateFile.objects.exists()


# --- people --------------------------------------------------------------------------------------


@pytest.mark.req("X-5")
def test_names_stand_on_a_page_of_their_own_and_each_look_is_logged(visitor, scanned):
    page = said(visitor.get(f"{LIST}inspect/{scanned.pk}/"))
    assert SECRET not in page
    assert f"{LIST}identity/{scanned.pk}/" in page
    assert not ReadRecord.objects.exists()
    assert SECRET in said(visitor.get(f"{LIST}identity/{scanned.pk}/"))
    addendum = Addendum.objects.get()
    for page in (f"scan/{scanned.pk}", f"addendum/{scanned.pk}/{addendum.pk}"):
        answer = visitor.get(f"{LIST}{page}/")
        assert b"".join(answer.streaming_content) == file_samples.pdf()
        assert "no-store" in answer["Cache-Control"]
    visitor.get(f"{LIST}draft/{scanned.pk}/")
    assert SECRET in said(visitor.get(f"{LIST}edit/{scanned.pk}/"))
    looks = [record.what for record in ReadRecord.objects.about(scanned).order_by("pk")]
    assert looks == [
        "кого касается",
        "скан договора",
        "скан: Дополнительное соглашение № 1",
        "проект договора в Word",
        "кого касается",
    ]


@pytest.mark.req("X-5")
def test_names_are_in_no_list_export_history_or_journal(visitor, scanned):
    pages = [LIST, LIST + f"?q={SECRET.split(maxsplit=1)[0]}", LIST + "export/?format=csv"]
    pages += [f"{LIST}inspect/{scanned.pk}/", f"{LIST}history/{scanned.pk}/"]
    for address in pages:
        assert "Мария Ивановна" not in said(visitor.get(address))
    journal = Journal.objects.get(code=setting_up.journal_code(KIND.TARGETED))
    assert SECRET not in str(journal_paper.rows_of(journal, None, "Europe/Moscow"))
    records = HistoryRecord.objects.about(scanned)
    assert SECRET not in str(list(records.values("details", "why")))


# --- lists and papers ------------------------------------------------------------------------------


def titles(client, query):
    listing = client.get(LIST + query)
    return {row["pk"] for row in listing.context["rows"]}


@pytest.mark.req("X-4")
def test_the_list_is_searched_and_narrowed(visitor, signed, draft, specialist, make_user):
    other = make_user("Специалист центра трудоустройства")
    employer = EmployerFactory(full_name="ООО «Василёк»", short_name="ООО «Василёк»")
    facts = {"ends_on": TODAY + dt.timedelta(days=20), "subject": "Стажировка слесарей"}
    soon = signed(employer=employer, **facts)
    practice = draft(kind=KIND.PRACTICE, group="ПК-21", responsible=other)
    for query, rows in (
        ("?q=ООО «Василёк»", {soon}),
        ("?q=слесарей", {soon}),
        ("?q=пк 21", {practice}),
        ("?kind=practice", {practice}),
        ("?state=signed", {soon}),
        ("?ending=30", {soon}),
        ("?ending=7", set()),
        (f"?responsible={other.pk}", {practice}),
        (f"?responsible={specialist.pk}", {soon}),
    ):
        assert titles(visitor, query) == {row.pk for row in rows}, query
    journal = Journal.objects.get()
    journal.number_format, journal.next_number = "{number}/СП", 77
    journal.save()
    numbered = signed()
    assert titles(visitor, "?q=77/сп") == {numbered.pk}


@pytest.mark.req("X-4")
def test_the_register_is_exported_with_numbers_and_terms(visitor, signed):
    row = signed()
    lines = list(
        csv.DictReader(
            io.StringIO(said(visitor.get(LIST + "export/?format=csv")).lstrip("\ufeff")),
            delimiter=";",
        )
    )
    assert lines[0]["Номер в журнале"] == "1"
    assert lines[0]["ИНН"] == row.employer.inn
    assert lines[0]["Действует по"] == "31.08.2027"
    assert lines[0]["Состояние"] == "Действует"
    answer = visitor.get(LIST + "export/?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 2


@pytest.mark.req("P-3.6")
def test_a_journal_is_printed_with_parties_subject_term_and_state(
    browser_of, signed, people, centre
):
    row, gone = signed(), signed(kind=KIND.PARTNERSHIP)
    services.annul(agreement=gone, why="Не тот договор", actor=people["deputy"])
    journal = row.number.journal
    headings = journal_paper.headings_of(journal)
    first, second = journal_paper.rows_of(journal, None, "Europe/Moscow")
    line = dict(zip(headings, first, strict=True))
    assert line["Рег. номер"] == "1"
    assert line["Стороны"] == f"МЦ СиТИ, {row.employer}"
    assert line["Предмет"] == row.subject
    assert line["Срок действия"] == "01.09.2026 – 31.08.2027"
    assert line["Состояние"] == "Действует"
    assert second[-1] == "Аннулирован: Не тот договор"
    answer = browser_of("director").post(LIST + "journal/", {"journal": journal.pk, "year": ""})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.req("P-3.6")
def test_the_deputy_switches_the_journal_of_practice_on_once(browser_of):
    deputy, address = browser_of("deputy"), LIST + "practice-journal/"
    assert address in said(deputy.get(LIST))
    deputy.post(address)
    assert setting_up.is_practice_on()
    assert address not in said(deputy.get(LIST))


def test_the_employers_page_shows_its_agreements_to_who_may_see_them(people, signed, draft):
    row = signed()
    draft()
    desk = group.modeladmin_instances[1]
    request = RequestFactory().get("/")

    def shown(who):
        request.user = people[who]
        return {one.code: one for one in panels_of(row.employer, request, desk)}

    panel = shown("specialist")["agreements"]
    assert [line.url for line in panel.lines] == [f"{LIST}inspect/{row.pk}/"]
    assert panel.links == [("Внести договор", f"{LIST}create/?employer={row.employer.inn}")]
    assert shown("director")["agreements"].links == []
    assert "agreements" not in shown("editor")


def test_the_board_shows_what_ends_soon_and_how_many_drafts_wait(
    visitor, browser_of, signed, draft
):
    soon = signed(ends_on=TODAY + dt.timedelta(days=60))
    later = signed(ends_on=TODAY + dt.timedelta(days=61))
    draft()
    for client in (visitor, browser_of("director")):
        page = said(client.get("/cms/"))
        assert "Договоры: срок подходит к концу" in page
        assert f"{LIST}inspect/{soon.pk}/" in page
        assert f"{LIST}inspect/{later.pk}/" not in page
        assert f"{LIST}?state=draft" in page
    assert "Договоры: срок" not in said(browser_of("editor").get("/cms/"))


def test_a_filter_by_a_person_offers_those_who_work_at_the_desk(visitor, people, rf):
    request = rf.get(LIST)
    request.user = people["specialist"]
    filter_class = choice_filter(AGREEMENTS, "responsible")
    offered = {value for value, _ in filter_class(AgreementDesk(), request).options}
    assert str(people["specialist"].pk) in offered
    assert offered.isdisjoint({str(people[name].pk) for name in ("editor", "director")})
