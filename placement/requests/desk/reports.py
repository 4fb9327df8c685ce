"""Reports about what employers ask for: on screen, XLSX, PDF and charts (P-3.3, P-2.2d)."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core import clock, exports
from core.back_office import guarded
from core.fields import DateField
from core.models import User
from placement.common import pictures
from placement.common.charts import WIDTHS
from placement.professions.models import Profession
from placement.requests.papers import demand as demand_paper
from placement.requests.papers import register as register_paper
from placement.requests.reports import demand as demand_report
from placement.requests.reports import register as register_report
from placement.requests.reports.asked import Asked
from placement.requests.reports.demand import Demand
from placement.requests.rules.periods import Period, academic_year_so_far

RIGHT = "placement.read_employer_reports"
# More rows than this are only in the table file.
ON_SCREEN = 300
ON_PAPER = 2000
_EARLIEST = dt.date(2000, 1, 1)


class PeriodForm(forms.Form):
    """Days of a report; without any it is the running academic year."""

    since = DateField(label="С", help_text="дд.мм.гггг")
    until = DateField(label="По", help_text="дд.мм.гггг")

    def clean(self) -> dict[str, Any]:
        """Say beside the field what is wrong with a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("since", "until"):
            day = cleaned.get(name)
            if day and day < _EARLIEST:
                self.add_error(name, "Укажите день не раньше 2000 года.")
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "Этот день раньше первого.")
        return cleaned


class RegisterForm(PeriodForm):
    """The same with a profession."""

    profession = forms.ModelChoiceField(
        Profession.objects.all(),
        label="Профессия",
        required=False,
        empty_label="все",
        error_messages={"invalid_choice": "Такой профессии в перечне нет."},
    )


def _typed(form_class: type[PeriodForm], request: HttpRequest) -> PeriodForm:
    """The form as the address has it; what is not there is taken by default."""
    usual = academic_year_so_far(clock.local_day(clock.now()))
    data = {
        "since": f"{usual.since:%d.%m.%Y}",
        "until": f"{usual.until:%d.%m.%Y}",
        **request.GET.dict(),
    }
    return form_class(data)


def _period(form: PeriodForm) -> Period:
    return Period(form.cleaned_data["since"], form.cleaned_data["until"])


def _address(form: PeriodForm, **more: str) -> str:
    """The query string of the report that is shown, with ``more``."""
    values = {name: str(form.data.get(name, "")) for name in form.fields}
    return "?" + urlencode({k: v for k, v in {**values, **more}.items() if v})


def _report(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For whoever may read reports; to others the address is not there."""

    @guarded
    @require_safe
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not cast(User, request.user).has_perm(RIGHT):
            raise PermissionDenied
        return view(request, **kwargs)

    return inner


@_report
def register(request: HttpRequest) -> HttpResponseBase:
    """The register of employers' requests for the admissions commission."""
    form = _typed(RegisterForm, request)
    context: dict[str, Any] = {
        "page_title": register_paper.TITLE,
        "icon": "table",
        "form": form,
        "header": register_report.HEADER,
        "not_counted": register_report.NOT_COUNTED,
    }
    if form.is_valid():
        asked = Asked(_period(form), form.cleaned_data["profession"])
        total = register_report.total(asked)
        kind = request.GET.get("format", "")
        if kind == "xlsx":
            return exports.xlsx_response(
                name=register_paper.TITLE,
                header=register_report.HEADER,
                rows=register_report.rows(asked),
            )
        if kind == "pdf" and total.rows <= ON_PAPER:
            return _register_pdf(form, asked)
        context |= {
            "total": total,
            "rows": [_cells(row) for row in register_report.rows(asked, most=ON_SCREEN)],
            "limit": ON_SCREEN,
            "too_long": ON_PAPER if kind == "pdf" else 0,
            "xlsx_url": _address(form, format="xlsx"),
            "pdf_url": _address(form, format="pdf") if total.rows <= ON_PAPER else "",
        }
    return TemplateResponse(request, "placement/requests/desk/report_register.html", context)


def _cells(row: Sequence[object]) -> SafeString:
    """A row of the table. A template's loop over some thousand cells takes longer than all the rest."""
    shown = (f"{cell:%d.%m.%Y}" if isinstance(cell, dt.date) else cell or "–" for cell in row)
    labelled = zip(register_report.HEADER, shown, strict=True)
    return format_html_join("", '<td data-label="{}">{}</td>', labelled)


def _register_pdf(form: PeriodForm, asked: Asked) -> HttpResponse:
    printed = register_paper.render(
        list(register_report.rows(asked)),
        asked.period,
        form.cleaned_data["profession"],
        total=register_report.total(asked),
        made_at=clock.now(),
    )
    return exports.pdf_response(name=register_paper.TITLE, pdf=printed.pdf)


@_report
def demand(request: HttpRequest) -> HttpResponseBase:
    """What is asked for by profession, district and condition."""
    form = _typed(PeriodForm, request)
    context: dict[str, Any] = {
        "page_title": demand_paper.TITLE,
        "icon": "table",
        "form": form,
        "header": demand_report.HEADER,
    }
    if form.is_valid():
        report = demand_report.Report(Asked(_period(form)))
        tables = report.tables()
        kind = request.GET.get("format", "")
        if kind == "xlsx":
            return exports.xlsx_response(
                name=demand_paper.TITLE,
                header=demand_report.FILE_HEADER,
                rows=demand_report.file_rows(tables),
            )
        if kind == "pdf":
            printed = demand_paper.render(report, tables, made_at=clock.now())
            return exports.pdf_response(name=demand_paper.TITLE, pdf=printed.pdf)
        context |= {
            "tables": [_shown(table, form) for table in tables if table.lines],
            "is_empty": not report.now.counted,
            "before": report.before.period,
            "xlsx_url": _address(form, format="xlsx"),
            "pdf_url": _address(form, format="pdf"),
        }
    return TemplateResponse(request, "placement/requests/desk/report_demand.html", context)


def _shown(table: Demand, form: PeriodForm) -> tuple[Demand, str, str, list[Any]]:
    """A table with the addresses of its wide and narrow chart, and its cells with headings."""
    chart = reverse("placement_demand_chart", args=[table.code]) if table.chart.bars else ""
    lines = [
        (line.labels, list(zip(demand_report.HEADER, line.cells, strict=True)))
        for line in table.lines
    ]
    return table, chart + _address(form), chart + _address(form, width="narrow"), lines


@_report
def demand_chart(request: HttpRequest, kind: str) -> HttpResponseBase:
    """One of the charts as a picture."""
    form = _typed(PeriodForm, request)
    width = request.GET.get("width", "wide")
    if kind not in demand_report.CODES or width not in WIDTHS or not form.is_valid():
        raise Http404
    chart = demand_report.Report(Asked(_period(form))).table(kind).chart
    if not chart.bars:
        raise Http404
    response = pictures.answer(chart, scheme="auto", width=width)
    response["Cache-Control"] = "private, no-store"
    return response
