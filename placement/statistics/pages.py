"""/sveden/education/: graduate employment as the rules for official sites ask (P-2.4d)."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import BodyBlock
from home.frame import Frame
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.text import stream_text
from placement.common.charts import WIDTHS, height
from placement.statistics import charts
from placement.statistics.public import employment
from placement.statistics.public.employment import Report, Year
from placement.statistics.rules.suppression import SMALL

# The same table as a file.
KINDS = ("pdf", "xlsx", "csv", "json")
# At most this many links to further pages may be marked (FACTS § 1).
MARKED_LINKS = 10


class EducationPage(FixedAddress, Reviewed, Page):
    """The newest published figures; ``?year=`` shows an earlier year; editors write around them."""

    before = StreamField(BodyBlock(), verbose_name="текст перед сведениями", blank=True)
    after = StreamField(BodyBlock(), verbose_name="текст после сведений", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("before"),
        FieldPanel(
            "after",
            help_text="Таблицы о трудоустройстве стоят между двумя текстами. "
            "Их меняют только в разделе «Трудоустройство».",
        ),
    ]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.SvedenPage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "placement/statistics/page.html"

    class Meta:
        verbose_name = "образование и трудоустройство выпускников"
        verbose_name_plural = "образование и трудоустройство выпускников"

    # --- the page ----------------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The figures of the year asked for, else of the newest."""
        asked = request.GET.get("year", "")
        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.figures(request, asked)}

    def figures(self, request: HttpRequest, asked: str) -> dict[str, Any]:
        """The context of the tables; Http404 for a year that was never published."""
        if asked and not (asked.isdecimal() and len(asked) == 4):
            raise Http404
        snapshots = employment.published()
        withdrawn = employment.withdrawn()
        shown = snapshots
        if asked:
            shown = [s for s in snapshots if s.year == int(asked)]
            withdrawn = [one for one in withdrawn if one.year == int(asked)]
        if asked and not (shown or withdrawn):
            raise Http404
        report = Report(shown[0]) if shown else None
        years = employment.years(snapshots)
        return {
            "report": report,
            "withdrawn": withdrawn,
            "absent": employment.ABSENT,
            "hidden": employment.HIDDEN,
            "small": SMALL,
            "years": years,
            "is_archive": bool(report and years and report.year != years[0].year),
            "archive": self._archive(years, report),
            "files": self._files(report) if report else [],
            "figures": self._figures(request, report, years) if report else {},
            "rules_differ": len({year.counting_rule for year in years}) > 1,
        }

    def _archive(self, years: list[Year], shown: Report | None) -> list[dict[str, Any]]:
        """Links to the other years; the newest has the page's own address."""
        base = self.get_url()
        return [
            {
                "academic_year": year.academic_year,
                "url": base if not place else f"{base}?year={year.year}",
                "is_marked": place <= MARKED_LINKS,
            }
            for place, year in enumerate(years)
            if shown is None or year.year != shown.year
        ]

    def _files(self, report: Report) -> list[dict[str, str]]:
        return [
            {
                "url": reverse("employment_file", kwargs={"year": report.year, "kind": kind}),
                "kind": kind.upper(),
            }
            for kind in KINDS
        ]

    def _figures(
        self, request: HttpRequest, report: Report, years: list[Year]
    ) -> dict[str, dict[str, Any]]:
        """Addresses, sizes and descriptions of the charts in the reader's colours."""
        scheme = Frame(request).display.colours
        drawn = {
            "programmes": charts.programmes(report),
            "others": charts.others(report),
            "years": charts.over_years(years),
        }
        return {
            name: {
                "title": chart.title,
                "alt": chart.short_description,
                **{
                    width: reverse("employment_chart", args=[report.year, name, scheme, width])
                    for width in WIDTHS
                },
                **{f"{width}_size": (WIDTHS[width][0], height(chart, width)) for width in WIDTHS},
            }
            for name, chart in drawn.items()
            if chart.bars
        }

    # --- search and sitemap ----------------------------------------------------------------------------

    @property
    def default_description(self) -> str:
        """What the newest figures are of."""
        return year.title if (year := employment.newest_year()) else ""

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        report = employment.report_of(None)
        titles = [line.title for line in report.lines] if report else []
        heading = [report.title] if report else []
        texts = [stream_text(self.before), stream_text(self.after)]
        return " ".join([*heading, *titles, *texts])
