"""Vacancies for a graduate, graduates for a vacancy: reasons, not points (P-2.2e).

The database narrows by what lies open; of the few that are left the needs are opened, and that look is logged.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change, log_read
from core.models import User
from placement.common.guards import require
from placement.consents import ASSISTANCE, PURPOSES, TO_EMPLOYERS
from placement.graduates import rights
from placement.graduates.models import Graduate
from placement.graduates.services.guards import locked
from placement.grants import gate
from placement.matching import standing
from placement.matching.models import NotReferred
from placement.matching.narrowing import candidates, kin_of, learned_by, open_vacancies
from placement.matching.rules.grounds import forbidden_ground
from placement.matching.rules.reasons import Job, Person, compare
from placement.matching.standing import Referred
from placement.needs import services as needs
from placement.needs.models import JobWishes
from placement.needs.rules.content import Needs
from placement.vacancies.models import Vacancy

# So many are opened at most.
MOST = 200
NO_CONSENT = f"Подбирать пока нельзя: нет действующего согласия «{PURPOSES[ASSISTANCE]}»."
_HIDDEN = "Причина записана. Её видят те, кто работает со сведениями о здоровье."


@dataclass(frozen=True, kw_only=True)
class Match:
    """A graduate and a vacancy with the reasons; ``not_referred`` is a reason recorded earlier."""

    graduate: Graduate
    vacancy: Vacancy
    fits: list[str]
    against: list[str]
    unknown: list[str]
    blocks: list[str]
    not_referred: str
    referred: Referred | None
    # What is to be said of the vacancy itself: it is not open, there is no agreement.
    vacancy_notes: list[str]
    rank: tuple[Any, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether something that the person cannot work without is missing."""
        return bool(self.blocks)

    @property
    def may_be_referred(self) -> bool:
        """Whether nothing that is known forbids to refer the person now."""
        is_referred = self.referred is not None and self.referred.is_open
        return self.vacancy.is_open and not (self.is_blocked or self.not_referred or is_referred)


def graduates_for(vacancy: Vacancy, actor: User) -> list[Match]:
    """Graduates who are led and look for work, the best suited first; one look is logged."""
    require(actor, rights.WORK)
    people = list(candidates(vacancy)[:MOST])
    opened = needs.needs_of_many(people, actor)
    if opened:
        what = f"подбор на вакансию: {needs.LOOK}, карточек – {len(opened)}"
        log_read(vacancy, actor=actor, what=what, organisation=actor.organisation)
    return _matches([(one, vacancy) for one in people], opened, actor)


def vacancies_for(graduate: Graduate, actor: User) -> list[Match]:
    """Published vacancies of both regions for one person, the best suited first.

    Refused without the consent to accompaniment: nobody's data are looked through for work then.
    """
    require(actor, rights.WORK)
    person = graduate.in_use
    if not gate.allows(person, ASSISTANCE):
        raise Refused(NO_CONSENT)
    rows = list(open_vacancies(person)[:MOST])
    opened = needs.needs_of_many([person], actor)
    return _matches([(person, row) for row in rows], opened, actor)


def _matches(
    pairs: Sequence[tuple[Graduate, Vacancy]], opened: dict[int, Needs], actor: User
) -> list[Match]:
    """Compare each card in use with each vacancy beside it."""
    people = {person.pk: person for person, _ in pairs}
    agreed = needs.consenting(people.values(), TO_EMPLOYERS)
    wishes = needs.wishes_of_many(people.values())
    learned = learned_by(people.values())
    kin = kin_of({vacancy.profession_id for _, vacancy in pairs})
    recorded, referred = _recorded(pairs, actor), standing.referred(pairs)
    notes = standing.notes_of({vacancy for _, vacancy in pairs})
    today = clock.local_day(clock.now())
    matches = []
    for person, vacancy in pairs:
        facts = Person(
            **_professions(vacancy.profession_id, learned[person.pk], kin),
            **_wishes(wishes.get(person.pk)),
            needs=opened.get(person.pk),
            may_send_resume=person.pk in agreed,
        )
        reasons = compare(facts, job_facts(vacancy, today))
        not_referred = recorded.get((person.pk, vacancy.pk), "")
        earlier = referred.get((person.pk, vacancy.pk))
        is_out = bool(not_referred) or (earlier is not None and earlier.is_open)
        matches.append(
            Match(
                graduate=person,
                vacancy=vacancy,
                fits=reasons.fits,
                against=reasons.against,
                unknown=reasons.unknown,
                blocks=reasons.blocks,
                not_referred=not_referred,
                referred=earlier,
                vacancy_notes=notes[vacancy.pk],
                rank=(is_out or reasons.is_blocked, *reasons.rank[1:]),
            )
        )
    # What is compared stands newest first, and sorting keeps that order among equals.
    return sorted(matches, key=lambda match: match.rank)


