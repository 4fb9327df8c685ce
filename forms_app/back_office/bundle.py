"""A submission in one file, ZIP or PDF, without identity data."""

import io
import logging
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from core import files, paper, pictures
from core.errors import FileDestroyed, KeyDestroyed, Tampered
from core.file_names import clean_name
from forms_app.answers import Answer, short_digest
from forms_app.models import Submission, SubmissionFile, SubmissionVersion

from . import facts

logger = logging.getLogger(__name__)

LEFT_OUT = "не включён: содержит паспортные данные"
NOT_JOINED = "не присоединён: файл этого вида нельзя сделать страницами PDF, он есть в архиве ZIP"
GONE = "уничтожен"
DAMAGED = "не включён: файл на сервере повреждён, сообщите администратору"
TOO_MUCH = "не присоединён: документы велики для одного PDF, файл есть в архиве ZIP"
# Content that is joined at once, in bytes: while it is taken apart it needs several times as much.
MAX_JOINED = 64 * 1024 * 1024


class _NoRoom(Exception):
    """The pages made so far are more than the PDF may take."""


@dataclass(frozen=True)
class Bundle:
    """What goes in: the answers that may be shown, the files, and those left out."""

    submission: Submission
    version: SubmissionVersion
    answers: Sequence[Answer]
    included: Sequence[SubmissionFile]
    left_out: Sequence[SubmissionFile]

    @property
    def name(self) -> str:
        """File name without suffix: the number says enough, a name in it would travel."""
        return f"Заявка {self.submission.reference}"


def answers_paper(bundle: Bundle, contents: Sequence[tuple[str, str]] = ()) -> paper.Paper:
    """The answers as a paper, with the list of documents and what became of each."""
    submission = bundle.submission
    scope = facts.scope_of(submission)
    return paper.render(
        "forms_app/papers/answers.html",
        {
            "submission": submission,
            "scope": scope,
            "sections": facts.sections(bundle.answers, hide=lambda answer: False),
            "contents": contents,
            "registration": submission.registration,
            "reference": submission.reference,
            "digest": short_digest(bundle.version.digest),
        },
        title=f"Заявка {submission.reference}",
        made_at=bundle.version.sent_at,
    )


def write_zip(bundle: Bundle, out: IO[bytes]) -> None:
    """Write the archive: answers as PDF, the documents, and a list of contents."""
    lines = [
        f"Заявка {bundle.submission.reference}",
        "",
        "Ответы.pdf – ответы без паспортных данных",
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, row in enumerate(bundle.included, start=1):
            name = f"{number:02d} {clean_name(row.label)[:60]}{PurePath(row.file.name).suffix}"
            content, trouble = _content(row)
            if trouble:
                lines.append(f"{row.label} – {trouble}")
                continue
            archive.writestr(name, content)
            lines.append(f"{name} – {row.label} ({row.file.name})")
        lines += [f"{row.label} – {LEFT_OUT}" for row in bundle.left_out]
        archive.writestr("Ответы.pdf", answers_paper(bundle).pdf)
        archive.writestr("Содержание.txt", "\ufeff" + "\r\n".join(lines) + "\r\n")


def make_pdf(bundle: Bundle) -> bytes:
    """One PDF: the answers with the list of documents, then the pages of the documents."""
    joined: list[bytes] = []
    contents: list[tuple[str, str]] = []
    for row in bundle.included:
        content, said = _as_pdf(row, MAX_JOINED - sum(map(len, joined)))
        if content:
            joined.append(content)
        contents.append((row.label, said))
    contents += [(row.label, LEFT_OUT) for row in bundle.left_out]
    writer = PdfWriter(clone_from=io.BytesIO(answers_paper(bundle, contents).pdf))
    for content in joined:
        writer.append(io.BytesIO(content), import_outline=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _as_pdf(row: SubmissionFile, room: int = MAX_JOINED) -> tuple[bytes, str]:
    """The document as PDF of at most ``room`` bytes, and its length in words; or why not."""
    if row.file.size > room:
        return b"", TOO_MUCH
    content, trouble = _content(row)
    if trouble:
        return b"", trouble
    try:
        if row.file.content_type.startswith(facts.IMAGE):
            content = _picture_pages(content, room)
        elif row.file.content_type != facts.PDF:
            return b"", NOT_JOINED
        return content, f"страниц: {len(PdfReader(io.BytesIO(content)).pages)}"
    except _NoRoom:
        return b"", TOO_MUCH
    except (PyPdfError, pictures.Unreadable, OSError, ValueError, KeyError):
        # A scan that a strict reader cannot take apart is still there in the archive.
        return b"", NOT_JOINED


def _content(row: SubmissionFile) -> tuple[bytes, str]:
    """The whole content, or what to say instead: half a document must not pass for one."""
    try:
        return files.read_file(row.file), ""
    except (FileDestroyed, KeyDestroyed):
        return b"", GONE
    except (Tampered, FileNotFoundError):
        logger.exception("the private file %s is damaged", row.file.pk)
        return b"", DAMAGED


def _picture_pages(content: bytes, room: int) -> bytes:
    """A PDF page of each page in the file (a scanner's TIFF holds many), upright."""
    writer = PdfWriter()
    for picture in pictures.pages(content):
        page = io.BytesIO()
        picture.save(page, format="PDF", resolution=150.0)
        room -= page.tell()
        if room < 0:
            raise _NoRoom
        writer.append(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
