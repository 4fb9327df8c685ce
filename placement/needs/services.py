"""What a person needs at work is opened only under the consent to health data (P-2.2e, 152-ФЗ art. 10)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from core import clock
from core.history import log_change, log_read, log_reads
from core.models import User
from core.records import refuse_overtaken, revision_of
from placement.common.guards import require
from placement.consents import ASSISTANCE, HEALTH, HEALTH_RESTS_ON
from placement.graduates import rights
from placement.graduates.models import Graduate
from placement.graduates.services.guards import locked
from placement.grants import gate
from placement.grants.models import Grant
from placement.needs.models import JobWishes, WishedDistrict, WorkNeeds
from placement.needs.rules.content import Needs

LOOK = "условия, которые нужны на работе"


@transaction.atomic
def set_needs(*, graduate: Graduate, needs: Needs, actor: User, revision: str = "") -> WorkNeeds:
    """Keep what the person needs; Refused without the written consent in force.

    With the ``revision`` that a form showed, Refused when somebody changed it since.
    """
    require(actor, rights.HEALTH)
    person = locked(graduate)
    gate.require(person, HEALTH)
    refuse_overtaken(revision, revision_of_needs(_needs(person)))
    row = WorkNeeds.objects.filter(graduate=person).first() or WorkNeeds(graduate=person)
    row.content = needs.to_json()
    row.save()
    log_change(person, actor=actor, action="needs")
    return row


@transaction.atomic
def needs_of(graduate: Graduate, actor: User) -> Needs | None:
    """What the person needs, None where nobody has filled it in; the look is logged.

    Refused without the right or without the consent in force.
    """
    require(actor, rights.HEALTH)
    gate.require(graduate, HEALTH)
    needs = _needs(graduate)
    if needs is not None:
        log_read(graduate, actor=actor, what=LOOK, organisation=actor.organisation)
    return needs


def revision_of_needs(needs: Needs | None) -> str:
    """What a form saw when it was opened; changes with every answer."""
    return revision_of({"needs": needs.to_json() if needs else ""})


def _needs(graduate: Graduate) -> Needs | None:
    row = kept_needs([graduate]).get(graduate.pk)
    return Needs.from_json(str(row.content)) if row else None


def needs_of_many(graduates: Sequence[Graduate], actor: User) -> dict[int, Needs]:
    """Needs by the card's number, of those whose consent is in force, in few queries; logged.

    Nothing for an actor without the right.
    """
    if not (actor.is_active and actor.has_perm(rights.HEALTH)):
        return {}
    allowed = consenting(graduates, HEALTH)
    people = {one.pk: one for one in graduates if one.pk in allowed}
    rows = kept_needs(people.values())
    log_reads([people[pk] for pk in rows], actor=actor, what=LOOK, organisation=actor.organisation)
    return {pk: Needs.from_json(str(row.content)) for pk, row in rows.items()}


def kept_needs(graduates: Iterable[Graduate]) -> dict[int, WorkNeeds]:
    """What is kept of each, by the number of the card asked about; nothing is opened.

    What stands on the card itself, else the newest of a card that is linked to it (ADR 23).
    """
    cards = [one.pk for one in graduates]
    of_cards = Graduate.objects.with_linked(*cards)
    rows = WorkNeeds.objects.filter(graduate__in=of_cards).select_related("graduate__key")
    kept: dict[int, WorkNeeds] = {}
    for row in sorted(rows, key=lambda row: (row.graduate_id in cards, row.changed_at)):
        kept[row.graduate_id if row.graduate_id in cards else row.graduate.person_id] = row
    return kept


def consenting(graduates: Iterable[Graduate], purpose: str) -> frozenset[int]:
    """Whose consent is in force for the purpose; says of many what `gate.allows` says of one."""
    people = {one.pk: one.person_id for one in graduates}
    rows = Grant.objects.in_force(clock.local_day(clock.now())).filter(
        graduate__in=Graduate.objects.with_linked(*people.values()),
        purpose__in={purpose, ASSISTANCE},
        employer=None,
        place="",
    )
    person = Coalesce("graduate__merged_into", "graduate")
    granted = set(rows.values_list(person, "purpose"))
    wanted = {purpose, ASSISTANCE}
    return frozenset(pk for pk, of in people.items() if {(of, one) for one in wanted} <= granted)


def wishes_of(graduate: Graduate) -> JobWishes | None:
    """What the person wishes: as it stands on the card, else on one that is linked to it."""
    rows = JobWishes.objects.filter(graduate__in=Graduate.objects.of_person(graduate))
    return min(_with_words(rows), key=lambda row: _nearest(row, {graduate.pk}), default=None)


def wishes_of_many(graduates: Iterable[Graduate]) -> dict[int, JobWishes]:
    """What each of these cards in use wishes, by its number; says of many what `wishes_of` says of one."""
    cards = {one.pk for one in graduates}
    of_cards = JobWishes.objects.filter(graduate__in=Graduate.objects.with_linked(*cards))
    rows = _with_words(of_cards.select_related("graduate"))
    # The nearest to the card comes last and stays.
    ordered = sorted(rows, key=lambda row: _nearest(row, cards), reverse=True)
    return {row.graduate.person_id: row for row in ordered}


def _with_words(rows: "QuerySet[JobWishes]") -> "QuerySet[JobWishes]":
    return rows.prefetch_related("professions", "districts")


def _nearest(row: JobWishes, cards: set[int]) -> tuple[bool, int]:
    """First what stands on one of the cards itself, then the newest."""
    return row.graduate_id not in cards, -row.pk


def revision_of_wishes(wishes: JobWishes | None) -> str:
    """What a form saw when it was opened; changes with every answer."""
    return revision_of({"wishes": wishes.answers if wishes else ""})


@transaction.atomic
def set_wishes(
    *,
    graduate: Graduate,
    districts: Sequence[str],
    actor: User,
    revision: str = "",
    **wishes: Any,
) -> JobWishes:
    """Keep what the person wishes of a job; no health data: the consent to accompaniment is enough.

    With the ``revision`` that a form showed, Refused when somebody changed it since.
    """
    require(actor, rights.WORK)
    person = locked(graduate)
    gate.require(person, ASSISTANCE)
    refuse_overtaken(revision, revision_of_wishes(wishes_of(person)))
    professions = wishes.pop("professions")
    row, _ = JobWishes.objects.update_or_create(graduate=person, defaults=wishes)
    row.professions.set(professions)
    row.districts.all().delete()
    WishedDistrict.objects.bulk_create(WishedDistrict(wishes=row, district=d) for d in districts)
    log_change(person, actor=actor, action="wishes")
    return row


def forget_needs(grant: Grant, cards: Iterable[Graduate]) -> None:
    """The consent has ended: what rested on it is destroyed at once, on all cards of the person."""
    if grant.purpose in HEALTH_RESTS_ON:
        WorkNeeds.objects.filter(graduate__in=cards).delete()


def destroy(graduate: Graduate) -> list[str]:
    """Remove needs and wishes of a person whose data are destroyed."""
    words = []
    if WorkNeeds.objects.filter(graduate=graduate).delete()[0]:
        words.append("условия, которые нужны на работе")
    if JobWishes.objects.filter(graduate=graduate).delete()[0]:
        words.append("пожелания к работе")
    return words