def _professions(
    wanted: int | None, learned: frozenset[int], kin: dict[int, frozenset[int]]
) -> dict[str, Any]:
    """Of the professions that somebody has learned the one that counts here, and whether it is akin."""
    if wanted is None or wanted in learned:
        return {"profession": wanted or min(learned, default=None)}
    is_akin = not learned.isdisjoint(kin.get(wanted, ()))
    return {
        "profession": min(learned, default=None),
        "kin": frozenset({wanted} if is_akin else ()),
    }


def _wishes(wishes: JobWishes | None) -> dict[str, Any]:
    if wishes is None:
        return {}
    return {
        "wished": frozenset(one.pk for one in wishes.professions.all()),
        "districts": frozenset(one.district for one in wishes.districts.all()),
        "schedules": wishes.schedules,
        "pay_from": wishes.pay_from,
        "start_from": wishes.start_from,
        "takes_temporary": wishes.takes_temporary,
    }


def job_facts(vacancy: Vacancy, today: dt.date) -> Job:
    """What the rules see of a vacancy; its age and sex requirements are not among it.

    A vacancy that is open though its first day has passed waits for somebody from today on.
    """
    conditions = (*Vacancy.CONDITIONS, *Vacancy.WORKPLACE)
    return Job(
        profession=vacancy.profession_id,
        district=vacancy.district,
        district_name=vacancy.get_district_display() if vacancy.district else "",
        schedule=vacancy.schedule,
        pay=vacancy.pay,
        start_on=max(vacancy.start_on, today) if vacancy.start_on else None,
        is_temporary=vacancy.term == Vacancy.Term.TEMPORARY if vacancy.term else None,
        offers=frozenset(name for name in conditions if getattr(vacancy, name)),
        unasked=frozenset(name for name in conditions if getattr(vacancy, name) is None),
        notes={
            "hearing": vacancy.hearing_note,
            "vision": vacancy.vision_note,
            "motor": vacancy.motor_note,
        },
    )


def _recorded(pairs: Sequence[tuple[Graduate, Vacancy]], actor: User) -> dict[tuple[int, int], str]:
    """Reasons for not referring, on whichever card; their words only for whoever may see health data."""
    people = {person.pk for person, _ in pairs}
    rows = NotReferred.objects.filter(
        graduate__in=Graduate.objects.with_linked(*people),
        vacancy__in={vacancy.pk for _, vacancy in pairs},
    )
    may_read = actor.has_perm(rights.HEALTH)
    reasons: dict[tuple[int, int], str] = {}
    for row in rows.select_related("graduate__key"):
        # The newest comes first.
        place = row.graduate.person_id, row.vacancy_id
        reasons.setdefault(place, str(row.reason) if may_read else _HIDDEN)
    return reasons


@transaction.atomic
def record_not_referred(
    *, graduate: Graduate, vacancy: Vacancy, reason: str, actor: User
) -> NotReferred:
    """Record why the person is not referred; a later reason takes the place of the earlier one."""
    require(actor, rights.WORK)
    if not reason.strip():
        raise Refused("Напишите причину.", field="reason")
    if words := forbidden_ground(reason):
        raise Refused(
            f"«{words}» – возраст, пол и семья не причина не направлять (ТК РФ, статья 64). Напишите о"
            " деле: чего не хватает для этой работы или что сказал сам человек.",
            field="reason",
        )
    person = locked(graduate)
    row = NotReferred.objects.filter(graduate=person, vacancy=vacancy).first()
    row = row or NotReferred(vacancy=vacancy)
    row.graduate, row.reason, row.by = person, reason.strip(), actor
    row.save()
    log_change(person, actor=actor, action="not-referred", details={"vacancy": vacancy.pk})
    return row


@transaction.atomic
def take_back_not_referred(*, graduate: Graduate, vacancy: Vacancy, actor: User) -> None:
    """The reason holds no longer: the person may be referred; that there was one stays in the history.

    Pressed twice it is done once.
    """
    require(actor, rights.WORK)
    person = locked(graduate)
    cards = Graduate.objects.of_person(person)
    if NotReferred.objects.filter(graduate__in=cards, vacancy=vacancy).delete()[0]:
        details = {"vacancy": vacancy.pk}
        log_change(person, actor=actor, action="not-referred-taken-back", details=details)


def destroy(graduate: Graduate) -> list[str]:
    """Remove the recorded reasons of a person whose data are destroyed."""
    rows = NotReferred.objects.filter(graduate=graduate)
    return ["причины не направлять на вакансии"] if rows.delete()[0] else []
