"""Use cases of findings and proposals: only their author writes them (C-K5)."""

import datetime as dt

from django.db import transaction

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.findings.documents import entries_read, is_open
from contest.findings.holding import held_because
from contest.findings.models import Finding, FindingVersion
from contest.scoring.entries import is_recused
from contest.scoring.services.locking import locked
from contest.setup.models import Contest
from core import clock, crypto
from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken, revision_of
from forms_app.models import SubmissionFile

NOT_YOURS = (
    "Записан ваш конфликт интересов с этим участником: о его документах вы ничего не записываете."
)
_Verdict = Finding.Verdict


def revision(finding: Finding | None) -> str:
    """What travels with a form, so that nobody overwrites what they have not seen."""
    return revision_of(
        {"words": finding.words, "withdrawn": finding.withdrawn_at} if finding else {}
    )


@transaction.atomic
def record(
    *,
    member: CommissionMember,
    document: SubmissionFile,
    verdict: str,
    text: str,
    actor: User,
    revision: str = "",
) -> Finding:
    """Record what a member says of a document's reliability, or change what they had said."""
    submission = document.version.submission
    entry: Entry = submission.entry
    _begin(member, entry, actor)
    if not is_open(document, entry):
        raise Refused("Этот документ члены комиссии не читают.")
    row = Finding.objects.filter(member=member, file=document.file_id).first()
    _refuse_stale(row, revision)
    if row is not None:
        return _write(row, verdict, text, actor)
    new = Finding(
        contest=entry.contest,
        member=member,
        entry=entry,
        file=document.file,
        document=document.label,
        key=submission.key,
    )
    return _write(new, verdict, text, actor)


@transaction.atomic
def propose(
    *,
    member: CommissionMember,
    text: str,
    actor: User,
    entry: Entry | None = None,
) -> Finding:
    """Make a proposal for the agenda, about a participant or about none."""
    _begin(member, entry, actor)
    key = entry.submission.key if entry else crypto.new_key()
    return _write(
        Finding(contest=member.contest, member=member, entry=entry, key=key), "", text, actor
    )


@transaction.atomic
def change(
    *, finding: Finding, text: str, actor: User, verdict: str = "", revision: str = ""
) -> Finding:
    """Change a finding or a proposal; what it said before stays in its history."""
    row = _own(finding, actor)
    _refuse_stale(row, revision)
    return _write(row, verdict, text, actor)


@transaction.atomic
def withdraw(*, finding: Finding, actor: User) -> Finding:
    """Take a finding or a proposal back: it stays in the history and reaches no agenda."""
    row = _own(finding, actor)
    _refuse_held(row)
    if row.withdrawn_at is not None:
        raise Refused("Это уже снято.")
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    log_change(row, actor=actor, action="withdraw")
    return row


def destroy_of(entry: Entry, at: dt.datetime) -> None:
    """Empty every text about a participant; inside the application's destruction."""
    FindingVersion.objects.filter(finding__entry=entry).update(text=b"")
    entry.findings.update(text=b"")


def kept_words(entry: Entry) -> str:
    """What the act of destruction says of findings; empty where there are none."""
    number = entry.findings.count()
    return f"Заключения и предложения членов комиссии: {number}." if number else ""


def _begin(member: CommissionMember, entry: Entry | None, actor: User) -> Contest:
    """Lock, then everything that may forbid writing: seat, state, conflict of interest."""
    contest = locked(member.contest_id)
    if member.user_id != actor.pk or not member.is_serving:
        raise Refused("Записывает сам член комиссии, под своей учётной записью.")
    if entry is None:
        return contest
    if entry.contest_id != contest.pk:
        raise Refused("Эта заявка – другого конкурса.", field="entry")
    if not entries_read(contest).filter(pk=entry.pk).exists():
        raise Refused("Комиссия читает зарегистрированные и допущенные заявки.", field="entry")
    if is_recused(member, entry):
        raise Refused(NOT_YOURS, field="entry")
    return contest


def _own(finding: Finding, actor: User) -> Finding:
    row = Finding.objects.select_related("member", "entry__submission__key", "key").get(
        pk=finding.pk
    )
    _begin(row.member, row.entry, actor)
    return (
        Finding.objects.select_for_update(of=("self",))
        .select_related("member", "key")
        .get(pk=row.pk)
    )


def _refuse_stale(row: Finding | None, seen: str) -> None:
    refuse_overtaken(seen, revision(row))


def _refuse_held(row: Finding) -> None:
    if row.pk and (reason := held_because(row)):
        raise Refused(reason)


def _write(row: Finding, verdict: str, text: str, actor: User) -> Finding:
    """The row with these words, and a version of it; the same words again change nothing."""
    _refuse_held(row)
    text = text.strip()
    if row.is_proposal:
        verdict = ""
    elif verdict not in _Verdict.values:
        raise Refused("Выберите заключение.", field="verdict")
    if not text and verdict != _Verdict.RELIABLE:
        words = (
            "Напишите предложение." if row.is_proposal else "Напишите, что именно вызвало сомнение."
        )
        raise Refused(words, field="text")
    is_new = row.pk is None
    stored = None if is_new or row.is_withdrawn else (row.verdict, str(row.text))
    if stored == (verdict, text):
        return row
    now = clock.now()
    if is_new:
        row.recorded_at = now
    row.verdict, row.text, row.changed_at, row.withdrawn_at = verdict, text, now, None
    row.save()
    FindingVersion.objects.create(finding=row, verdict=verdict, text=text, at=now, by=actor)
    log_change(row, actor=actor, action="record" if is_new else "change")
    return row
