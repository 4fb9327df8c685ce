"""PDFs are judged whole at upload and joined in a child process: none of them harms the site."""

import dataclasses
import io

import pikepdf
import pytest
from pypdf import PdfReader

from core import boxed, file_types, files, pdfs
from core.errors import Refused
from tests.core import pdf_samples
from tests.core.file_samples import GOOD, picture

LOCKED, CUT_OFF, DAMAGED = "закрыт паролем", "обрывается", "повреждён"


@pytest.fixture(autouse=True)
def _nothing_is_remembered(monkeypatch):
    monkeypatch.setattr(pdfs, "_passed", set())


def sniffed(content: bytes) -> file_types.FileType | None:
    return file_types.sniff(io.BytesIO(content))


# --- at upload -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pdf_samples.pdf(3),
        pdf_samples.owners(),
        pdf_samples.for_the_web(),
        pdf_samples.changed_later(pdf_samples.pdf()),
        pdf_samples.with_annotations("null"),
        b"\x1b%-12345X@PJL\n" + pdf_samples.pdf(),
        pdf_samples.pdf() + b"\r\n\0\0\0\0<!-- sent by a careless server -->",
        # A table of objects that points nowhere: readers look for the objects themselves.
        pdf_samples.pdf().replace(b"startxref\n", b"startxref\n9"),
    ],
    ids=["plain", "owner", "web", "versions", "annots", "junk before", "junk behind", "table"],
)
def test_a_pdf_that_readers_open_is_taken(content):
    assert sniffed(content) == file_types.TYPES["pdf"]


@pytest.mark.django_db
def test_a_pdf_that_asks_for_a_password_is_refused_by_name(person_key):
    with pytest.raises(Refused, match=rf"^Файл «Справка.pdf» не принят\. PDF {LOCKED}"):
        files.store_file(
            key=person_key,
            name="Справка.pdf",
            source=pdf_samples.locked(),
            allowed=files.DOCUMENT_TYPES,
            max_size=1024 * 1024,
        )


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
@pytest.mark.parametrize(
    "whole",
    [
        pdf_samples.pdf(3),
        pdf_samples.pdf(3, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        pdf_samples.for_the_web(),
        pdf_samples.changed_later(pdf_samples.pdf(padding=100)),
    ],
    ids=["plain", "packed", "web", "versions"],
)
def test_a_pdf_cut_off_anywhere_is_refused(whole, part):
    with pytest.raises(Refused, match=CUT_OFF):
        sniffed(whole[: int(len(whole) * part)])


@pytest.mark.parametrize(
    "content",
    [
        pdf_samples.without_its_drawing(),
        pdf_samples.without_pages(),
        b"%PDF-1.7\nnothing\nstartxref\n9\n%%EOF",
    ],
    ids=["a lost piece", "no pages", "nothing"],
)
def test_a_pdf_whose_pages_cannot_be_read_is_refused(content):
    with pytest.raises(Refused, match=DAMAGED):
        sniffed(content)


def test_a_pdf_that_unpacks_without_end_is_refused_with_words(monkeypatch):
    job = dataclasses.replace(pdfs._CHECK, memory=128 * boxed.MB)
    monkeypatch.setitem(boxed.jobs._registered, job.path, job)
    monkeypatch.setattr(pdfs, "_CHECK", job)
    bomb = pdf_samples.pdf(content=b"0 0 10 10 re f\n" * 6_000_000)
    assert len(bomb) < boxed.MB
    with pytest.raises(Refused, match=DAMAGED):
        sniffed(bomb)


def test_a_file_sent_again_is_not_read_again(monkeypatch):
    content = pdf_samples.pdf()
    assert sniffed(content)
    monkeypatch.setattr(boxed, "run", lambda *args: pytest.fail("read again"))
    assert sniffed(content)


# --- joined ----------------------------------------------------------------------------------------


def joined(*given: tuple[str, bytes]) -> tuple[list[pdfs.Part], PdfReader]:
    parts, several = pdfs.join(given)
    return parts, PdfReader(io.BytesIO(pdfs.put_before(pdf_samples.pdf(), several)))


@pytest.mark.parametrize("kind", ["null", "list"])
def test_a_null_among_the_annotations_hinders_nothing(kind):
    content = pdf_samples.with_annotations(kind)
    assert b"null" in content
    parts, reader = joined((pdfs.PDF, content), (pdfs.PICTURE, GOOD["heic"]))
    assert parts == [pdfs.Part(1), pdfs.Part(1)]
    assert len(reader.pages) == 3


def test_what_cannot_be_joined_is_named_and_the_rest_is_joined():
    parts, reader = joined(
        (pdfs.PDF, pdf_samples.locked()),
        (pdfs.PDF, pdf_samples.pdf(2)),
        (pdfs.PDF, b"%PDF-1.4 and no more"),
        (pdfs.PICTURE, b"no picture"),
        (pdfs.PDF, pdf_samples.owners()),
    )
    assert [part.why for part in parts] == ["locked", "", "damaged", "damaged", ""]
    assert [part.pages for part in parts] == [0, 2, 0, 0, 1]
    assert len(reader.pages) == 1 + 3


def test_nothing_to_join_leaves_the_first_as_it_is():
    for given in ([], [(pdfs.PDF, b"broken")]):
        _, reader = joined(*given)
        assert len(reader.pages) == 1


def test_what_takes_more_room_than_there_is_is_left_out(monkeypatch):
    small = picture("PNG", (40, 40))
    monkeypatch.setattr(pdfs, "JOINED_BYTES", len(small) + 9000)
    parts, _ = joined((pdfs.PICTURE, small), (pdfs.PDF, pdf_samples.pdf(9)), (pdfs.PICTURE, small))
    assert [part.why for part in parts] == ["", "room", ""]


def test_a_file_that_kills_the_child_is_left_out_alone(monkeypatch):
    job = boxed.register("tests.core.pdf_jobs.join_or_die", output=boxed.MB)
    monkeypatch.setattr(pdfs, "_JOIN", job)
    deadly = pdf_samples.pdf() + b"% deadly"
    parts, reader = joined(
        (pdfs.PDF, pdf_samples.pdf(2)), (pdfs.PDF, deadly), (pdfs.PDF, pdf_samples.pdf(3))
    )
    assert parts == [pdfs.Part(2), pdfs.Part(0, "damaged"), pdfs.Part(3)]
    assert len(reader.pages) == 1 + 5


def test_a_busy_site_says_so_instead_of_leaving_files_out(monkeypatch):
    def busy(*args, **kwargs):
        raise boxed.Busy

    monkeypatch.setattr(boxed, "run", busy)
    with pytest.raises(boxed.Busy):
        pdfs.join([(pdfs.PDF, pdf_samples.pdf())])
