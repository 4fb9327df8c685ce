"""A graduate of the register, found by typing."""

from typing import Any

from django.db.models import QuerySet

from placement.common.found import FoundField, by_words
from placement.graduates.models import Graduate


class GraduateField(FoundField):
    """A graduate by number of the card or words of name and group; must lead to exactly one."""

    model = Graduate
    none_words = "Такого человека в реестре выпускников нет. Проверьте имя или номер карточки."
    several_words = "Выберите или укажите номер карточки."
    legend = "Кто из них"

    def meant(self, text: str) -> QuerySet:
        return by_words(Graduate.objects.current(), text)

    def shown(self, row: Any) -> str:
        """«Иванова Мария Петровна, ПК-21 – карточка № 5»."""
        named = ", ".join(filter(None, (row.full_name, row.group)))
        return f"{named} – карточка № {row.pk}"

    def note(self, row: Any) -> str:
        """Till when the person studied."""
        return f"выпуск {row.left_year}" if row.left_year else ""
