"""The charts of the published employment figures (P-2.4d)."""

from collections.abc import Sequence

from placement.common.charts import Bar, Chart
from placement.statistics.public.employment import Report, Year


def programmes(report: Report) -> Chart:
    """Employed share by programme, in the order of the table."""
    return Chart(
        f"Доля трудоустроенных по программам, выпуск {report.year} года",
        [Bar(line.title, line.share, line.share_text) for line in report.lines],
    )


def over_years(years: Sequence[Year]) -> Chart:
    """Employed share of all graduates, the oldest year first."""
    return Chart(
        "Доля трудоустроенных по годам",
        [Bar(y.academic_year, y.share, y.share_text) for y in reversed(years)],
    )


def others(report: Report) -> Chart:
    """What those who are not employed do; hidden numbers only together."""
    shown = [
        Bar(part.title, part.number, str(part.number))
        for part in report.others
        if part.number is not None
    ]
    hidden = [part.title for part in report.others if part.number is None]
    if hidden:
        together = report.others_together
        shown.append(Bar("Остальные группы вместе", together, str(together)))
    return Chart(f"Чем заняты остальные, выпуск {report.year} года", shown, is_percent=False)
