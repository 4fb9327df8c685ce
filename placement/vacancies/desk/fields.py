"""An open vacancy, found by typing."""

from typing import Any

from django.db.models import Q, QuerySet

from placement.common.found import FoundField, by_words
from placement.vacancies.lifecycle import OPEN
from placement.vacancies.models import Vacancy


class VacancyField(FoundField):
    """An open vacancy by its number or by words of title and employer; must lead to exactly one."""

    model = Vacancy
    none_words = "Открытой вакансии с таким номером или названием нет."
    several_words = "Выберите или укажите номер."
    # One that is named already stays so, closed or not.
    chosen: Vacancy | None = None

    def meant(self, text: str) -> QuerySet:
        rows = Vacancy.objects.select_related("employer").order_by("pk")
        is_offered = Q(state__in=OPEN)
        if self.chosen is not None:
            is_offered |= Q(pk=self.chosen.pk)
        return by_words(rows.filter(is_offered), text)

    def shown(self, row: Any) -> str:
        """«Повар, ООО «Ромашка» – № 5»."""
        return f"{row.title}, {row.employer} – № {row.pk}"

    def note(self, row: Any) -> str:
        """The district of the workplace."""
        return str(row.get_district_display())
