"""The demand for professions: how much was asked for, and how much in the period before (P-2.2d)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from placement.common import districts
from placement.common.charts import Bar, Chart
from placement.professions.models import Profession
from placement.requests.reports.asked import CONDITIONS, Asked
from placement.requests.rules.demand import Count, Wish, count_by, spellings
from placement.vacancies.record import VACANCIES

HEADER = (
    "Вакансий",
    "Мест",
    "Работодателей",
    "Занято мест",
    "Мест в прошлом периоде",
    "Изменение",
)
FILE_HEADER = ("Разрез", "Значение", "Район", *HEADER)
NAMELESS = "Профессия не названа"
# A chart of more bars than this cannot be read; the table has them all.
BARS = 20

Labels = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """How much of one kind was asked for, and how many places before."""

    labels: Labels
    now: Count
    places_before: int

    @property
    def cells(self) -> tuple[int, ...]:
        """The numbers under HEADER."""
        now = self.now
        change = now.places - self.places_before
        return (
            now.vacancies,
            now.places,
            len(now.employers),
            now.filled,
            self.places_before,
            change,
        )


@dataclass(frozen=True)
class Demand:
    """One table of the report, under headings that name its lines."""

    code: str
    title: str
    columns: Labels
    lines: Sequence[Line]
    note: str = ""

    @property
    def chart(self) -> Chart:
        """Places asked for, the most wanted first."""
        shown = [line for line in self.lines if line.now.vacancies or self.code == "condition"]
        bars = [
            Bar(", ".join(line.labels), line.now.places, str(line.now.places))
            for line in shown[:BARS]
        ]
        cut = f", первые {BARS}" if len(shown) > BARS else ""
        return Chart(f"{self.title}: мест{cut}", bars, is_percent=False)


class Report:
    """The demand of a period beside that of the period before."""

    def __init__(self, now: Asked) -> None:
        self.now, self.before = now, Asked(now.period.before())
        self._professions = {one.key: one for one in Profession.objects.all()}
        self._times = Counter(wish.profession for wish in self._other_wishes())
        spelt = {**self.before.spelt, **self.now.spelt}
        self._others = spellings({key: spelt[key] for key in self._times if key}, self._times)

    def tables(self) -> list[Demand]:
        """All tables, in the order of CODES."""
        return [self.table(code) for code in CODES]

    def table(self, code: str) -> Demand:
        """One table; KeyError for an unknown ``code``."""
        return _TABLES[code](self)

    def by_profession(self) -> Demand:
        """Every profession by its name, also those that the institution does not teach."""
        lines = self._lines(lambda wish: [(self._name(wish),)])
        return Demand("profession", "Спрос по профессиям", ("Профессия",), lines)

    def untaught(self) -> Demand:
        """What is asked for and not taught here, with the districts."""
        lines = self._lines(
            lambda wish: (
                [] if self._is_taught(wish) else [(self._name(wish), _short(wish.district))]
            )
        )
        title = "Профессии, которым учреждение не обучает"
        columns = ("Профессия", "Район")
        return Demand("untaught", title, columns, lines, note=self._spellings_text())

    def by_district(self) -> Demand:
        """Where people are asked for."""
        names = dict(districts.CHOICES)
        lines = self._lines(lambda wish: [(names.get(wish.district, wish.district),)])
        return Demand("district", "Спрос по районам", ("Район",), lines)

    def by_condition(self) -> Demand:
        """What makes work possible with a disability; a vacancy counts under each that it offers."""
        names = dict(zip(CONDITIONS, VACANCIES.labels(CONDITIONS), strict=True))
        lines = self._lines(
            lambda wish: [(names[code],) for code in wish.conditions],
            always=[(name,) for name in names.values()],
        )
        title = "Условия для работников с инвалидностью"
        return Demand("condition", title, ("Условие",), lines)

    def _lines(
        self, labels: Callable[[Wish], list[Labels]], always: Iterable[Labels] = ()
    ) -> list[Line]:
        """A line for each label that is asked for now or was before; the most wanted first."""
        now, before = (
            count_by((label, wish) for wish in asked.counted for label in labels(wish))
            for asked in (self.now, self.before)
        )
        lines = [
            Line(label, now.get(label, Count()), before.get(label, Count()).places)
            for label in {*now, *before, *always}
        ]
        return sorted(lines, key=lambda one: (-one.now.places, -one.now.vacancies, one.labels))

    def _other_wishes(self) -> Iterable[Wish]:
        every = (*self.now.counted, *self.before.counted)
        return (wish for wish in every if wish.profession not in self._professions)

    def _is_taught(self, wish: Wish) -> bool:
        profession = self._professions.get(wish.profession)
        return profession is not None and profession.is_taught

    def _name(self, wish: Wish) -> str:
        if profession := self._professions.get(wish.profession):
            return profession.name
        return self._others.get(wish.profession, NAMELESS)

    def _spellings_text(self) -> str:
        """«Сторож – также «сторожа»»: what was counted under another spelling."""
        spelt = {**self.before.spelt, **self.now.spelt}
        groups: dict[str, list[str]] = defaultdict(list)
        for key, name in sorted(self._others.items()):
            if spelt[key] != name:
                groups[name].append(f"«{spelt[key]}»")
        texts = [f"«{name}» – также {', '.join(others)}" for name, others in sorted(groups.items())]
        return f"Похожие названия сложены: {'; '.join(texts)}." if texts else ""


def file_rows(tables: Iterable[Demand]) -> Iterator[tuple[object, ...]]:
    """All tables under FILE_HEADER; a district of its own only where a line names two things."""
    for table in tables:
        for line in table.lines:
            label, district = (*line.labels, "")[:2]
            yield (table.title, label, district, *line.cells)


def _short(district: str) -> str:
    place = districts.BY_CODE.get(district)
    return place.name if place else district


_TABLES: dict[str, Callable[[Report], Demand]] = {
    "profession": Report.by_profession,
    "untaught": Report.untaught,
    "district": Report.by_district,
    "condition": Report.by_condition,
}
CODES = tuple(_TABLES)
