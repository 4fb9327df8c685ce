"""Drafts in Word from templates that staff edit, and the approval sheet (P-3.6)."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from pypdf import PdfReader

from core.errors import Refused
from core.models import HistoryRecord, Journal
from placement.agreements import draft_texts, drafts, papers
from placement.agreements.models import Agreement, DraftTemplate
from placement.agreements.services.templates import (
    load_templates,
    replace_template,
    restore_template,
)
from tests.core import file_samples
from tests.placement.factories import EmployerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-3.6")]
TEMPLATES = "/cms/placement/agreement-templates/"
KIND = Agreement.Kind


def words(content):
    """All the text of a document: paragraphs, tables, header."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    headers = [p.text for section in document.sections for p in section.header.paragraphs]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, *headers])


def template(*lines, header=""):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def upload(content, name="Наш договор.docx"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("kind", KIND.values)
def test_a_draft_of_each_kind_names_both_sides_the_subject_and_the_term(draft, kind, centre):
    row = draft(kind=kind)
    text = words(drafts.render(row))
    for part in (
        centre.full_name,
        row.employer.full_name,
        row.employer.inn,
        row.employer.head_name,
        row.subject,
        "1 сентября 2026 года",
        "31 августа 2027 года",
        draft_texts.TEXTS[kind].title,
    ):
        assert part in text
    assert "{{" not in text
    if kind in Agreement.FOR_PERSONS:
        assert row.people[0] in text
    if kind == KIND.PRACTICE:
        assert "учебная" in text
        assert "ПК-21" in text


def test_the_same_agreement_gives_the_same_bytes(draft):
    row = draft()
    content = drafts.render(row)
    assert content == drafts.render(Agreement.objects.get())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(io.BytesIO(content)).core_properties.modified.replace(
        tzinfo=None
    ) == row.created_at.replace(microsecond=0, tzinfo=None)


def test_what_is_typed_is_text_and_never_markup(draft):
    employer = EmployerFactory(full_name='АО «Щит & Меч» <w:p> "К"', head_name="{{ люди }}")
    row = draft(employer=employer, subject="Первая строка\nвторая < третьей")
    text = words(drafts.render(row))
    assert 'АО «Щит & Меч» <w:p> "К"' in text
    assert "{{ люди }}" in text
    assert "вторая < третьей" in text


def test_what_is_not_known_is_left_to_be_written_by_hand(draft):
    row = draft(employer=EmployerFactory(head_name="", inn=""))
    assert drafts.values(row)["сторона_руководитель"] == drafts.BLANK
    assert drafts.values(row)["номер"] == "________"


def test_a_replaced_template_makes_the_next_draft_and_can_be_put_back(draft, deputy):
    load_templates()
    assert load_templates() == 0
    row, mine = draft(), DraftTemplate.objects.get(kind=KIND.PARTNERSHIP)
    own = template("Наш договор с {{ сторона }}: {{ предмет }}", header="{{ учреждение }}")
    replace_template(drafttemplate=mine, file=upload(own), actor=deputy)
    mine.refresh_from_db()
    assert (mine.name, mine.is_own) == ("Наш договор.docx", True)
    assert f"Наш договор с {row.employer.full_name}: {row.subject}" in words(drafts.render(row))
    restore_template(drafttemplate=mine, actor=deputy)
    assert "Наш договор" not in words(drafts.render(row))
    actions = HistoryRecord.objects.about(mine).values_list("action", flat=True)
    assert list(actions) == ["replace", "restore"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"not a document", "не документ Word"),
        (file_samples.pdf(), "не документ Word"),
        (file_samples.docx(), "повреждён"),
        (file_samples.docx(**{"word/vbaProject.bin": "x"}), "макрос"),
        (template("Без подстановок"), "нет ни одной"),
        (template("{{ предмет }} и {{ премия }}"), "«премия»"),
        (template("{{ предмет }}", header="{{ паспорт }}"), "«паспорт»"),
        (template("{{ предмет "), "не закончена"),
        (template("{{ предмет }} {% if группа %}"), "без условий"),
        (template("{{ предмет }} {%p for x in люди %}"), "без условий"),
        (template("{{ предмет.__class__ }}"), "без условий"),
        (template("{{ предмет|upper }}"), "без условий"),
        (template("{{ 7 * 7 }}"), "без условий"),
        (template("{{r предмет }}"), "без условий"),
        (template("{# тайна #}{{ предмет }}"), "без условий"),
        (b"PK" + b"0" * (drafts.MAX_BYTES + 1), "больше 2 МБ"),
    ],
)
def test_what_cannot_be_a_template_is_refused_in_words(browser_of, content, refusal):
    load_templates()
    row = DraftTemplate.objects.get(kind=KIND.PARTNERSHIP)
    before = bytes(row.content)
    page = browser_of("deputy").post(f"{TEMPLATES}replace/{row.pk}/", {"file": upload(content)})
    assert refusal in page.content.decode()
    row.refresh_from_db()
    assert bytes(row.content) == before


def test_a_document_that_unpacks_too_large_is_refused():
    bomb = io.BytesIO(template("{{ предмет }}"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/big.bin", b"\0" * (drafts.MAX_UNPACKED + 1))
    with pytest.raises(Refused, match="слишком велик"):
        drafts.check(bomb.getvalue())


def test_the_built_in_templates_pass_their_own_check():
    for kind in KIND.values:
        drafts.check(draft_texts.build(kind))


def test_only_the_deputy_replaces_a_template(specialist):
    load_templates()
    row = DraftTemplate.objects.first()
    with pytest.raises(Refused, match="нет права"):
        replace_template(drafttemplate=row, file=upload(template("{{ люди }}")), actor=specialist)


def test_every_place_stands_on_the_templates_page(browser_of):
    load_templates()
    page = browser_of("specialist").get(f"{TEMPLATES}inspect/{DraftTemplate.objects.first().pk}/")
    for name in drafts.PLACES:
        assert f"{{{{ {name} }}}}" in page.content.decode()


def test_the_approval_sheet_names_the_agreement_and_who_signs_but_no_people(draft, centre):
    row = draft(kind=KIND.TARGETED, people_names="Секретная Мария Ивановна")
    sheet = papers.approval_sheet(row)
    for part in ("ЛИСТ СОГЛАСОВАНИЯ", row.employer.full_name, row.subject, "1 чел."):
        assert part in sheet.html
    assert "Секретная" not in sheet.html
    assert papers.approval_sheet(row).sha256 == sheet.sha256
    assert len(PdfReader(io.BytesIO(sheet.pdf)).pages) == 1


def test_an_installation_gets_its_journals_and_templates_by_one_command_run_twice(centre):
    for _ in range(2):
        call_command("setup_placement", centre.code)
    assert DraftTemplate.objects.count() == len(KIND.values)
    kept = Journal.objects.filter(code__startswith="agreements-").values_list("code", flat=True)
    assert set(kept) == {f"agreements-{kind}" for kind in KIND.values if kind != KIND.PRACTICE}
