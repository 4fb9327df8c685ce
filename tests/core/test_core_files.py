"""Private files: real files are taken, pretenders are not, nothing lies open."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import crypto, files
from core.errors import FileDestroyed, KeyDestroyed, Refused, Tampered
from core.files import DOCUMENT_TYPES, IMAGE_TYPES
from core.models import PrivateFile
from tests.core import file_samples
from tests.core.file_samples import BAD, GOOD

pytestmark = pytest.mark.django_db
MAX = 1024 * 1024


@pytest.fixture
def store(person_key):
    def make(source, name="файл", allowed=DOCUMENT_TYPES, max_size=MAX):
        return files.store_file(
            key=person_key, name=name, source=source, allowed=allowed, max_size=max_size
        )

    return make


@pytest.mark.parametrize("code", sorted(GOOD))
def test_each_kind_is_known_by_its_content_under_any_name(store, code):
    pf = store(GOOD[code], name="без расширения")
    assert files.TYPES[code].media_type == pf.content_type
    assert pf.name == "без расширения" + files.TYPES[code].suffixes[0]
    assert files.read_file(pf) == GOOD[code]


@pytest.mark.parametrize("name", sorted(BAD))
@pytest.mark.parametrize("extension", ["pdf", "jpg", "docx"])
def test_a_wrong_file_behind_a_right_name_is_refused(store, name, extension):
    with pytest.raises(Refused, match="по содержанию это не"):
        store(BAD[name], name=f"скан.{extension}")
    assert not PrivateFile.objects.exists()


@pytest.mark.parametrize(
    "junk", [b"\n", b"\xef\xbb\xbf", b"\0" * 100, b"\x1b%-12345X@PJL\n", b"j" * 900]
)
def test_a_pdf_with_leading_junk_of_a_scanner_is_taken(store, junk):
    assert store(junk + GOOD["pdf"]).content_type == "application/pdf"


@pytest.mark.parametrize(
    "options",
    [{"progressive": True}, {"quality": 30}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"}],
)
def test_photos_as_phones_make_them_are_taken(store, options):
    photo = file_samples.picture("JPEG", (800, 600), **options)
    # Phones put data of their own behind the picture.
    assert store(photo + b"phone's trailer", allowed=IMAGE_TYPES).content_type == "image/jpeg"


def test_grey_transparent_and_multipage_pictures_are_taken(store):
    from PIL import Image

    for mode, kind, options in (
        ("L", "JPEG", {}),
        ("CMYK", "JPEG", {}),
        ("RGBA", "PNG", {}),
        ("P", "PNG", {}),
        ("1", "TIFF", {"save_all": True, "append_images": [Image.new("1", (30, 30))]}),
    ):
        out = BytesIO()
        Image.new(mode, (30, 30)).save(out, kind, **options)
        assert store(out.getvalue()).content_type == f"image/{kind.lower()}"


def test_a_picture_that_unpacks_into_too_many_points_is_refused(store, monkeypatch):
    from PIL import Image

    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    for code in ("jpeg", "png", "webp", "tiff", "heic"):
        with pytest.raises(Refused):
            store(GOOD[code])


def test_only_the_kinds_allowed_in_a_place_are_taken_there(store):
    assert store(GOOD["png"], allowed=IMAGE_TYPES)
    with pytest.raises(Refused) as refusal:
        store(GOOD["pdf"], allowed=IMAGE_TYPES)
    assert "JPEG, PNG, HEIC, WEBP, TIFF" in refusal.value.message


def test_any_content_is_taken_where_all_is_allowed_but_never_shown(store):
    pf = store(BAD["html"], name="подпись.sig", allowed=None)
    assert (pf.content_type, pf.name) == ("application/octet-stream", "подпись.sig")
    response = files.file_response(pf, inline=True)
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("source", [b"", ContentFile(b""), SimpleUploadedFile("a.pdf", b"")])
def test_an_empty_file_is_refused(store, source):
    with pytest.raises(Refused, match="пуст"):
        store(source)


def test_a_file_over_the_limit_is_refused_whatever_size_was_promised(store):
    with pytest.raises(Refused, match="больше 0,5 МБ"):
        store(b"x" * (MAX // 2 + 1), allowed=None, max_size=MAX // 2)
    liar = ContentFile(b"x" * 2000)
    liar.size = 10
    with pytest.raises(Refused, match="больше"):
        store(liar, allowed=None, max_size=1000)
    assert store(b"x" * 1000, allowed=None, max_size=1000).size == 1000


def test_an_upload_on_disk_is_taken_whole(store):
    upload = TemporaryUploadedFile("big.pdf", "application/pdf", 0, None)
    content = GOOD["pdf"] + b"\n%" + b"x" * 300_000
    upload.write(content)
    upload.size = len(content)
    pf = store(upload)
    assert files.read_file(pf) == content
    assert pf.size == len(content)


@pytest.mark.req("X-5")
def test_what_lies_on_the_disk_is_ciphertext_named_by_no_one(store):
    pf = store(GOOD["pdf"], name="Паспорт Ёлкиной.pdf")
    path = Path(files.storage().path(pf.storage_name))
    stored = path.read_bytes()
    assert b"PDF" not in stored
    assert GOOD["pdf"][:50] not in stored
    assert path.name == str(pf.pk)
    assert path.stat().st_mode & 0o077 == 0


def test_the_digest_is_of_the_content(store):
    import hashlib

    assert store(GOOD["png"]).sha256 == hashlib.sha256(GOOD["png"]).hexdigest()


def test_a_file_swapped_on_the_disk_for_another_does_not_open(store):
    one, other = store(GOOD["png"]), store(GOOD["pdf"])
    place = Path(files.storage().path(one.storage_name))
    place.write_bytes(Path(files.storage().path(other.storage_name)).read_bytes())
    with pytest.raises(Tampered):
        files.read_file(one)


def test_a_destroyed_file_leaves_its_record_only(store, django_capture_on_commit_callbacks):
    pf = store(GOOD["png"])
    stale = PrivateFile.objects.get()
    at = timezone.now()
    for moment in (at, timezone.now()):
        with django_capture_on_commit_callbacks(execute=True):
            files.destroy_file(pf, moment)
    assert not files.storage().exists(pf.storage_name)
    assert PrivateFile.objects.get().destroyed_at == at
    for record in (pf, stale):
        with pytest.raises(FileDestroyed):
            files.read_file(record)
        with pytest.raises(Http404):
            files.file_response(record, inline=True)


@pytest.mark.req("X-5")
def test_a_file_whose_key_is_destroyed_does_not_open(store, person_key):
    pf = store(GOOD["png"])
    crypto.destroy_key(person_key, at=timezone.now())
    with pytest.raises(KeyDestroyed):
        files.read_file(pf)
    with pytest.raises(Http404):
        files.file_response(pf, inline=False)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("pdf", True),
        ("jpeg", True),
        ("png", True),
        ("webp", True),
        ("heic", False),
        ("tiff", False),
        ("docx", False),
        ("doc", False),
        ("odt", False),
    ],
)
def test_a_browser_shows_only_what_it_shows_safely(store, code, shown):
    pf = store(GOOD[code], name="Скан «1».x")
    response = files.file_response(pf, inline=True)
    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert "filename*=utf-8''%D0%A1" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    # The viewers of many browsers show nothing in a sandbox; everything else stays in one.
    assert ("sandbox" in response["Content-Security-Policy"]) == (code != "pdf")
    assert ("object-src 'self'" in response["Content-Security-Policy"]) == (code == "pdf")
    assert response["Content-Length"] == str(len(GOOD[code]))
    assert b"".join(response.streaming_content) == GOOD[code]
    saved = files.file_response(pf, inline=False)
    assert saved["Content-Disposition"].startswith("attachment")


@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(content=st.binary(min_size=1, max_size=200), code=st.sampled_from(sorted(GOOD)))
def test_no_content_breaks_the_checks(store, content, code):
    import contextlib

    with contextlib.suppress(Refused):
        store(GOOD[code][: len(content) * 2] + content)


def test_help_texts_name_the_kinds_in_one_order():
    assert files.type_names(frozenset({"png", "pdf", "docx"})) == "PDF, DOCX, PNG"
    assert files.accept_attribute(frozenset({"jpeg"})) == ".jpg,.jpeg,.jpe,.jfif"
