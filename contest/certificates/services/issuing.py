"""Certificates are given out: numbered, dated, frozen; what is wrong is replaced by another."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from contest.certificates import words
from contest.certificates.models import Certificate, CertificateIssue, Kind
from contest.certificates.places import approved_on, places_of
from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core import clock, crypto, issued_papers, journals
from core.errors import Refused
from core.history import log_change
from core.models import Journal, User

from .guards import locked_contest, require_issuer
from .names import confirmed_name, recipients_of
from .printing import order_files

NOBODY_LEFT = "Выдавать некому: у всех, чьё имя подтверждено, такой сертификат уже есть."


@dataclass(frozen=True)
class Due:
    """A certificate that is due: to whom, for which place, under which name."""

    finalist: Finalist
    name: str
    place: int | None = None


@transaction.atomic
def issue_participants(*, contest: Contest, issued_on: dt.date, actor: User) -> CertificateIssue:
    """Give the certificates of clause 15 to who took part in stage II and has none yet.

    Only names that a person confirmed are printed; who is still to be confirmed waits.
    """
    row = locked_contest(contest)
    require_issuer(actor, row)
    due = [
        Due(finalist, confirmed_name(finalist))
        for finalist in recipients_of(row).filter(attended=True)
    ]
    if not due:
        raise Refused("Сначала отметьте, кто явился на II этап.")
    return _issue(row, Kind.PARTICIPANT, due, issued_on, actor)


@transaction.atomic
def issue_places(*, contest: Contest, issued_on: dt.date, actor: User) -> CertificateIssue:
    """Give the certificates of clause 17 to the winner and the prize-winners who have none yet."""
    row = locked_contest(contest)
    require_issuer(actor, row)
    placed = {one.entry.pk: one.place for one in places_of(row)}
    if not placed:
        raise Refused("Приказ об итогах конкурса ещё не опубликован: мест нет.")
    _refuse_stale(row, placed)
    finalists = {one.entry_id: one for one in recipients_of(row).filter(entry__in=placed)}
    if len(finalists) < len(placed):
        raise Refused("Место занял участник, которого нет среди участников II этапа.")
    due = [Due(finalists[pk], confirmed_name(finalists[pk]), place) for pk, place in placed.items()]
    return _issue(row, Kind.PLACE, due, issued_on, actor)


@transaction.atomic
def replace(*, certificate: Certificate, why: str, actor: User) -> Certificate:
    """Give out another certificate in the place of one with a mistake, under the next number."""
    old = _locked(certificate, actor)
    contest = old.issue.contest
    places = {one.entry.pk: one.place for one in places_of(contest)}
    if old.place is not None and places.get(old.finalist.entry_id) != old.place:
        raise Refused("Этого места у участника больше нет: сертификат можно только отменить.")
    finalist = recipients_of(contest).filter(pk=old.finalist_id).first()
    if finalist is None:
        raise Refused("Этот участник выбыл: сертификат можно только отменить.")
    due = Due(finalist, confirmed_name(finalist), old.place)
    if not due.name:
        raise Refused("Сначала подтвердите имя этого участника в дательном падеже.")
    old.is_current = False
    old.save(update_fields=["is_current"])
    issue = _new_issue(contest, old.kind, _today(contest), actor)
    new = _give(issue, due, _journal(contest), actor)
    issued_papers.end(paper=old.paper, why=why, actor=actor, replaced_by=new.paper)
    order_files(issue=issue, actor=actor)
    return new


@transaction.atomic
def revoke(*, certificate: Certificate, why: str, actor: User) -> Certificate:
    """Take a certificate back that should not have been given out."""
    old = _locked(certificate, actor)
    old.is_current = False
    old.save(update_fields=["is_current"])
    issued_papers.end(paper=old.paper, why=why, actor=actor)
    return old


def _refuse_stale(contest: Contest, placed: dict[int, int]) -> None:
    """Another decision on the results leaves no certificate of a former place in force."""
    rows = Certificate.objects.current().filter(kind=Kind.PLACE, finalist__contest=contest)
    for row in rows.select_related("finalist", "paper__entry"):
        if placed.get(row.finalist.entry_id) != row.place:
            raise Refused(
                f"Сертификат № {row.paper.number} выдан за место, которого у участника больше нет:"
                " сначала отмените его."
            )


def _issue(
    contest: Contest, kind: str, due: Sequence[Due], issued_on: dt.date, actor: User
) -> CertificateIssue:
    have = Certificate.objects.current().filter(kind=kind, finalist__contest=contest)
    issued_to = set(have.values_list("finalist", flat=True))
    waiting = [one for one in due if one.finalist.pk not in issued_to]
    named = [one for one in waiting if one.name]
    if waiting and not named:
        raise Refused("Сначала подтвердите имена в дательном падеже.")
    if not named:
        raise Refused(NOBODY_LEFT)
    issue = _new_issue(contest, kind, issued_on, actor)
    journal = _journal(contest)
    for one in named:
        _give(issue, one, journal, actor)
    details = {"kind": kind, "count": len(named), "left": len(waiting) - len(named)}
    log_change(contest, actor=actor, action="issue-certificates", details=details)
    order_files(issue=issue, actor=actor)
    return issue


def _new_issue(contest: Contest, kind: str, issued_on: dt.date, actor: User) -> CertificateIssue:
    _require_day(contest, kind, issued_on)
    return CertificateIssue.objects.create(
        contest=contest,
        kind=kind,
        issued_on=issued_on,
        key=crypto.new_key(),
        issued_at=clock.now(),
        issued_by=actor,
    )


def _require_day(contest: Contest, kind: str, day: dt.date) -> None:
    """Refuse a day to come, and one before that for which the certificate is given."""
    if day > _today(contest):
        raise Refused("Этот день ещё не наступил.", field="issued_on")
    if kind == Kind.PLACE:
        earliest, cause = approved_on(contest), "подписан приказ об итогах"
    elif contest.stage_two_starts_at is not None:
        starts_on = clock.in_zone(contest.stage_two_starts_at, contest.tz).date()
        earliest, cause = starts_on, "проводится II этап"
    else:
        opened_on = clock.in_zone(contest.applications_open_at, contest.tz).date()
        earliest, cause = opened_on, "открыт приём заявок"
    if earliest is not None and day < earliest:
        raise Refused(
            f"Сертификат не может быть датирован раньше {clock.format_date(earliest)}: в этот день"
            f" {cause}.",
            field="issued_on",
        )


def _give(issue: CertificateIssue, due: Due, journal: Journal, actor: User) -> Certificate:
    contest = issue.contest
    founder = contest.founder
    paper = issued_papers.issue(
        kind=f"certificate-{issue.kind}",
        title=words.title_of(due.place, contest),
        issuer=founder.full_name,
        entry=journals.take_number(journal=journal, actor=actor, at=issue.issued_at),
        issued_on=issue.issued_on,
        facts={
            "name": due.name,
            "words": words.words_of(due.place, contest),
            "contest": contest.title,
            "year": contest.year,
            "signer_post": founder.head_post,
            "signer_name": founder.head_name,
        },
        key=issue.key,
        actor=actor,
    )
    return Certificate.objects.create(
        issue=issue, finalist=due.finalist, kind=issue.kind, place=due.place, paper=paper
    )


def _journal(contest: Contest) -> Journal:
    """The journal of the contest's certificates, made with the first of them."""
    defaults = {
        "title": f"Журнал сертификатов: {contest}"[:255],
        "number_format": f"{{number:03d}}/{contest.year}",
    }
    return Journal.objects.get_or_create(code=f"certificates-{contest.slug}", defaults=defaults)[0]


def _today(contest: Contest) -> dt.date:
    return clock.in_zone(clock.now(), contest.tz).date()


def _locked(certificate: Certificate, actor: User) -> Certificate:
    rows = Certificate.objects.select_related("issue__contest__founder", "finalist", "paper")
    row = rows.select_for_update(of=("self",)).get(pk=certificate.pk)
    require_issuer(actor, row.issue.contest)
    if not row.is_current:
        raise Refused("Этот сертификат уже не действует.")
    return row
