"""Documents of editors: agreed kinds by content, and private until a published page uses them."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import PageViewRestriction

from core import roles
from core.models import CustomDocument, CustomImage
from home.models import StandardPage
from tests.core import pdf_samples
from tests.core.file_samples import BAD, GOOD, HTML, archive, picture

pytestmark = pytest.mark.django_db
XLSX = archive(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"})
XLSM = archive(
    **{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>", "xl/vbaProject.bin": "x"}
)


@pytest.fixture
def editor(home_page, make_user, client_of) -> Client:
    return client_of(make_user(roles.EDITOR_IN_CHIEF))


def alone(browser, kind, name, content):
    """The page that adds one; what it says of the file."""
    file = SimpleUploadedFile(name, content)
    response = browser.post(f"/cms/{kind}/add/", {"title": "Файл", "file": file, "collection": 1})
    return [] if response.status_code == 302 else response.context["form"].errors["file"]


def with_others(browser, kind, name, content):
    """The page that adds several at once."""
    file = SimpleUploadedFile(name, content)
    response = browser.post(
        f"/cms/{kind}/multiple/add/",
        {"files[]": file, "title": "Файл"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    answer = json.loads(response.content)
    return [] if answer["success"] else [answer["error_message"]]


def in_a_chooser(browser, kind, name, content):
    """The window that adds one from within a page."""
    prefix = f"{kind.removesuffix('s')}-chooser-upload-"
    file = SimpleUploadedFile(name, content)
    response = browser.post(
        f"/cms/{kind}/chooser/create/",
        {f"{prefix}title": "Файл", f"{prefix}file": file, f"{prefix}collection": 1},
    )
    answer = json.loads(response.content)
    if answer["step"].endswith("chosen"):
        return []
    html = answer["html"] if "html" in answer else answer["htmlFragment"]
    return [html]


WAYS = [alone, with_others, in_a_chooser]


@pytest.mark.req("X-1")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.exe", BAD["exe"], "по содержанию это не PDF"),
        ("x.html", HTML, "по содержанию это не PDF"),
        ("x.pdf", HTML, "по содержанию это не PDF"),
        ("x.svg", BAD["svg"], "по содержанию это не PDF"),
        ("x.zip", BAD["zip"], "по содержанию это не PDF"),
        ("x.xlsm", XLSM, "по содержанию это не PDF"),
        ("x.html", GOOD["pdf"], "Переименуйте файл в «x.html.pdf»"),
        ("x.pdf", pdf_samples.locked(), "закрыт паролем"),
        ("x.pdf", pdf_samples.pdf()[:2000], "обрывается"),
    ],
    ids=["exe", "html", "html.pdf", "svg", "zip", "xlsm", "pdf.html", "locked", "cut off"],
)
def test_what_is_no_agreed_document_is_refused_with_words(editor, way, name, content, words):
    said = " ".join(way(editor, "documents", name, content)).replace("\xa0", " ")
    assert words in said
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Приказ № 5.PDF", GOOD["pdf"]),
        ("a.docx", GOOD["docx"]),
        ("a.xlsx", XLSX),
        ("a.odt", GOOD["odt"]),
    ],
)
def test_agreed_documents_are_taken(editor, way, name, content):
    assert way(editor, "documents", name, content) == []
    assert CustomDocument.objects.get().file.read() == content


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", HTML), ("a.png", BAD["svg"]), ("a.svg", BAD["svg"]), ("a.jpg", BAD["exe"])],
    ids=["html", "svg.png", "svg", "exe"],
)
def test_a_picture_is_what_its_content_says(editor, way, name, content):
    assert way(editor, "images", name, content)
    assert not CustomImage.objects.exists()
    assert way(editor, "images", "a.png", picture("PNG")) == []


def test_a_change_of_words_does_not_ask_for_the_file_again(editor):
    alone(editor, "documents", "a.pdf", GOOD["pdf"])
    document = CustomDocument.objects.get()
    response = editor.post(
        f"/cms/documents/edit/{document.pk}/", {"title": "Приказ", "collection": 1}
    )
    assert response.status_code == 302
    document.refresh_from_db()
    assert document.title == "Приказ"


# --- who reads them ------------------------------------------------------------------------------


@pytest.fixture
def document(home_page) -> CustomDocument:
    return CustomDocument.objects.create(
        title="Приказ", file=ContentFile(GOOD["pdf"], name="prikaz.pdf")
    )


def using(document) -> list:
    return [("documents", [document])]


def linking_to(document) -> list:
    return [("text", f'<p><a linktype="document" id="{document.pk}">приказ</a></p>')]


def page_with(home_page, body, *, live=True) -> StandardPage:
    page = StandardPage(title="Приказы", slug="orders", live=False, body=body)
    type(home_page).objects.get(pk=home_page.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return StandardPage.objects.get(pk=page.pk)


def status(document, browser=None) -> int:
    return (browser or Client()).get(document.url).status_code


@pytest.mark.req("X-1", "X-7")
@pytest.mark.parametrize("body", [using, linking_to])
def test_a_document_is_read_by_all_while_a_published_page_uses_it(home_page, document, body):
    assert status(document) == 404
    page = page_with(home_page, body(document), live=False)
    assert status(document) == 404
    page.save_revision().publish()
    assert status(document) == 200
    page.refresh_from_db()
    page.unpublish()
    assert status(document) == 404


def test_a_draft_of_a_published_page_shows_its_documents_to_editors_only(
    home_page, document, editor
):
    page = page_with(home_page, [])
    page.body = using(document)
    revision = page.save_revision()
    assert (status(document), status(document, editor)) == (404, 200)
    revision.publish()
    assert status(document) == 200


def test_a_document_taken_off_its_page_is_private_again(home_page, document):
    page = page_with(home_page, using(document))
    assert status(document) == 200
    page.body = []
    page.save_revision().publish()
    assert status(document) == 404


def test_the_job_of_the_index_changes_nothing_of_that(home_page, document, run_jobs):
    page = page_with(home_page, using(document))
    page.body = []
    page.save_revision()
    run_jobs()
    assert status(document) == 200


def test_who_may_not_read_the_page_may_not_read_its_document(
    home_page, document, make_user, client_of
):
    page = page_with(home_page, using(document))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert status(document) == 404
    assert status(document, client_of(make_user())) == 200


@pytest.mark.req("X-7")
@pytest.mark.parametrize(
    ("role", "opens"),
    [(roles.EDITOR_IN_CHIEF, 200), (roles.CONTENT_EDITOR, 200), (roles.ADMINISTRATOR, 404)],
)
def test_of_the_staff_only_editors_read_what_is_not_published(
    document, role, opens, make_user, client_of
):
    assert status(document, client_of(make_user(role))) == opens


def test_reading_a_document_costs_few_queries(home_page, document, django_assert_max_num_queries):
    page_with(home_page, using(document))
    status(document)
    with django_assert_max_num_queries(8):
        assert status(document) == 200
