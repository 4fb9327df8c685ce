"""Vacancies for a graduate, graduates for a vacancy: reasons, not points (P-2.2e).

The database narrows by what lies open; of the few that are left the needs are opened, and that look is logged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from core.errors import Refused
from core.history import log_change, log_read
from core.models import User
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case as Accompaniment
from placement.common.guards import require
from placement.consents import TO_EMPLOYERS
from placement.graduates import rights
from placement.graduates.models import Graduate
from placement.graduates.services.guards import locked
from placement.matching.models import NotReferred
from placement.matching.rules.reasons import Job, Person, compare
from placement.needs import services as needs
from placement.needs.models import JobWishes, WishedDistrict
from placement.needs.rules.content import Needs
from placement.professions.models import Profession
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy

# So many are opened at most.
MOST = 200
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
    rank: tuple[Any, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether something that the person cannot work without is missing."""
        return bool(self.blocks)


def graduates_for(vacancy: Vacancy, actor: User) -> list[Match]:
    """Graduates who are led and look for work, the best suited first; one look is logged."""
    require(actor, rights.WORK)
    people = list(candidates(vacancy)[:MOST])
    opened = needs.needs_of_many(people, actor)
    if opened:
        what = f"подбор на вакансию: {needs.LOOK}, карточек – {len(opened)}"
        log_read(vacancy, actor=actor, what=what, organisation=actor.organisation)
    kin = _kin([vacancy.profession_id])
    return _matches([(one, vacancy) for one in people], opened, actor, kin)


def vacancies_for(graduate: Graduate, actor: User) -> list[Match]:
    """Published vacancies of both regions for one person, the best suited first."""
    require(actor, rights.WORK)
    wishes = needs.wishes_of(graduate)
    kin = _kin([graduate.profession_id])
    rows = list(_open_vacancies(graduate, wishes, kin)[:MOST])
    opened = needs.needs_of_many([graduate], actor)
    return _matches([(graduate, row) for row in rows], opened, actor, kin)


def candidates(vacancy: Vacancy) -> QuerySet[Graduate]:
    """Who is led, looks for work and has learned this or something akin: open facts only.

    Whoever can get there and takes the schedule comes first, then the newest card.
    """
    searching = Accompaniment.objects.filter(graduate=OuterRef("pk"), state=CaseState.SEARCHING)
    wishes = JobWishes.objects.filter(graduate=OuterRef("pk"))
    near = WishedDistrict.objects.filter(wishes__graduate=OuterRef("pk"), district=vacancy.district)
    suits = wishes.filter(**{JobWishes.SCHEDULES[Vacancy.Schedule(vacancy.schedule)]: True})
    rows = Graduate.objects.current().filter(Exists(searching))
    if vacancy.profession_id is not None:
        wanted = {vacancy.profession_id, *_kin([vacancy.profession_id])}
        wished = wishes.filter(professions__in=wanted)
        rows = rows.filter(Q(profession__in=wanted) | Exists(wished))
    rows = rows.select_related("key", "profession", "wishes").prefetch_related(
        "wishes__districts", "wishes__professions"
    )
    return rows.order_by(Exists(near).desc(), Exists(suits).desc(), "-pk")


def _open_vacancies(
    graduate: Graduate, wishes: JobWishes | None, kin: frozenset[int]
) -> QuerySet[Vacancy]:
    rows = Vacancy.objects.filter(state=VacancyState.PUBLISHED, hidden_at=None)
    wanted = set(kin) | ({graduate.profession_id} if graduate.profession_id else set())
    places: list[str] = []
    if wishes is not None:
        wanted |= set(wishes.professions.values_list("pk", flat=True))
        places = list(wishes.districts.values_list("district", flat=True))
    if wanted:
        rows = rows.filter(Q(profession__in=wanted) | Q(profession=None))
    far = Case(When(district__in=places, then=0), default=1)
    rows = rows.select_related("employer", "profession")
    return rows.order_by(far, "-published_at", "-pk")


