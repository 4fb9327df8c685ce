"""Giving marks: criterion by criterion or a whole sheet, each change with its history (C-14)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, is_recused, relieved_of, to_mark
from contest.scoring.models import Mark, MarkChange, ScoreSheet
from contest.scoring.paper.models import PaperSheet
from contest.setup.models import Contest, Criterion, Part
from core import clock
from core.errors import Refused
from core.models import User
from core.records.revisions import revision_of

from .locking import locked, refuse_outside_window

OVERTAKEN = (
    "Эта оценка уже изменена – в другом окне или на другом устройстве. Обновите страницу:"
    " на ней показано то, что сохранено."
)
NOT_YOURS = "Вы не оцениваете эту заявку: записан конфликт интересов."
MARKED_BEFORE = (
    "Эту заявку уже оценил член комиссии, которого вы заменили: по приказу его оценки учитываются."
)
NOT_MARKED = "Эта заявка больше не оценивается: она не допущена к конкурсу или отозвана, либо участник не явился."


@dataclass(frozen=True)
class Given:
    """A mark as it was chosen, and what the page had shown before: None where there was none."""

    steps: int
    seen: int | None = None


@transaction.atomic
def save_mark(
    *,
    member: CommissionMember,
    entry: Entry,
    criterion: Criterion,
    given: Given,
    actor: User,
) -> Mark:
    """Give or change one mark; Refused when the page had shown another than is stored."""
    contest = _begin(member, entry, criterion.part, actor)
    sheet = sheet_of(member, entry, criterion.part)
    mark = put(sheet, criterion, given, actor)
    lock_rules(contest)
    return mark


@transaction.atomic
def save_sheet(
    *,
    member: CommissionMember,
    entry: Entry,
    part: str,
    marks: Mapping[Criterion, Given],
    comment: str | None,
    seen_comment: str,
    actor: User,
) -> ScoreSheet:
    """Save what was chosen all at once; criteria left open, and a comment of None, stay as they are."""
    contest = _begin(member, entry, part, actor)
    sheet = sheet_of(member, entry, part)
    for criterion, given in marks.items():
        if criterion.part != part:
            raise Refused("Этот критерий относится к другой части конкурса.")
        put(sheet, criterion, given, actor)
    if comment is not None:
        _put_comment(sheet, comment, seen_comment)
    lock_rules(contest)
    return sheet


@transaction.atomic
def save_comment(
    *, member: CommissionMember, entry: Entry, part: str, comment: str, seen: str, actor: User
) -> ScoreSheet:
    """Save the comment alone; ``seen`` is the revision of what the page had shown."""
    _begin(member, entry, part, actor)
    sheet = sheet_of(member, entry, part)
    _put_comment(sheet, comment, seen)
    return sheet


def comment_revision(comment: str) -> str:
    """What travels with the page, so that nobody overwrites a comment that they have not seen."""
    return revision_of({"comment": comment})


def _begin(member: CommissionMember, entry: Entry, part: str, actor: User) -> Contest:
    """Lock, then everything that may forbid marking: seat, window, state, conflict of interest."""
    if part not in Part.values:
        raise Refused("Такой части конкурса нет.")
    contest = locked(entry.contest_id)
    seat = CommissionMember.objects.serving().filter(pk=member.pk, contest=contest, user=actor)
    if not seat.exists():
        raise Refused("Оценивает сам член комиссии этого конкурса, под своей учётной записью.")
    refuse_outside_window(contest, part)
    if not to_mark(contest, part).filter(pk=entry.pk).exists():
        raise Refused(NOT_MARKED)
    if is_recused(member, entry):
        raise Refused(NOT_YOURS)
    if member.replaces_id and entry.pk in relieved(member, contest, part):
        raise Refused(MARKED_BEFORE)
    return contest


def relieved(member: CommissionMember, contest: Contest, part: str) -> set[int]:
    """Keys of the entries that a predecessor has marked for good."""
    return relieved_of(member, criteria=len(criteria_of(contest, part)), part=part)


def sheet_of(member: CommissionMember, entry: Entry, part: str) -> ScoreSheet:
    """The member's sheet of the entry, made with the first mark or comment."""
    rows = ScoreSheet.objects.select_related("entry__submission__key")
    return rows.get_or_create(member=member, entry=entry, part=part, defaults={"comment": ""})[0]


def put(
    sheet: ScoreSheet,
    criterion: Criterion,
    given: Given,
    actor: User,
    paper: PaperSheet | None = None,
) -> Mark:
    """Store a mark and its change; ``paper`` is what it was taken from. The caller holds the lock."""
    if criterion.contest_id != sheet.entry.contest_id:
        raise Refused("Такого критерия в этом конкурсе нет.")
    if not 0 <= given.steps <= criterion.most_steps:
        raise Refused(f"Оценка по критерию «{criterion}» – от 0 до {criterion.maximum:g}.")
    mark = Mark.objects.filter(sheet=sheet, criterion=criterion).first()
    stored = mark.steps if mark else None
    if mark is not None and stored == given.steps:
        return mark
    if stored != given.seen:
        raise Refused(OVERTAKEN)
    mark = mark or Mark(sheet=sheet, criterion=criterion)
    mark.steps = given.steps
    mark.save()
    MarkChange.objects.create(
        sheet=sheet,
        criterion=criterion,
        before=stored,
        after=given.steps,
        at=clock.now(),
        by=actor,
        paper=paper,
    )
    return mark


def _put_comment(sheet: ScoreSheet, comment: str, seen: str) -> None:
    if comment == sheet.comment_text:
        return
    if seen != comment_revision(sheet.comment_text):
        raise Refused(OVERTAKEN, field="comment")
    sheet.comment = comment
    sheet.save()


def lock_rules(contest: Contest) -> None:
    """From the first mark on, what the contest is judged by stays, whatever becomes of its dates."""
    if contest.rules_locked_at is None:
        contest.rules_locked_at = clock.now()
        contest.save(update_fields=["rules_locked_at"])
