"""What the public is told of one year's graduates; nothing beyond it reaches a page or a file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Sum

from core.clock import local_day
from core.text import NBSP
from home import cache
from placement.programmes.models import Programme
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.rules import figures as rules
from placement.statistics.rules.suppression import Published, publish

# An empty value is shown and marked so (FACTS § 1: the checker takes no blanks).
ABSENT = "отсутствует"
HIDDEN = "не показано"


class _Employed:
    """The share of ``t1`` in ``v1``."""

    v1: int
    t1: int

    @property
    def share(self) -> int | None:
        """Employed of all, in whole per cent; None where there is nobody."""
        return rules.share(self.t1, self.v1)

    @property
    def share_text(self) -> str:
        """«60 % (6 из 10)»: a share never without its count."""
        if self.share is None:
            return "выпускников нет"
        return f"{self.share}{NBSP}% ({self.t1}{NBSP}из{NBSP}{self.v1})"


@dataclass(frozen=True)
class Line(_Employed):
    """One programme: what the rules for official sites ask for, and the share in whole per cent."""

    code: str
    name: str
    education_programme: str
    kind: str
    v1: int
    t1: int

    @property
    def marked(self) -> dict[str, str]:
        """Visible text by the name of its microdata."""
        return {
            "eduCode": self.code or ABSENT,
            "eduName": self.name or ABSENT,
            "eduProf": self.education_programme or ABSENT,
            "v1": str(self.v1),
            "t1": str(self.t1),
        }

    @property
    def title(self) -> str:
        """How lists and charts name the programme."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True)
class Year(_Employed):
    """One published year as a whole."""

    year: int
    v1: int
    t1: int
    counting_rule: tuple[str, ...]

    @property
    def academic_year(self) -> str:
        """«2024/25»."""
        return rules.academic_year(self.year)

    @property
    def title(self) -> str:
        """The heading in the words of the rules for official sites."""
        return heading(self.academic_year)

    @property
    def rule_in_words(self) -> str:
        """Who counted as employed that year."""
        return rules.rule_in_words(self.counting_rule)


@dataclass(frozen=True)
class Part:
    """What some of those who are not employed do; ``number`` None is hidden."""

    title: str
    number: int | None


@dataclass(frozen=True)
class Correction:
    """A published correction: its day and what it says."""

    day: dt.date
    text: str


@dataclass(frozen=True)
class Withdrawal:
    """Figures of a year that were taken off the site: the day, and why."""

    year: int
    day: dt.date
    reason: str

    @property
    def academic_year(self) -> str:
        """«2024/25»."""
        return rules.academic_year(self.year)


class Report:
    """One published snapshot as the public sees it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @property
    def year(self) -> int:
        """The calendar year of graduation."""
        return self.snapshot.year

    @property
    def title(self) -> str:
        """The heading in the words of the rules for official sites."""
        return heading(self.snapshot.academic_year)

    @property
    def rule_in_words(self) -> str:
        """Who counts as employed."""
        return self.snapshot.rule_in_words

    @property
    def updated_on(self) -> dt.date | None:
        """The day of publication; None for what is not published."""
        at = self.snapshot.published_at
        return local_day(at) if at else None

    @cached_property
    def _rows(self) -> list[SnapshotRow]:
        return list(self.snapshot.rows.all())

    @cached_property
    def lines(self) -> list[Line]:
        """All programmes in the order of the table."""
        return [
            Line(r.code, r.name, r.education_programme, r.kind, r.graduates, r.t1)
            for r in self._rows
        ]

    @cached_property
    def total(self) -> Year:
        """All programmes together."""
        return Year(
            self.year,
            sum(line.v1 for line in self.lines),
            sum(line.t1 for line in self.lines),
            tuple(self.snapshot.counting_rule),
        )

    @cached_property
    def others(self) -> list[Part]:
        """What those who do not count as employed do, of all programmes; small numbers hidden."""
        return [Part(fate.value, self._published.shown.get(fate)) for fate in self._fates]

    @property
    def others_together(self) -> int:
        """How many people the hidden numbers are together; 0 where none is hidden."""
        return self._published.together

    @cached_property
    def _fates(self) -> dict[rules.Fate, int]:
        return rules.fates((row.counts for row in self._rows), self.snapshot.counting_rule)

    @cached_property
    def _published(self) -> Published[rules.Fate]:
        return publish(self._fates)

    @cached_property
    def corrections(self) -> list[Correction]:
        """Corrections and withdrawals of this year's figures, the latest first."""
        if self.snapshot.version == 1:
            return []
        told = []
        for row in Snapshot.objects.once_published().filter(year=self.year).order_by("-version"):
            if row.withdrawn_at:
                text = f"Сведения были сняты с публикации: {row.withdrawal}"
                told.append(Correction(local_day(row.withdrawn_at), text))
            if row.version > 1 and row.published_at:
                told.append(Correction(local_day(row.published_at), row.correction))
        return told


