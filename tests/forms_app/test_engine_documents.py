"""Documents: refusals beside their slot, papers as filed, drafts kept alive, numbers that fit."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image
from pypdf import PdfReader

from core import clock, files, outbox, pdfs
from core.models import Letter, PrivateFile
from core.storage import DurableFileSystemStorage
from forms_app import services, tasks
from forms_app.back_office import bundle
from forms_app.engine.nouns import REQUEST
from forms_app.errors import StaleRevision
from forms_app.models import ConsentText, Draft
from forms_app.services import RemarkText, uploads
from tests.core import pdf_samples
from tests.core.file_samples import GOOD
from tests.factories import UserFactory
from tests.forms_app.helpers import (
    PNG,
    begin,
    fill,
    post,
    ready,
    said,
    save,
    sent,
    start,
    upload,
    walk,
)

pytestmark = pytest.mark.usefixtures("sample")
HOME = "/forms/sample/"
DAY = dt.timedelta(days=1)


def put(client, draft, slot, *contents):
    return client.post(
        f"{HOME}uploads/",
        {
            "draft": str(draft.pk),
            "revision": draft.revision,
            "slot": slot,
            f"file-{slot}": [SimpleUploadedFile("скан.png", content) for content in contents],
        },
    )


def tiff(pages, **options):
    out = io.BytesIO()
    first, *others = [Image.new("1", size) for size in pages]
    first.save(out, format="TIFF", save_all=True, append_images=others, **options)
    return out.getvalue()


# -- refusals of uploads ---------------------------------------------------------------------
def test_a_refused_upload_is_said_in_its_slot_and_in_the_summary(client):
    begin(client)
    draft = walk(client)
    response = put(client, draft, "extra", PNG, b"")
    page = said(response)
    assert response.status_code == 200
    assert draft.uploads.filter(slot="extra").count() == 1
    assert 'href="#file-extra"' in page
    assert "Ещё документы: Файл пуст" in page
    assert 'aria-describedby="error-extra upload-limits" aria-invalid="true"' in page
    assert page.count('aria-invalid="true"') == 1
    slot = page[page.index('id="slot-extra"') :]
    assert 'id="error-extra"' in slot
    assert "Файл пуст" in slot
    assert page.index("Файл пуст") < page.index("<h1")


def test_the_summary_of_errors_takes_the_focus_without_javascript(client):
    begin(client)
    post(client, "kind")
    post(client, "consent")
    post(client, "person", passport="12")
    page = client.get(f"{HOME}person/").content.decode()
    opening = page[page.index('<div class="error-summary"') :].partition(">")[0]
    assert "autofocus" in opening
    assert 'tabindex="-1"' in opening


def test_the_error_of_a_number_or_absent_leads_to_its_box(client):
    begin(client)
    for step in ("kind", "consent", "person"):
        post(client, step)
    post(client, "work", share="101")
    page = client.get(f"{HOME}work/").content.decode()
    assert 'href="#id_share_0"' in page
    assert 'id="id_share_0"' in page


# -- storing ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_file_is_encrypted_and_written_before_anything_is_locked(monkeypatch):
    draft = fill(start().draft)
    locked = []
    write = DurableFileSystemStorage._save

    def watched(self, name, content):
        locked.append(connection.in_atomic_block)
        return write(self, name, content)

    monkeypatch.setattr(DurableFileSystemStorage, "_save", watched)
    upload(draft, "signed")
    assert locked == [False]


def test_a_file_refused_after_it_was_stored_leaves_nothing(
    monkeypatch, django_capture_on_commit_callbacks
):
    draft = fill(start().draft)

    def moved_on(*args, **kwargs):
        raise StaleRevision(REQUEST)

    monkeypatch.setattr(uploads, "_attach", moved_on)
    deleted = []
    monkeypatch.setattr(DurableFileSystemStorage, "delete", lambda self, name: deleted.append(name))
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(StaleRevision):
        upload(draft, "signed")
    assert not PrivateFile.objects.exists()
    assert len(deleted) == 1


# -- the life of a draft ---------------------------------------------------------------------
def test_an_upload_keeps_the_draft_alive():
    draft = fill(start().draft)
    for change in (
        lambda: upload(draft, "signed"),
        lambda: services.drop_upload(draft=draft, upload_id=draft.uploads.get().pk),
    ):
        Draft.objects.update(expires_at=clock.now() + DAY)
        change()
        draft.refresh_from_db()
        assert draft.expires_at > clock.now() + 29 * DAY


def _returned(due):
    submission = sent()
    clerk = UserFactory()
    return services.return_for_correction(
        submission=submission,
        actor=clerk,
        remarks=[RemarkText("Исправьте.", step="person")],
        due_at=due,
    )


def test_a_correction_lives_at_least_to_its_date_whatever_is_saved():
    due = clock.now() + 60 * DAY
    draft = services.start_correction(submission=_returned(due))
    assert draft.expires_at == due
    save(draft, "person", name="Петрова Мария")
    assert draft.expires_at == due


@pytest.mark.req("X-3")
def test_a_letter_comes_once_three_days_before_a_draft_is_destroyed():
    draft = start().draft
    letters = Letter.objects.about(draft).filter(code="draft-expiring")
    assert tasks.warn_of_expiry(draft.expires_at - 4 * DAY) == 0
    assert tasks.warn_of_expiry(draft.expires_at - 2 * DAY) == 1
    assert tasks.warn_of_expiry(draft.expires_at - DAY) == 0
    assert letters.count() == 1
    # Who came back is told again when that time runs out.
    save(draft, "kind")
    assert tasks.warn_of_expiry(draft.expires_at - 2 * DAY) == 1
    assert letters.count() == 2


def test_no_letter_about_a_draft_that_can_no_longer_be_sent(sample):
    draft = start().draft
    sample.deadline = draft.expires_at - 10 * DAY
    assert tasks.warn_of_expiry(draft.expires_at - 2 * DAY) == 0


# -- papers as filed -------------------------------------------------------------------------
@pytest.mark.req("X-8")
def test_a_filed_paper_says_what_was_filed_whatever_the_form_says_today(
    client, sample, monkeypatch
):
    given = []
    monkeypatch.setattr(
        type(sample), "render", lambda self, paper: given.append(paper) or _rendered(paper)
    )
    begin(client)
    draft = walk(client)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    draft.refresh_from_db()
    client.post(f"{HOME}send/", {"draft": str(draft.pk), "revision": draft.revision})
    first = client.get(f"{HOME}papers/form.pdf")
    person = next(step for step in sample.steps if step.code == "person")
    field = person.form_class.base_fields["name"]
    monkeypatch.setattr(field, "label", "Имя по-новому")
    second = client.get(f"{HOME}papers/form.pdf")
    assert first.content == second.content
    assert "Имя по-новому" not in {answer.label for answer in given[-1].answers}
    version = draft.submission.current
    assert given[-1].made_at == version.sent_at
    assert given[-1].digest == version.digest
    assert "sandbox" not in first["Content-Security-Policy"]


def _rendered(given):
    from core.paper import Paper

    text = f"{given.made_at} {given.digest} " + " ".join(a.label + a.text for a in given.answers)
    return Paper(html=text, pdf=text.encode(), sha256="")


# -- numbers and dates of a correction -------------------------------------------------------
def test_a_correction_shows_the_number_that_its_code_belongs_to(client):
    submission = _returned(clock.now() + 9 * DAY)
    draft = services.start_correction(submission=submission)
    session = client.session
    session["forms_open"] = {"sample": [str(draft.pk), draft.link_serial]}
    session.save()
    Draft.objects.filter(pk=draft.pk).update(email="")
    for page in (HOME, f"{HOME}saved/"):
        text = said(client.get(page))
        assert submission.reference in text, page
        assert draft.number not in text, page


def test_the_letter_with_the_link_names_the_date_of_the_correction(sample):
    due = clock.now() + 9 * DAY
    draft = services.start_correction(submission=_returned(due))
    assert services.mail_link(draft=draft)
    letter = Letter.objects.about(draft).get(code="draft-link")
    shown = clock.format_deadline(due, sample.describe("only").tz)
    assert shown in outbox.content(letter)[1]


# -- a site that is not set up ---------------------------------------------------------------
@pytest.mark.parametrize("purpose", ["draft-keeping", "processing"])
def test_without_a_consent_text_the_start_is_a_polite_page_and_a_line_in_the_log(
    client, caplog, purpose
):
    ConsentText.objects.filter(purpose=purpose).delete()
    response = client.get(HOME)
    assert response.status_code == 503
    assert "Приём заявок настраивается" in said(response)
    assert purpose in caplog.text


# -- one file out of all ---------------------------------------------------------------------
def _bundle(*contents):
    draft = ready()
    for content in contents:
        upload(draft, "extra", content, "скан.tif")
    submission = services.send_draft(draft=draft, revision=draft.revision)
    rows = list(submission.current.files.filter(slot="extra"))
    return bundle.Bundle(submission, submission.current, [], rows, [])


def test_every_page_of_a_scanners_file_is_joined_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = _bundle(tiff([(40, 20), (40, 20), (40, 20)], exif=exif))
    contents, *pages = PdfReader(io.BytesIO(bundle.make_pdf(made))).pages
    assert "страниц: 3" in contents.extract_text().replace("\u00a0", " ")
    assert len(pages) == 3
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert width < height


def test_a_damaged_file_is_named_in_the_list_of_contents():
    made = _bundle(tiff([(40, 20)]))
    (row,) = made.included
    path = files.storage().path(row.file.storage_name)
    with open(path, "r+b") as stored:
        stored.seek(-1, 2)
        stored.write(b"\x00" if stored.read(1) != b"\x00" else b"\x01")
    assert bundle._joinable(row, pdfs.JOINED_BYTES) == (b"", bundle.DAMAGED)
    out = io.BytesIO()
    bundle.write_zip(made, out)
    listed = zipfile.ZipFile(out).read("Содержание.txt").decode("utf-8-sig")
    assert bundle.DAMAGED in listed
    assert len(PdfReader(io.BytesIO(bundle.make_pdf(made))).pages) == 1


@pytest.mark.req("X-4")
def test_what_cannot_be_joined_is_named_with_the_reason_and_the_rest_is_joined(monkeypatch):
    # Taken before PDFs were judged at upload.
    monkeypatch.setattr(pdfs, "check", lambda file: None)
    made = _bundle(pdf_samples.locked(), pdf_samples.pdf()[:900], pdf_samples.pdf(2))
    contents, *pages = PdfReader(io.BytesIO(bundle.make_pdf(made))).pages
    listed = " ".join(contents.extract_text().split())
    assert len(pages) == 2
    assert listed.index(bundle.LOCKED) < listed.index(bundle.BROKEN) < listed.index("страниц: 2")


def test_the_desk_shows_a_phones_photo_as_jpeg():
    from forms_app.back_office.facts import ShownFile, preview_kind
    from forms_app.back_office.file_views import _response

    class Request:
        GET = {"preview": ""}

    draft = fill(start().draft)
    file = upload(draft, "signed", GOOD["heic"], "фото.heic").file
    assert preview_kind(file.content_type) == "made"
    assert ShownFile(None, "/x/", "made", is_identity=False).shown_url == "/x/?preview"
    response = _response(file, Request())
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"\xff\xd8")
