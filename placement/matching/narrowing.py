"""Who and what is compared at all: narrowed in the database by what lies open (P-2.2e)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from placement.cases.lifecycle import CaseState
from placement.cases.models import Case as Accompaniment
from placement.graduates.models import Graduate
from placement.needs import services as needs
from placement.needs.models import JobWishes
from placement.professions.models import Profession
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy


def candidates(vacancy: Vacancy) -> QuerySet[Graduate]:
    """Who is led, looks for work and has learned this or something akin: open facts only.

    Whoever can get there and takes the schedule comes first, then the newest card. What stands on a
    linked card is the person's too (ADR 23).
    """
    # A case stands on the card in use alone.
    searching = Accompaniment.objects.filter(state=CaseState.SEARCHING)
    wishes = JobWishes.objects.all()
    suits = wishes.filter(**{JobWishes.SCHEDULES[Vacancy.Schedule(vacancy.schedule)]: True})
    near = wishes.filter(districts__district=vacancy.district)
    rows = Graduate.objects.current().filter(pk__in=searching.order_by().values("graduate"))
    if vacancy.profession_id is not None:
        wanted = _with_kin({vacancy.profession_id})
        linked = Graduate.objects.filter(merged_into__isnull=False, profession__in=wanted)
        wished = wishes.filter(professions=vacancy.profession_id)
        rows = rows.filter(
            Q(profession__in=wanted)
            | Q(pk__in=linked.order_by().values("merged_into"))
            | Q(pk__in=_people(wished))
        )
    rows = rows.select_related("key", "profession")
    return rows.order_by(_first(_people(near)), _first(_people(suits)), "-pk")


def _people(rows: QuerySet[Any]) -> QuerySet[Any]:
    """In a subquery: the cards in use of those on whose cards these rows stand."""
    return rows.order_by().values_list(Coalesce("graduate__merged_into", "graduate"))


def _first(people: QuerySet[Any]) -> Case:
    return Case(When(pk__in=people, then=0), default=1)


def open_vacancies(person: Graduate) -> QuerySet[Vacancy]:
    """Published vacancies of what the person has learned or wishes, the near ones first, then the newest."""
    rows = Vacancy.objects.filter(state=VacancyState.PUBLISHED, hidden_at=None)
    wishes = needs.wishes_of(person)
    learned = learned_by([person])[person.pk]
    wanted = _with_kin(learned)
    places: list[str] = []
    if wishes is not None:
        wanted |= {one.pk for one in wishes.professions.all()}
        places = [one.district for one in wishes.districts.all()]
    if wanted:
        rows = rows.filter(Q(profession__in=wanted) | Q(profession=None))
    far = Case(When(district__in=places, then=0), default=1)
    rows = rows.select_related("employer", "profession")
    return rows.order_by(far, "-published_at", "-pk")


def learned_by(people: Collection[Graduate]) -> dict[int, frozenset[int]]:
    """The professions on all cards of each person, by the number of the card in use."""
    learned = {one.pk: {one.profession_id} for one in people}
    linked = Graduate.objects.filter(merged_into__in=learned)
    for card in linked.only("merged_into", "profession"):
        learned[card.person_id].add(card.profession_id)
    return {pk: frozenset(filter(None, professions)) for pk, professions in learned.items()}


def kin_of(professions: Collection[int | None]) -> dict[int, frozenset[int]]:
    """Of each profession those that whoever has learned one of them can do too."""
    pairs = Profession.kin.through.objects.filter(
        from_profession__in=[pk for pk in professions if pk]
    )
    kin: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs.values_list("from_profession", "to_profession"):
        kin[one].add(other)
    return {pk: frozenset(others) for pk, others in kin.items()}


def _with_kin(professions: Collection[int]) -> frozenset[int]:
    return frozenset(professions).union(*kin_of(professions).values())
