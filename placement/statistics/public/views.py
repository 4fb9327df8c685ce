"""Files and pictures of the published employment figures; Wagtail's addresses take no dots."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core import exports
from core.file_names import download_name
from home import cache
from home.closed import section
from placement.common import pictures
from placement.common.charts import SCHEMES, WIDTHS
from placement.statistics import charts
from placement.statistics import papers as paper
from placement.statistics.pages import EducationPage
from placement.statistics.public import employment
from placement.statistics.public.employment import Report


@cache.public_view
@require_safe
def download(request: HttpRequest, year: int, kind: str) -> HttpResponseBase:
    """The table of a published year as json, xlsx, csv or pdf."""
    makers = {"json": _json, "xlsx": _xlsx, "csv": _csv, "pdf": _pdf}
    if kind not in makers:
        raise Http404
    return makers[kind](_published(year))


@cache.public_view
@require_safe
def chart(request: HttpRequest, year: int, name: str, scheme: str, width: str) -> HttpResponse:
    """A chart as a picture with a policy of its own."""
    makers = {
        "programmes": charts.programmes,
        "others": charts.others,
        "years": lambda _: charts.over_years(employment.years()),
    }
    if name not in makers or scheme not in SCHEMES or width not in WIDTHS:
        raise Http404
    return pictures.answer(makers[name](_published(year)), scheme=scheme, width=width)


def _published(year: int) -> Report:
    """The figures that the public page shows; Http404 where there are none."""
    report = employment.report_of(year)
    if report is None or section(EducationPage) is None:
        raise Http404
    return report


def _name(report: Report) -> str:
    return f"Трудоустройство выпускников {report.year}"


def _json(report: Report) -> HttpResponseBase:
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(employment.as_json(report), json_dumps_params=options)


def _xlsx(report: Report) -> HttpResponseBase:
    rows = employment.table(report)
    return exports.xlsx_response(name=_name(report), header=employment.HEADER, rows=rows)


def _csv(report: Report) -> HttpResponseBase:
    rows = employment.table(report)
    return exports.csv_response(name=_name(report), header=employment.HEADER, rows=rows)


def _pdf(report: Report) -> HttpResponseBase:
    response = HttpResponse(paper.render(report).pdf, content_type="application/pdf")
    disposition = content_disposition_header(False, download_name(_name(report), ".pdf"))
    assert disposition
    response["Content-Disposition"] = disposition
    return response
