"""Papers that were given out: frozen, replaced by another, checked by number and digest (invariant 8)."""

import datetime as dt
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core import clock, files
from core.errors import Refused
from core.history import log_change
from core.models import IssuedPaper, JournalEntry, PersonKey, User

# Of a digest so many signs are printed, in groups of four.
SHOWN = 16
_GROUP = 4
MOST_BYTES = 20 * 1024 * 1024
# What looks like a sign of a digest, where somebody types it off a paper.
_LOOK_ALIKES = str.maketrans("авсеоoзilі", "abce003111")


@dataclass(frozen=True)
class Checked:
    """What whoever holds a paper may learn of it; nothing of it is personal."""

    digest: str
    title: str
    issuer: str
    issued_on: dt.date
    ended_on: dt.date | None = None
    is_replaced: bool = False


# Gives the papers that bear one of these spellings of a number.
Source = Callable[[Collection[str]], Iterable[Checked]]
_sources: list[Source] = []


def check_by(source: Source) -> None:
    """Let the papers of a noun be checked, where it keeps number and digest itself."""
    if source not in _sources:
        _sources.append(source)


def digest_of(facts: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of what a paper prints: of the content, not of the PDF."""
    return hashlib.sha256(_canonical(facts).encode()).hexdigest()


def shown_digest(digest: str) -> str:
    """«0a1b 2c3d 4e5f 6071»: as papers print it."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, SHOWN, _GROUP))


@transaction.atomic
def issue(
    *,
    kind: str,
    title: str,
    issuer: str,
    entry: JournalEntry,
    issued_on: dt.date,
    facts: Mapping[str, Any],
    key: PersonKey,
    actor: User,
) -> IssuedPaper:
    """Freeze a paper under the number ``entry`` and let it be checked.

    ``facts`` is what the paper prints beside number, date and issuer. A salt joins them: who guesses
    the content cannot try the guess. ``title`` and ``issuer`` are shown to whoever checks it.
    """
    content = {
        **facts,
        "title": title,
        "issuer": issuer,
        "number": entry.label,
        "issued_on": issued_on.isoformat(),
        "salt": secrets.token_hex(16),
    }
    paper = IssuedPaper.objects.create(
        kind=kind,
        title=title,
        issuer=issuer,
        entry=entry,
        issued_on=issued_on,
        issued_at=clock.now(),
        issued_by=actor,
        key=key,
        facts=_canonical(content),
        digest=digest_of(content),
    )
    log_change(paper, actor=actor, action="issue", details={"number": entry.label})
    return paper


def facts_of(paper: IssuedPaper) -> dict[str, Any]:
    """What the paper prints, as it was frozen; empty once its key is destroyed."""
    text = str(paper.facts)
    facts: dict[str, Any] = json.loads(text) if text else {}
    return facts


@transaction.atomic
def keep_print(*, paper: IssuedPaper, pdf: bytes, name: str) -> IssuedPaper:
    """Keep the paper's PDF as it was first made; a later one is dropped, so prints never differ."""
    locked = _locked(paper)
    if locked.content_id is None:
        locked.content = files.store_file(
            key=locked.key,
            name=name,
            source=pdf,
            allowed=files.DOCUMENT_TYPES,
            max_size=MOST_BYTES,
        )
        locked.save(update_fields=["content"])
    return locked


@transaction.atomic
def end(
    *, paper: IssuedPaper, why: str, actor: User, replaced_by: IssuedPaper | None = None
) -> IssuedPaper:
    """Revoke a paper, or have it replaced by another; it stays in the register and says so."""
    locked = _locked(paper)
    if not locked.is_in_force:
        raise Refused("Эта бумага уже не действует.")
    if not why.strip():
        raise Refused("Напишите, почему бумага больше не действует.", field="why")
    locked.ended_at, locked.ended_by = clock.now(), actor
    locked.ended_why, locked.replaced_by = why.strip()[:500], replaced_by
    locked.save(update_fields=["ended_at", "ended_by", "ended_why", "replaced_by"])
    action = "replace" if replaced_by else "revoke"
    log_change(locked, actor=actor, action=action, why=locked.ended_why)
    return locked


def hold_number(entry: JournalEntry) -> str:
    """Why the number of a paper that was given out is not annulled; empty for other numbers."""
    if IssuedPaper.objects.filter(entry=entry).exists():
        return "Под этим номером выдана бумага: её отменяют или заменяют, а номер остаётся за ней."
    return ""


# --- checking -----------------------------------------------------------------------------------


def check(number: str, digest: str) -> Checked | None:
    """The paper with this number whose digest begins as typed; None where either is wrong.

    Fewer signs than a paper prints prove nothing.
    """
    typed = typed_digest(digest)
    if len(typed) < SHOWN:
        return None
    spellings = _spellings(number)
    papers = (paper for source in (_issued, *_sources) for paper in source(spellings))
    return next((one for one in papers if _begins(one.digest, typed)), None)


def typed_digest(text: str) -> str:
    """The signs of a digest as somebody typed them: in any case, with spaces, in Cyrillic letters."""
    signs = re.sub(r"[\s\-–—.]", "", text.casefold().translate(_LOOK_ALIKES))
    return signs if re.fullmatch(r"[0-9a-f]{1,64}", signs) else ""


def bare_number(text: str) -> str:
    """«001/2026» of «№ 001/2026»."""
    return re.sub(r"^((№|n\b|no\b)\s*)+", "", " ".join(text.split()), flags=re.IGNORECASE)


def _begins(digest: str, typed: str) -> bool:
    return hmac.compare_digest(digest[: len(typed)], typed)


def _spellings(number: str) -> list[str]:
    """«№ 001/к-26» is typed for «001/К-26»."""
    bare = bare_number(number)
    return list(dict.fromkeys((bare, bare.upper(), bare.lower())))


def _issued(numbers: Collection[str]) -> Iterable[Checked]:
    for row in IssuedPaper.objects.filter(entry__label__in=numbers):
        yield Checked(
            digest=row.digest,
            title=row.title,
            issuer=row.issuer,
            issued_on=row.issued_on,
            ended_on=clock.local_day(row.ended_at) if row.ended_at else None,
            is_replaced=row.replaced_by_id is not None,
        )


def _locked(paper: IssuedPaper) -> IssuedPaper:
    rows = IssuedPaper.objects.select_for_update(of=("self",)).select_related("key", "content")
    return rows.get(pk=paper.pk)


def _canonical(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
