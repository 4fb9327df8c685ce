"""Sheets from paper: typed beside the scan, confirmed by another, then the member's marks (C-14)."""

from collections import defaultdict
from collections.abc import Mapping

from django.core.files.base import File
from django.db import transaction

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, is_recused, to_mark
from contest.scoring.lifecycle import PAPER, PaperState
from contest.scoring.models import Mark, MarkChange
from contest.scoring.paper import handling
from contest.scoring.paper.models import PaperMark, PaperSheet
from contest.setup.models import Contest, Criterion, Part
from core import clock, crypto, files
from core.errors import Refused
from core.history import log_change
from core.lifecycle import STAFF
from core.models import PersonKey, PrivateFile, User

from .locking import locked, refuse_outside_window
from .marking import Given, lock_rules, put, relieved, sheet_of

SCAN_TYPES = files.IMAGE_TYPES | {"pdf"}
SCAN_BYTES = 20 * 1024 * 1024
REPLACED = "Этого члена комиссии заменили приказом: его листы больше не принимают."
Typed = Mapping[tuple[Entry, Criterion], int]


def begin(*, member: CommissionMember, part: str, scan: File, actor: User) -> PaperSheet:
    """Keep the scan of a member's sheets; what stands on them is typed next, beside it."""
    key = crypto.new_key()
    try:
        stored = files.store_file(
            key=key, name=scan.name or "", source=scan, allowed=SCAN_TYPES, max_size=SCAN_BYTES
        )
    except Refused as refusal:
        crypto.destroy_key(key, at=clock.now())
        raise Refused(refusal.message, field="scan") from refusal
    try:
        return _begin(member, part, stored, actor)
    except Refused:
        _forget(key, stored)
        raise


@transaction.atomic
def _begin(member: CommissionMember, part: str, scan: PrivateFile, actor: User) -> PaperSheet:
    contest = locked(member.contest_id)
    _refuse_stranger(contest, actor)
    if member.user_id == actor.pk:
        raise Refused("Свои оценки выставляют на сайте, а не вносят с бумаги.", field="member")
    if part not in Part.values:
        raise Refused("Такой части конкурса нет.", field="part")
    if not member.is_serving:
        raise Refused(REPLACED, field="member")
    refuse_outside_window(contest, part)
    sheet: PaperSheet = PaperSheet.objects.create(
        member=member,
        part=part,
        key=scan.key,
        scan=scan,
        entered_by=actor,
        entered_at=clock.now(),
        remark="",
    )
    log_change(sheet, actor=actor, action="enter-paper", to_state=sheet.state)
    return sheet


@transaction.atomic
def keep_typed(*, sheet: PaperSheet, marks: Typed, actor: User) -> PaperSheet:
    """Keep what was typed so far, in place of what was kept before."""
    row = _locked(sheet, actor)
    _keep(row, marks, actor)
    return row


@transaction.atomic
def hand_over(*, sheet: PaperSheet, marks: Typed, actor: User) -> PaperSheet:
    """Keep what was typed and let another person check it; who typed sees it no more."""
    row = _locked(sheet, actor)
    _keep(row, marks, actor)
    if not marks:
        raise Refused("Впишите хотя бы одну оценку.")
    row.entered_at, row.remark = clock.now(), ""
    _move(row, "hand-over-paper", actor)
    return row


@transaction.atomic
def confirm(*, sheet: PaperSheet, actor: User) -> PaperSheet:
    """A second person confirms that all was typed as it stands on the scan: now the marks count.

    All of them or none. Refused where the member has marked an entry on the site: paper takes the
    place of paper, never of what a member gave with their own hand.
    """
    row = _locked(sheet, actor)
    _refuse_unchecked(row, actor)
    if not row.member.is_serving:
        raise Refused(REPLACED)
    row.checked_by, row.checked_at = actor, clock.now()
    _move(row, "confirm-paper", actor)
    typed: dict[Entry, list[PaperMark]] = defaultdict(list)
    for mark in row.marks.select_related("entry__submission__key", "criterion"):
        typed[mark.entry].append(mark)
    for entry, marks in typed.items():
        _take(row, entry, marks, actor)
    lock_rules(row.contest)
    return row


@transaction.atomic
def send_back(*, sheet: PaperSheet, why: str, actor: User) -> PaperSheet:
    """What was typed differs from the scan: who typed it mends it."""
    row = _locked(sheet, actor)
    _refuse_unchecked(row, actor)
    if not why.strip():
        raise Refused("Напишите, что не сошлось.", field="why")
    row.remark = why.strip()
    # The history has no reason: it may repeat a mark.
    _move(row, "send-back-paper", actor)
    return row


