"""An open case, found by typing the graduate's name."""

from typing import Any

from django.db.models import QuerySet

from placement.cases.models import Case
from placement.common.found import FoundField, by_words


class CaseField(FoundField):
    """One of the form's cases, by the graduate's card or name; must lead to exactly one."""

    model = Case
    none_words = "Среди тех, кого вы ведёте, такого человека нет. Проверьте имя или номер карточки."
    several_words = "Выберите или укажите номер карточки."
    legend = "Кто из них"
    # Among which cases it is; given by the form.
    rows: QuerySet[Case] = Case.objects.none()

    def meant(self, text: str) -> QuerySet:
        rows = self.rows.order_by("graduate__sort_key", "pk")
        return by_words(rows, text, card="graduate", key="graduate__search_key")

    def shown(self, row: Any) -> str:
        """«Иванова Мария Петровна, ПК-21 – карточка № 5»."""
        named = ", ".join(filter(None, (row.graduate.full_name, row.graduate.group)))
        return f"{named} – карточка № {row.graduate_id}"
