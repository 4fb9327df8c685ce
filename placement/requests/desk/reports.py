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
from core.models import User
from placement.common import pictures
from placement.common.charts import WIDTHS
from placement.professions.models import Profession
from placement.requests import report as requests_report
from placement.requests.papers import register as paper
from placement.requests.report import Demand
from placement.requests.rules import Period, academic_year_so_far

RIGHT = "placement.read_employer_reports"
# More rows than this are only in the table file.
ON_SCREEN = 300
ON_PAPER = 2000
_EARLIEST, _LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


class PeriodForm(forms.Form):
    """Days of a report; without any it is the running academic year."""

    since = forms.DateField(label="С", help_text="дд.мм.гггг")
    until = forms.DateField(label="По", help_text="дд.мм.гггг")

    def clean(self) -> dict[str, Any]:
        """Say beside the field what is wrong with a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("since", "until"):
            day = cleaned.get(name)
            if day and not _EARLIEST <= day <= _LATEST:
                self.add_error(name, "Укажите день между 2000 и 2100 годом.")
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
    """For who may read reports; to others the address is not there."""

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
        "page_title": paper.TITLE,
        "icon": "table",
        "form": form,
        "header": requests_report.HEADER,
    }
    if form.is_valid():
        found = requests_report.asked_for(_period(form), form.cleaned_data["profession"])
        kind = request.GET.get("format", "")
        if kind == "xlsx":
            rows = requests_report.register_rows(found)
            return exports.xlsx_response(name=paper.TITLE, header=requests_report.HEADER, rows=rows)
        count = found.count()
        if kind == "pdf" and count <= ON_PAPER:
            return _pdf(form, list(requests_report.register_rows(found)))
        context |= {
            "count": count,
            "rows": [_cells(row) for row in requests_report.register_rows(found, most=ON_SCREEN)],
            "limit": ON_SCREEN,
            "too_long": ON_PAPER if kind == "pdf" else 0,
            "xlsx_url": _address(form, format="xlsx"),
            "pdf_url": _address(form, format="pdf") if count <= ON_PAPER else "",
        }
    return TemplateResponse(request, "placement/requests/desk/report_register.html", context)


def _cells(row: Sequence[object]) -> SafeString:
    """A row of the table. A template's loop over some thousand cells takes longer than all the rest."""
    shown = (f"{cell:%d.%m.%Y}" if isinstance(cell, dt.date) else cell or "–" for cell in row)
    labelled = zip(requests_report.HEADER, shown, strict=True)
    return format_html_join("", '<td data-label="{}">{}</td>', labelled)


def _pdf(form: PeriodForm, rows: list[tuple[object, ...]]) -> HttpResponse:
    made = paper.render(rows, _period(form), form.cleaned_data["profession"], made_at=clock.now())
    return exports.pdf_response(name=paper.TITLE, pdf=made.pdf)


@_report
def demand(request: HttpRequest) -> HttpResponseBase:
    """What is asked for by profession, district and condition."""
    form = _typed(PeriodForm, request)
    context: dict[str, Any] = {
        "page_title": "Спрос на профессии",
        "icon": "table",
        "form": form,
        "header": requests_report.DEMAND_HEADER,
    }
    if form.is_valid():
        found = requests_report.asked_for(_period(form))
        tables = [requests_report.demand(code, found) for code in requests_report.CODES]
        if request.GET.get("format") == "xlsx":
            return exports.xlsx_response(
                name="Спрос на профессии",
                header=("Разрез", "Значение", *requests_report.DEMAND_HEADER),
                rows=((t.column, line.label, *line.cells) for t in tables for line in t.lines),
            )
        context |= {
            "tables": [_shown(table, form) for table in tables],
            "is_empty": not any(line.vacancies for line in tables[0].lines),
            "xlsx_url": _address(form, format="xlsx"),
        }
    return TemplateResponse(request, "placement/requests/desk/report_demand.html", context)


def _shown(table: Demand, form: PeriodForm) -> tuple[Demand, str, str, list[Any]]:
    """A table with the addresses of its wide and narrow chart, and its cells with headings."""
    chart = reverse("placement_demand_chart", args=[table.code])
    lines = [
        (line.label, list(zip(requests_report.DEMAND_HEADER, line.cells, strict=True)))
        for line in table.lines
    ]
    return table, chart + _address(form), chart + _address(form, width="narrow"), lines


@_report
def demand_chart(request: HttpRequest, kind: str) -> HttpResponseBase:
    """One of the charts as a picture."""
    form = _typed(PeriodForm, request)
    width = request.GET.get("width", "wide")
    if kind not in requests_report.CODES or width not in WIDTHS or not form.is_valid():
        raise Http404
    chart = requests_report.demand(kind, requests_report.asked_for(_period(form))).chart
    if not chart.bars:
        raise Http404
    response = pictures.answer(chart, scheme="auto", width=width)
    response["Cache-Control"] = "private, no-store"
    return response
