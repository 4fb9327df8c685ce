"""The columns that a table may have: how each is called, and how its cells are understood."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from core.dates import WrongDate, parse_date
from core.errors import Refused
from core.quantities import WrongNumber, parse_number
from core.text import hyphens, one_line, search_key

from .cells import Cell, Moment, text_of
from .counted_days import day_counted
from .dated_codes import codes_taken_for

# What may stand behind a number of things or people, and of money.
UNITS = (
    *("человек", "человека", "чел", "шт", "штук", "единиц", "ед", "мест", "место", "места"),
    *("дней", "день", "дня", "дн", "месяцев", "месяца", "месяц", "мес", "часов", "часа", "ч"),
    *("лет", "года", "год", "г", "%"),
)
ROUBLES = ("рублей", "рубля", "рубль", "руб", "р", "₽")
_YES = {search_key(word) for word in ("да", "есть", "имеется", "1", "истина", "true")}
_NO = {search_key(word) for word in ("нет", "не имеется", "0", "ложь", "false")}
_SIGNS = {"+": True, "✓": True, "✔": True, "-": False, "–": False, "—": False, "v": True}
_SHOWN_CHOICES = 12
_EXCEL_KEEPS = 10**15


@dataclass(frozen=True)
class Understood:
    """The value of a cell, and what is to be said about how it was arrived at."""

    value: Any
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column by its code, heading and other words for the heading.

    ``required``: no cell may be empty. ``is_expected``: the heading must be there although cells
    may be empty. ``empty`` is the value of an empty cell. ``check`` is the domain's own rule: it
    takes the understood value and returns it, or another; it refuses by Refused, ValidationError or
    ValueError with words that follow the heading: «ИНН: …». ``words`` are said instead of the
    column's own of a cell that cannot be understood, ``blank_words`` of an empty one. ``instead``
    is the code of a column that tells the same otherwise: where the file has that one, this one is
    not missed.
    """

    code: str
    heading: str
    synonyms: tuple[str, ...] = ()
    _: KW_ONLY
    required: bool = False
    is_expected: bool = False
    empty: Any = None
    check: Callable[[Any], Any] | None = None
    words: str = ""
    blank_words: str = "не указано."
    instead: str = ""

    # Whether blanks that are given out format the column as text.
    is_text = False
    # What people put into a cell for nothing.
    dashes = frozenset("-–—−")

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words of the heading and of its synonyms, as they are compared."""
        return frozenset(search_key(words) for words in (self.heading, *self.synonyms))

    def read(self, cell: Cell) -> Understood:
        """The value of a cell that is not empty. Raises Refused with words for people."""
        raise NotImplementedError

    @property
    def hint(self) -> str:
        """What to write in the cells, for the page of the import."""
        return ""

    def show(self, value: Any) -> str:
        """The value as the preview shows it."""
        return "" if value is None else str(value)

    def plain(self, value: Any) -> Any:
        """The value as JSON."""
        return value

    def typed(self, plain: Any) -> Any:
        """The value that ``plain`` was made of."""
        return plain


@dataclass(frozen=True, kw_only=True)
class Text(Column):
    """Words in one line; numbers and dates in it are written as people read them."""

    empty: Any = ""
    max_length: int = 500

    is_text = True

    def read(self, cell: Cell) -> Understood:
        text = one_line(text_of(cell))
        if len(text) > self.max_length:
            raise Refused(f"слишком длинно – {len(text)} знаков, а можно {self.max_length}.")
        return Understood(text)


@dataclass(frozen=True, kw_only=True)
class Paragraphs(Text):
    """Words of several lines, which are kept."""

    max_length: int = 5000

    def read(self, cell: Cell) -> Understood:
        lines = [one_line(line) for line in str(cell).splitlines()] if isinstance(cell, str) else []
        text = "\n".join(filter(None, lines)) or one_line(text_of(cell))
        if len(text) > self.max_length:
            raise Refused(f"слишком длинно – {len(text)} знаков, а можно {self.max_length}.")
        return Understood(text)


@dataclass(frozen=True, kw_only=True)
class Code(Column):
    """A number that names something: ИНН, a code of a profession, an account.

    ``pattern`` is a regular expression of the whole code, ``example`` is said where it does not
    fit. ``repair`` gives the right code for one that Excel has provably spoilt, else None.
    """

    empty: Any = ""
    pattern: str = ""
    example: str = ""
    repair: Callable[[str], str | None] | None = None

    is_text = True

    @property
    def hint(self) -> str:
        return f"например {self.example}" if self.example else ""

    def read(self, cell: Cell) -> Understood:
        if isinstance(cell, bool):
            raise Refused(f"«{text_of(cell)}» – это не код.")
        if isinstance(cell, Moment):
            return self._from_date(cell)
        if isinstance(cell, int | float) and abs(cell) >= _EXCEL_KEEPS:
            raise Refused(
                "Excel сохранил от этого номера только первые 15 цифр. "
                "Задайте столбцу формат «Текстовый» и впишите номер заново."
            )
        code = hyphens(one_line(text_of(cell)))
        repaired = self.repair(code) if self.repair else None
        if repaired is not None and repaired != code:
            return Understood(repaired, (f"исправлено: «{repaired}» вместо «{code}».",))
        self._refuse_unlike(code)
        return Understood(code)

    def _from_date(self, cell: Moment) -> Understood:
        codes = (
            {code for code in codes_taken_for(cell) if self._fits(code)} if self.pattern else set()
        )
        if len(codes) != 1:
            raise Refused(
                f"Excel принял код за дату {cell}. "
                "Задайте столбцу формат «Текстовый» и впишите код заново."
            )
        (code,) = codes
        return Understood(code, (f"исправлено: «{code}» – Excel принял код за дату {cell}.",))

    def _fits(self, code: str) -> bool:
        return re.fullmatch(self.pattern, code) is not None

    def _refuse_unlike(self, code: str) -> None:
        if self.pattern and not self._fits(code):
            example = f" Пишется так: {self.example}." if self.example else ""
            raise Refused(f"«{code}» – такого кода быть не может.{example}")


@dataclass(frozen=True, kw_only=True)
class Whole(Column):
    """A whole number; what it counts may stand behind it: «12 чел.»."""

    least: int = 0
    most: int = 999_999_999
    units: tuple[str, ...] = UNITS

    @property
    def hint(self) -> str:
        return "целое число"

    def read(self, cell: Cell) -> Understood:
        number = _number(cell, self.units, places=0)
        if number != int(number):
            raise Refused(f"«{text_of(cell)}» – не целое число.")
        if not self.least <= number <= self.most:
            raise Refused(f"«{text_of(cell)}» – нужно число от {self.least} до {self.most}.")
        return Understood(int(number))


@dataclass(frozen=True, kw_only=True)
class Money(Column):
    """Roubles and kopecks, exact."""

    most: Decimal = Decimal(999_999_999)

    @property
    def hint(self) -> str:
        return "сумма в рублях"

    def read(self, cell: Cell) -> Understood:
        amount = _number(cell, ROUBLES, places=2)
        if amount != amount.quantize(Decimal("0.01")):
            raise Refused(f"«{text_of(cell)}» – у суммы не больше двух знаков после запятой.")
        if not 0 <= amount <= self.most:
            raise Refused(f"«{text_of(cell)}» – нужна сумма от 0 до {self.most}.")
        return Understood(amount.quantize(Decimal("0.01")))

    def show(self, value: Any) -> str:
        return "" if value is None else f"{value:,.2f}".replace(",", " ").replace(".", ",") + " ₽"

    def plain(self, value: Any) -> Any:
        return None if value is None else str(value)

    def typed(self, plain: Any) -> Any:
        return None if plain is None else Decimal(plain)


@dataclass(frozen=True, kw_only=True)
class Date(Column):
    """A day, however it is written.

    ``years`` gives the years in which a day of this column can lie. Where one of them alone is
    meant by two digits, or by Excel's bare count of days, it is taken, and that is said.
    """

    latest_year: int = dt.MAXYEAR
    years: Callable[[], range] | None = None

    @property
    def hint(self) -> str:
        return "дата, например 27.05.2024"

    def read(self, cell: Cell) -> Understood:
        if isinstance(cell, Moment):
            return Understood(cell.value.date())
        if isinstance(cell, bool):
            raise Refused(f"«{text_of(cell)}» – это не дата.")
        text, years = text_of(cell), self.years() if self.years else None
        if isinstance(cell, int) and len(text) == 7:
            # «01052024» lost its zero when Excel made a number of it.
            text = f"0{text}"
        if years is not None and (counted := day_counted(text, years)):
            return Understood(counted, (f"«{text}» – так Excel хранит {counted:%d.%m.%Y}.",))
        try:
            day = parse_date(text, latest_year=self.latest_year, years=years)
        except WrongDate as wrong:
            raise Refused(f"«{text_of(cell)}» – не дата. {wrong}") from None
        is_short = str(day.year) not in text
        return Understood(day, (f"«{text}» – это {day:%d.%m.%Y}.",) if is_short else ())

    def show(self, value: Any) -> str:
        return f"{value:%d.%m.%Y}" if value else ""

    def plain(self, value: Any) -> Any:
        return value.isoformat() if value else None

    def typed(self, plain: Any) -> Any:
        return dt.date.fromisoformat(plain) if plain else None


@dataclass(frozen=True, kw_only=True)
class YesNo(Column):
    """«Да» or «нет», in the usual words and signs."""

    dashes = frozenset()

    @property
    def hint(self) -> str:
        return "да или нет"

    def read(self, cell: Cell) -> Understood:
        if isinstance(cell, bool):
            return Understood(cell)
        text = one_line(text_of(cell))
        if text in _SIGNS:
            return Understood(_SIGNS[text])
        key = search_key(text)
        if key not in _YES | _NO:
            raise Refused(f"«{text}» – напишите «да» или «нет».")
        return Understood(key in _YES)

    def show(self, value: Any) -> str:
        return "" if value is None else text_of(value)


@dataclass(frozen=True, kw_only=True)
class Choice(Column):
    """One of a list: the code of the label, or of another word for it, that stands in the cell."""

    empty: Any = ""
    choices: Iterable[tuple[str, str]] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def hint(self) -> str:
        return "; ".join(self.labels.values())

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label by code."""
        return {str(code): str(label) for code, label in self.choices}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Code by the words that stand for it."""
        words = {search_key(label): code for code, label in self.labels.items()}
        return {search_key(other): code for other, code in self.others.items()} | words

    def read(self, cell: Cell) -> Understood:
        text = one_line(text_of(cell))
        code = self.codes.get(search_key(text))
        if code is None:
            labels = list(self.labels.values())
            hint = f" Один из: {'; '.join(labels)}." if len(labels) <= _SHOWN_CHOICES else ""
            raise Refused(f"«{text}» – такого нет.{hint}")
        return Understood(code)

    def show(self, value: Any) -> str:
        return self.labels.get(value, "")


def _number(cell: Cell, units: tuple[str, ...], *, places: int) -> Decimal:
    text = text_of(cell)
    if isinstance(cell, bool | Moment):
        raise Refused(f"«{text}» – не число.")
    if isinstance(cell, int | float):
        # The shortest decimal that is this number: «1.1», not 1.100000000000000088….
        return Decimal(repr(cell))
    try:
        return parse_number(text, units=units, places=places)
    except WrongNumber as wrong:
        kind = "не целое число" if places == 0 else "не число"
        raise Refused(f"«{text}» – {kind}. {wrong}") from None
