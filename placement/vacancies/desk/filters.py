"""What the register of vacancies is narrowed by (P-2.4b, X-4)."""

from django.db import models
from django.db.models import QuerySet

from core import back_office
from core.back_office import ChoiceFilter
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES


class ConditionFilter(ChoiceFilter):
    """By a condition that makes work possible with a disability."""

    name = "condition"
    label = "Условия"

    def choices(self) -> list[tuple[object, str]]:
        """All conditions."""
        return list(zip(Vacancy.CONDITIONS, VACANCIES.labels(Vacancy.CONDITIONS), strict=True))

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**{value: True})


class Attention(models.TextChoices):
    """Why a row needs a look."""

    STALE = "stale", "не подтверждены в срок"
    HIDDEN = "hidden", "сняты с сайта без ответа"
    WORDING = "wording", "формулировки не исправлены"
    PROFESSION = "profession", "профессия не из перечня"


class AttentionFilter(back_office.AttentionFilter):
    """By what the specialist has to look at."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        live = rows.live()  # type: ignore[attr-defined]
        match value:
            case Attention.STALE:
                return live.filter(stale_at__isnull=False)
            case Attention.HIDDEN:
                return live.filter(hidden_at__isnull=False)
            case Attention.WORDING:
                return live.with_unexplained_wording()
        return live.filter(profession=None)
