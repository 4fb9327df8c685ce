"""A column of telephone numbers."""

from dataclasses import dataclass
from typing import Any

from core.errors import Refused
from core.phones import WrongPhone, first_phone, parse_phone, phone_text

from .cells import Cell, text_of
from .columns import Text, Understood


@dataclass(frozen=True, kw_only=True)
class Phone(Text):
    """A number as ``core.phones`` keeps it; of several in one cell the first, and that is said."""

    @property
    def hint(self) -> str:
        return "один номер с кодом, например 8 813 222-33-44, доб. 12"

    def read(self, cell: Cell) -> Understood:
        text = text_of(cell)
        try:
            return Understood(parse_phone(text))
        except WrongPhone as wrong:
            first = first_phone(str(cell))
            if first is None:
                raise Refused(str(wrong)) from None
        words = f"взят первый номер, {phone_text(first)}. В ячейке стоит: «{text}»."
        return Understood(first, (words,))

    def show(self, value: Any) -> str:
        return phone_text(value)
