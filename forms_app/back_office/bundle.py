"""A submission in one file, ZIP or PDF, without identity data."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from core import files, paper
from core.errors import FileDestroyed, KeyDestroyed
from core.file_names import clean_name
from forms_app.answers import Answer, short_digest
from forms_app.models import Submission, SubmissionFile, SubmissionVersion

from . import facts

LEFT_OUT = "не включён: содержит паспортные данные"
NOT_JOINED = "не присоединён: файл этого вида нельзя сделать страницами PDF, он есть в архиве ZIP"
GONE = "уничтожен"


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
        return f"Обращение {self.submission.reference}"


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
        title=f"Обращение {submission.reference}",
        made_at=bundle.version.sent_at,
    )


def write_zip(bundle: Bundle, out: IO[bytes]) -> None:
    """Write the archive: answers as PDF, the documents, and a list of contents."""
    lines = [
        f"Обращение {bundle.submission.reference}",
        "",
        "Ответы.pdf – ответы без паспортных данных",
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, row in enumerate(bundle.included, start=1):
            name = f"{number:02d} {clean_name(row.label)[:60]}{PurePath(row.file.name).suffix}"
            try:
                parts = files.iter_file(row.file)
            except (FileDestroyed, KeyDestroyed):
                lines.append(f"{row.label} – {GONE}")
                continue
            with archive.open(name, "w") as target:
                for part in parts:
                    target.write(part)
            lines.append(f"{name} – {row.label} ({row.file.name})")
        lines += [f"{row.label} – {LEFT_OUT}" for row in bundle.left_out]
        archive.writestr("Ответы.pdf", answers_paper(bundle).pdf)
        archive.writestr("Содержание.txt", "\ufeff" + "\r\n".join(lines) + "\r\n")


def make_pdf(bundle: Bundle) -> bytes:
    """One PDF: the answers with the list of documents, then the pages of the documents."""
    pages: list[PdfReader] = []
    contents: list[tuple[str, str]] = []
    for row in bundle.included:
        reader, said = _pages(row)
        if reader is not None:
            pages.append(reader)
        contents.append((row.label, said))
    contents += [(row.label, LEFT_OUT) for row in bundle.left_out]
    writer = PdfWriter(clone_from=io.BytesIO(answers_paper(bundle, contents).pdf))
    for reader in pages:
        writer.append(reader, import_outline=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(row: SubmissionFile) -> tuple[PdfReader | None, str]:
    try:
        content = files.read_file(row.file)
    except (FileDestroyed, KeyDestroyed):
        return None, GONE
    try:
        if row.file.content_type.startswith(facts.IMAGE):
            content = _picture_page(content)
        elif row.file.content_type != facts.PDF:
            return None, NOT_JOINED
        reader = PdfReader(io.BytesIO(content))
        return reader, f"страниц: {len(reader.pages)}"
    except (PyPdfError, UnidentifiedImageError, OSError, ValueError, KeyError):
        # A scan that a strict reader cannot take apart is still there in the archive.
        return None, NOT_JOINED


def _picture_page(content: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        turned: Any = picture.convert("RGB")
        turned.save(out, format="PDF", resolution=150.0)
    return out.getvalue()