def _kin(professions: Sequence[int | None]) -> frozenset[int]:
    rows = Profession.objects.filter(kin__in=[pk for pk in professions if pk])
    return frozenset(rows.values_list("pk", flat=True))


def _matches(
    pairs: Sequence[tuple[Graduate, Vacancy]],
    opened: dict[int, Needs],
    actor: User,
    kin: frozenset[int],
) -> list[Match]:
    """Compare each pair; ``kin`` are the professions akin to that of the one side that is fixed."""
    people = {person.pk: person for person, _ in pairs}
    agreed = needs.consenting(people.values(), TO_EMPLOYERS)
    wishes = {pk: _wishes(person) for pk, person in people.items()}
    recorded = _recorded(pairs, actor)
    matches = []
    for person, vacancy in pairs:
        is_kin = person.profession_id in kin or vacancy.profession_id in kin
        facts = Person(
            profession=person.profession_id,
            kin=frozenset({vacancy.profession_id} if is_kin and vacancy.profession_id else ()),
            needs=opened.get(person.pk),
            may_send_resume=person.pk in agreed,
            **wishes[person.pk],
        )
        reasons = compare(facts, job_facts(vacancy))
        not_referred = recorded.get((person.pk, vacancy.pk), "")
        matches.append(
            Match(
                graduate=person,
                vacancy=vacancy,
                fits=reasons.fits,
                against=reasons.against,
                unknown=reasons.unknown,
                blocks=reasons.blocks,
                not_referred=not_referred,
                rank=(bool(not_referred) or reasons.is_blocked, *reasons.rank[1:]),
            )
        )
    # What is compared stands newest first, and sorting keeps that order among equals.
    return sorted(matches, key=lambda match: match.rank)


def _wishes(person: Graduate) -> dict[str, Any]:
    wishes: JobWishes | None = getattr(person, "wishes", None)
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


def job_facts(vacancy: Vacancy) -> Job:
    """What the rules see of a vacancy; its age and sex requirements are not among it."""
    return Job(
        profession=vacancy.profession_id,
        district=vacancy.district,
        district_name=vacancy.get_district_display() if vacancy.district else "",
        schedule=vacancy.schedule,
        pay=vacancy.pay,
        start_on=vacancy.start_on,
        is_temporary=vacancy.term == Vacancy.Term.TEMPORARY if vacancy.term else None,
        offers=frozenset(name for name in Vacancy.CONDITIONS if getattr(vacancy, name)),
        notes={
            "hearing": vacancy.hearing_note,
            "vision": vacancy.vision_note,
            "motor": vacancy.motor_note,
        },
    )


def _recorded(pairs: Sequence[tuple[Graduate, Vacancy]], actor: User) -> dict[tuple[int, int], str]:
    """Reasons for not referring; their words only for who may see health data."""
    people = {person.pk: person for person, _ in pairs}
    rows = NotReferred.objects.filter(
        graduate__in=people, vacancy__in={vacancy.pk for _, vacancy in pairs}
    )
    may_read = actor.has_perm(rights.HEALTH)
    reasons: dict[tuple[int, int], str] = {}
    for row in rows:
        row.graduate = people[row.graduate_id]
        reasons[row.graduate_id, row.vacancy_id] = str(row.reason) if may_read else _HIDDEN
    return reasons


@transaction.atomic
def record_not_referred(
    *, graduate: Graduate, vacancy: Vacancy, reason: str, actor: User
) -> NotReferred:
    """Record why the person is not referred; a later reason takes the place of the earlier one."""
    require(actor, rights.WORK)
    if not reason.strip():
        raise Refused("Напишите причину.", field="reason")
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
    if NotReferred.objects.filter(graduate=person, vacancy=vacancy).delete()[0]:
        details = {"vacancy": vacancy.pk}
        log_change(person, actor=actor, action="not-referred-taken-back", details=details)


def destroy(graduate: Graduate) -> list[str]:
    """Remove the recorded reasons of a person whose data are destroyed."""
    rows = NotReferred.objects.filter(graduate=graduate)
    return ["причины не направлять на вакансии"] if rows.delete()[0] else []
