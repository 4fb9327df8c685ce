"""Filters of the list of applications."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from contest.applications.services import LETTER_POINTS
from contest.setup.consents import PARTICIPATION
from contest.setup.models import ContestRole, EmploymentCentre
from core.back_office import ChoiceFilter
from forms_app.models import Consent

from .scope import seen_contests

COMPLETE, INCOMPLETE = "complete", "incomplete"


class ContestFilter(ChoiceFilter):
    """By contest."""

    name = "contest"
    label = "Конкурс"

    def choices(self) -> list[tuple[object, str]]:
        """Contests that this person may see."""
        return [(slug, str(contest)) for slug, contest in seen_contests(self.request).items()]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one contest."""
        return rows.filter(scope=value)


class RoleFilter(ChoiceFilter):
    """By role; roles of the same code in several contests are one choice."""

    name = "role"
    label = "Роль"

    def choices(self) -> list[tuple[object, str]]:
        """Roles of the contests that this person may see."""
        contests = [contest.pk for contest in seen_contests(self.request).values()]
        self.roles = list(ContestRole.objects.filter(contest__in=contests).order_by("order"))
        return list({role.code: role.title for role in self.roles}.items())

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one role, whatever the contest."""
        keys = [role.pk for role in self.roles if role.code == value]
        return rows.filter(entry__role__in=keys)


class CentreFilter(ChoiceFilter):
    """By employment centre."""

    name = "centre"
    label = "Центр занятости"

    def choices(self) -> list[tuple[object, str]]:
        """Centres of the contests that this person may see."""
        contests = [contest.pk for contest in seen_contests(self.request).values()]
        rows = EmploymentCentre.objects.filter(contests__in=contests).distinct()
        return list(rows.values_list("pk", "name"))

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one centre."""
        return rows.filter(entry__centre=int(value))


class CompletenessFilter(ChoiceFilter):
    """By whether something is still to be checked or received."""

    name = "complete"
    label = "Комплектность"

    def choices(self) -> list[tuple[object, str]]:
        """Complete or not."""
        return [(COMPLETE, "проверена полностью"), (INCOMPLETE, "есть непроверенное")]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Came whole and in time, all points of the letter ticked, no original awaited."""
        ticked = Q(**{f"entry__{field}": True for field in LETTER_POINTS})
        awaited = Exists(awaited_originals().filter(submission=OuterRef("pk")))
        is_late = Q(received_at__gte=F("entry__contest__applications_close_at"))
        done = ticked & ~awaited & Q(is_incomplete=False) & ~is_late
        return rows.filter(done) if value == COMPLETE else rows.exclude(done)


def awaited_originals() -> QuerySet:
    """Consents to take part whose signed original has not come."""
    return Consent.objects.filter(
        text__purpose=PARTICIPATION, original_received_at=None, withdrawn_at=None
    )