@transaction.atomic
def discard(*, sheet: PaperSheet, reason: str, actor: User) -> None:
    """Take away a sheet that was begun by mistake and counts for nothing, with its scan."""
    row = _locked(sheet, actor, is_open=False)
    if row.state == PaperState.CONFIRMED:
        raise Refused("Подтверждённый лист остаётся: его оценки уже учтены.")
    if not reason.strip():
        raise Refused("Укажите причину.", field="reason")
    member, key, scan = row.member, row.key, row.scan
    log_change(row, actor=actor, action="discard-paper", from_state=row.state)
    log_change(member, actor=actor, action="discard-paper", why=reason.strip())
    row.delete()
    _forget(key, scan)


def _move(row: PaperSheet, action: str, actor: User) -> None:
    """Move the sheet as the table says, and log it."""
    source = row.state
    row.state = PaperState(PAPER.target(action, source=source, who=STAFF))
    row.save()
    log_change(row, actor=actor, action=action, from_state=source, to_state=row.state)


def _forget(key: PersonKey, scan: PrivateFile) -> None:
    files.discard_file(scan)
    crypto.destroy_key(key, at=clock.now())


def _locked(sheet: PaperSheet, actor: User, *, is_open: bool = True) -> PaperSheet:
    """The sheet as it is stored, locked after its contest; Refused to strangers and out of time."""
    contest = locked(sheet.member.contest_id)
    _refuse_stranger(contest, actor)
    if is_open:
        refuse_outside_window(contest, sheet.part)
    rows = PaperSheet.objects.select_for_update(of=("self",))
    try:
        return rows.select_related("member__contest", "key", "scan").get(pk=sheet.pk)
    except PaperSheet.DoesNotExist:
        raise Refused("Этого листа больше нет.") from None


def _refuse_stranger(contest: Contest, actor: User) -> None:
    if not handling.contests_of(actor).filter(pk=contest.pk).exists():
        raise Refused("У вас нет права на это действие.")


def _refuse_unchecked(sheet: PaperSheet, actor: User) -> None:
    """Refuse whoever may not decide on what was typed, and what is not there to be decided on."""
    if sheet.state != PaperState.HANDED_OVER:
        raise Refused("Этот лист уже не ждёт проверки: его подтвердили или вернули.")
    if sheet.entered_by_id == actor.pk:
        raise Refused("Проверяет другой человек, не тот, кто внёс лист.")
    if handling.is_concerned(actor, sheet):
        raise Refused("Этот лист проверяет другой человек: он ваш или у вас конфликт интересов.")


def _keep(sheet: PaperSheet, marks: Typed, actor: User) -> None:
    if not handling.may_type(actor, sheet):
        raise Refused("Этот лист сейчас не вносят: он передан на проверку, или его вносит другой.")
    criteria = {criterion.pk: criterion for criterion in criteria_of(sheet.contest, sheet.part)}
    allowed = set(handling.entries_to_type(sheet, actor).values_list("pk", flat=True))
    for (entry, criterion), steps in marks.items():
        if entry.pk not in allowed:
            raise Refused(f"{entry.full_name}: эту заявку на листе не вносят.")
        if criterion.pk not in criteria or not 0 <= steps <= criterion.most_steps:
            raise Refused(f"{entry.full_name}: такой оценки по критерию «{criterion}» нет.")
    sheet.marks.all().delete()
    PaperMark.objects.bulk_create(
        PaperMark(sheet=sheet, entry=entry, criterion=criterion, steps=steps)
        for (entry, criterion), steps in marks.items()
    )


def _take(paper: PaperSheet, entry: Entry, marks: list[PaperMark], actor: User) -> None:
    """Make the typed marks of one entry the member's."""
    member, part = paper.member, paper.part
    if not to_mark(paper.contest, part).filter(pk=entry.pk).exists():
        raise Refused(f"{entry.full_name}: эта заявка больше не оценивается. Верните лист.")
    if is_recused(member, entry):
        raise Refused(f"{entry.full_name}: записан конфликт интересов. Верните лист.")
    if member.replaces_id and entry.pk in relieved(member, paper.contest, part):
        raise Refused(
            f"{entry.full_name}: учитываются оценки прежнего члена комиссии. Верните лист."
        )
    sheet = sheet_of(member, entry, part)
    if MarkChange.objects.filter(sheet=sheet, paper=None).exists():
        raise Refused(
            f"{entry.full_name}: член комиссии оценил эту заявку на сайте. Бумажный лист этих оценок"
            " не заменяет: верните лист, чтобы её убрали."
        )
    stored = dict(Mark.objects.filter(sheet=sheet).values_list("criterion", "steps"))
    for mark in marks:
        given = Given(mark.steps, stored.get(mark.criterion_id))
        put(sheet, mark.criterion, given, actor, paper)
