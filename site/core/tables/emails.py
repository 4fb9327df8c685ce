"""A column of e-mail addresses."""

import re
from dataclasses import dataclass

from core.text import one_line

from .cells import Cell, text_of
from .columns import Text, Understood

_ADDRESS = re.compile(r"[^\s<>,;:()\[\]«»\"'|/]+@[^\s<>,;:()\[\]«»\"'|/]+")


@dataclass(frozen=True, kw_only=True)
class Email(Text):
    """An address without what mail programs put around it; of several the first, and that is said.

    What holds no address is left to the register, which refuses it.
    """

    max_length: int = 254

    @property
    def hint(self) -> str:
        return "один адрес"

    def read(self, cell: Cell) -> Understood:
        text = one_line(text_of(cell))
        addresses = [address.strip(".") for address in _ADDRESS.findall(text)]
        if not addresses or addresses == [text]:
            return super().read(cell)
        first = addresses[0]
        return Understood(first, (f"взят адрес {first}. В ячейке стоит: «{text}».",))
