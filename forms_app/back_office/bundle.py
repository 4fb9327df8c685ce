"""A submission in one file, ZIP or PDF, without identity data."""

import logging
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from core import files, paper, pdfs
from core.errors import FileDestroyed, KeyDestroyed, Tampered
from core.file_names import download_name
from forms_app.answers import Answer, by_section, short_digest
from forms_app.engine import registry
from forms_app.models import Submission, SubmissionFile, SubmissionVersion

from . import facts

logger = logging.getLogger(__name__)

LEFT_OUT = "не включён: содержит паспортные данные"
NOT_JOINED = "не присоединён: файл этого вида нельзя сделать страницами PDF, он есть в архиве ZIP"
GONE = "уничтожен"
DAMAGED = "не включён: файл на сервере повреждён, сообщите администратору"
TOO_MUCH = "не присоединён: документы велики для одного PDF, файл есть в архиве ZIP"
LOCKED = "не присоединён: закрыт паролем, файл есть в архиве ZIP"
BROKEN = "не присоединён: файл повреждён или устроен слишком сложно, он есть в архиве ZIP"
_WHY = {"locked": LOCKED, "damaged": BROKEN, "room": TOO_MUCH}


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
        noun = registry.noun(self.submission.journey)
        return f"{noun.capital.nom} {self.submission.reference}"


def answers_paper(bundle: Bundle, contents: Sequence[tuple[str, str]] = ()) -> paper.Paper:
    """The answers as a paper, with the list of documents and what became of each."""
    submission = bundle.submission
    scope = facts.scope_of(submission)
    return paper.render(
        "forms_app/papers/answers.html",
        {
            "journey": registry.get(submission.journey),
            "submission": submission,
            "scope": scope,
            "sections": [(title, own) for _, title, own in by_section(bundle.answers)],
            "contents": contents,
            "registration": submission.registration,
            "reference": submission.reference,
            "digest": short_digest(bundle.version.digest),
        },
        title=bundle.name,
        made_at=bundle.version.sent_at,
    )


def write_zip(bundle: Bundle, out: IO[bytes]) -> None:
    """Write the archive: answers as PDF, the documents, and a list of contents."""
    lines = [
        bundle.name,
        "",
        "Ответы.pdf – ответы без паспортных данных",
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, row in enumerate(bundle.included, start=1):
            suffix = PurePath(row.file.name).suffix
            name = download_name(f"{number:02d} {row.label[:60]}", suffix)
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
    """One PDF: the answers with the list of documents, then the pages of the documents.

    What is not joined is named in the list, with the reason. Raises Refused when too much is going
    on to join anything.
    """
    contents: dict[int, str] = {}
    chosen: dict[int, tuple[str, bytes]] = {}
    room = pdfs.JOINED_BYTES
    for row in bundle.included:
        content, trouble = _joinable(row, room)
        if trouble:
            contents[row.pk] = trouble
        else:
            chosen[row.pk] = _kind(row), content
            room -= len(content)
    parts, joined = pdfs.join(list(chosen.values()))
    for pk, part in zip(chosen, parts, strict=True):
        contents[pk] = _WHY[part.why] if part.why else f"страниц: {part.pages}"
    listed = [(row.label, contents[row.pk]) for row in bundle.included]
    listed += [(row.label, LEFT_OUT) for row in bundle.left_out]
    return pdfs.put_before(answers_paper(bundle, listed).pdf, joined)


def _joinable(row: SubmissionFile, room: int) -> tuple[bytes, str]:
    """The content of a document that fits into ``room`` bytes; or why it is not joined."""
    if not _kind(row):
        return b"", NOT_JOINED
    if row.file.size > room:
        return b"", TOO_MUCH
    return _content(row)


def _kind(row: SubmissionFile) -> str:
    """What pages of a PDF are made of here; empty where they cannot be."""
    if row.file.content_type.startswith(facts.IMAGE):
        return pdfs.PICTURE
    return pdfs.PDF if row.file.content_type == facts.PDF else ""


def _content(row: SubmissionFile) -> tuple[bytes, str]:
    """The whole content, or what to say instead: half a document must not pass for one."""
    try:
        return files.read_file(row.file), ""
    except (FileDestroyed, KeyDestroyed):
        return b"", GONE
    except (Tampered, FileNotFoundError):
        logger.exception("the private file %s is damaged", row.file.pk)
        return b"", DAMAGED