def heading(academic_year: str) -> str:
    """The heading in the words of the rules for official sites; ``academic_year`` as «2024/25»."""
    return f"Информация о трудоустройстве выпускников за {academic_year} учебный год"


def published() -> list[Snapshot]:
    """The published snapshot of every year with its sums, the newest first; one query."""
    return list(
        Snapshot.objects.public().annotate(v1=Sum("rows__graduates"), all_t1=Sum("rows__t1"))
    )


@cache.per_version
def withdrawn() -> list[Withdrawal]:
    """The years whose figures were taken off the site and not published anew; one query."""
    newest: dict[int, Withdrawal] = {}
    for row in Snapshot.objects.withdrawn():
        if row.withdrawn_at:
            told = Withdrawal(row.year, local_day(row.withdrawn_at), row.withdrawal)
            newest.setdefault(row.year, told)
    return list(newest.values())


def years(snapshots: Iterable[Snapshot] | None = None) -> list[Year]:
    """All published years, the newest first; ``snapshots`` are those of `published`."""
    rows: Iterable[Any] = published() if snapshots is None else snapshots
    return [Year(s.year, s.v1 or 0, s.all_t1 or 0, tuple(s.counting_rule)) for s in rows]


@cache.per_version
def newest_year() -> Year | None:
    """The newest published year; None where nothing is published."""
    return next(iter(years()), None)


def kinds() -> dict[str, str]:
    """The words for the kinds of programmes."""
    return dict(Programme.Kind.choices)


def report_of(year: int | None) -> Report | None:
    """The published figures of ``year``, or of the newest one; None where there are none."""
    snapshots = Snapshot.objects.public()
    snapshot = (snapshots.filter(year=year) if year else snapshots).first()
    return Report(snapshot) if snapshot else None


# --- files: the same table -----------------------------------------------------------------------

HEADER = [
    "Код профессии, специальности",
    "Наименование профессии, специальности",
    "Образовательная программа",
    "Вид программы",
    "Количество выпускников, человек",
    "Трудоустроены, человек",
    "Трудоустроены, %",
]


def table(report: Report) -> Iterable[list[object]]:
    """Rows under HEADER, for XLSX and CSV, with the sum last."""
    words = kinds()
    for line in report.lines:
        texts = list(line.marked.values())[:3]
        yield [*texts, words[line.kind], line.v1, line.t1, _percent(line.share)]
    total = report.total
    yield ["", "Всего", "", "", total.v1, total.t1, _percent(total.share)]


def _percent(share: int | None) -> object:
    return ABSENT if share is None else share


def as_json(report: Report) -> dict[str, object]:
    """The same table and breakdown for machines; names as in the microdata."""
    snapshot, words = report.snapshot, kinds()
    return {
        "title": report.title,
        "academicYear": snapshot.academic_year,
        "asOf": snapshot.as_of.isoformat(),
        "updated": report.updated_on.isoformat() if report.updated_on else None,
        "source": snapshot.source,
        "countingRule": {"codes": snapshot.counting_rule, "text": report.rule_in_words},
        "isDemonstration": snapshot.is_demo,
        "graduateJob": [
            {
                "eduCode": line.code,
                "eduName": line.name,
                "eduProf": line.education_programme,
                "kind": words[line.kind],
                "v1": line.v1,
                "t1": line.t1,
                "percent": line.share,
            }
            for line in report.lines
        ],
        "total": {"v1": report.total.v1, "t1": report.total.t1, "percent": report.total.share},
        "others": [{"title": part.title, "number": part.number} for part in report.others],
        "othersHiddenTogether": report.others_together,
        "corrections": [{"date": c.day.isoformat(), "text": c.text} for c in report.corrections],
    }
