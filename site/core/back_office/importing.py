"""Bringing a table into a register: upload, look at every row, enter the good ones (X-4)."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from core import imports
from core.back_office.form_views import DeskListFormView
from core.back_office.objects import DeskListView
from core.errors import Refused
from core.imports.payload import Payload, opened
from core.imports.services import ALL_OR_NOTHING, STALE
from core.models import ImportRun
from core.tables import Row, blank_response
from core.tables.files import place_of

PAGE = 50
_LONGEST_PAGE = 4


class UploadForm(forms.Form):
    """A file with a table."""

    file = forms.FileField(
        label="Файл с таблицей",
        error_messages={"required": "Выберите файл."},
        help_text="XLSX, ODS или CSV. Порядок столбцов не важен, лишние столбцы не мешают.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods,.csv"}),
    )


class ImportView(DeskListFormView):
    """Upload → every row as it was understood → enter the good ones.

    What was looked through is kept for a day, encrypted; the page names it by its key, and only
    whoever looked may enter it. A view of one object (``DeskObjectView``) imports into that object.
    """

    template_name = "core/back_office/import.html"
    form_class: type[Any] = UploadForm
    right = "import"
    submit_label = "Просмотреть"
    importing: imports.Importing
    # The list action that gives the blank.
    blank = "blank"

    def imported_into(self) -> Any:
        """The object that the table belongs to; None for a table of the register itself."""
        return self.object

    def row_url(self, key: int) -> str:
        """The page of the row of the register that a line is about."""
        return self.desk.url_helper.get_action_url("inspect", key)

    def blank_url(self) -> str:
        """Where the blank is."""
        return self.desk.url(self.blank)

    def get_form(self) -> UploadForm:
        """The form with the file that was uploaded."""
        if self.request.method == "POST" and "run" not in self.request.POST:
            return UploadForm(self.request.POST, self.request.FILES)
        return UploadForm()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form, or a page of the rows that were looked through."""
        if "run" not in request.GET:
            return self.show(self.get_form())
        run = self._run(request.GET["run"])
        return self.show(self.get_form()) if run is None else self._preview(run)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look through a file, or enter what was looked through."""
        if "run" in request.POST:
            return self._enter(request.POST["run"])
        form = self.get_form()
        if not form.is_valid():
            return self.show(form)
        file = form.cleaned_data["file"]
        try:
            run = imports.look_through(
                importing=self.importing,
                source=file,
                file_name=file.name,
                subject=self.imported_into(),
                actor=self.actor,
            )
        except Refused as refusal:
            form.add_error("file", refusal.message)
            return self.show(form)
        return self._preview(run)

    def _run(self, key: str) -> ImportRun | None:
        """What this person looked through for this register and object; else None, and a message."""
        try:
            run = ImportRun.objects.select_related("key").get(
                pk=uuid.UUID(key), actor=self.actor, code=self.importing.code
            )
        except (ValueError, ImportRun.DoesNotExist):
            run = None
        if run is None or run.subject != self.imported_into() or run.payload is None:
            messages.error(self.request, STALE)
            return None
        return run

    def _enter(self, key: str) -> HttpResponse:
        run = self._run(key)
        if run is None:
            return self.show(UploadForm())
        try:
            count = imports.enter(run=run, actor=self.actor)
        except Refused as refusal:
            messages.error(self.request, refusal.message)
            return self.show(UploadForm())
        messages.success(self.request, f"Внесено строк: {count}.")
        return redirect(run_url(run) if run.bad else self.get_success_url())

    def _preview(self, run: ImportRun) -> HttpResponse:
        payload = opened(run, self.importing.table)
        assert payload is not None
        is_open = run.state == ImportRun.State.LOOKED
        may_enter = is_open and run.good and not (self.importing.is_all_or_nothing and run.bad)
        return self.show(
            self.get_form(),
            run=run,
            notes=payload.notes,
            may_enter=may_enter,
            all_or_nothing=ALL_OR_NOTHING if self.importing.is_all_or_nothing and run.bad else "",
            bad_url=run_url(run, "bad") if run.bad else "",
            noted=sum(bool(row.notes) for row in payload.rows),
            **self._page(payload),
        )

    def _page(self, payload: Payload) -> dict[str, Any]:
        """One page of rows: first what is to be mended, then what is to be looked at, then the rest."""
        asked = self.request.GET.get("p", "1")
        number = int(asked) if asked.isdecimal() and len(asked) <= _LONGEST_PAGE else 1
        rows = sorted(payload.rows, key=_urgency)
        pages = max(1, -(-len(rows) // PAGE))
        number = min(max(number, 1), pages)
        shown = rows[(number - 1) * PAGE : number * PAGE]
        columns = [self.importing.table.by_code[code] for code in payload.columns]
        return {
            "lines": [self._line(row, columns) for row in shown],
            "total": len(rows),
            "page": number,
            "pages": pages,
        }

    def _line(self, row: Row, columns: Sequence[Any]) -> dict[str, Any]:
        """A row for the page: what was understood, what is wrong, what is to be said."""
        headings = {column.code: column.heading for column in self.importing.table.by_code.values()}
        values = [
            (column.heading, column.show(row.values.get(column.code)), column.code in row.errors)
            for column in columns
        ]
        return {
            "row": row,
            "place": place_of(row),
            "values": [(heading, text, wrong) for heading, text, wrong in values if text or wrong],
            "errors": _said(row.errors, headings),
            "notes": _said(row.notes, headings),
            "url": self.row_url(row.about) if row.about else "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = self.importing.table
        hints = [
            (c.heading, c.hint, c.required) for c in table.by_code.values() if c.hint or c.required
        ]
        return super().get_context_data(
            blank_url=self.blank_url(),
            runs_url=runs_url(self.importing),
            hints=hints,
            max_rows=table.max_rows,
            **kwargs,
        )


class ImportBlankView(DeskListView):
    """The blank of a table, with the rows that are to be completed, where there are some."""

    http_method_names = ["get"]
    right = "import"
    importing: imports.Importing
    name = "Бланк"

    def rows(self) -> Iterable[Sequence[Any]]:
        """Rows of the blank that are filled in already."""
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An XLSX table."""
        return blank_response(self.importing.table, name=self.name, rows=self.rows())


def run_url(run: ImportRun, action: str = "inspect") -> str:
    """A page of the desk of runs."""
    from core.back_office.screens.imports import ImportRunDesk

    return ImportRunDesk().url(action, run)


def runs_url(importing: imports.Importing) -> str:
    """The runs of one register."""
    from core.back_office.screens.imports import ImportRunDesk

    return f"{ImportRunDesk().url('index')}?code={importing.code}"


def _urgency(row: Row) -> int:
    if row.errors:
        return 0
    return 1 if row.notes or row.skip else 2


def _said(texts: dict[str, list[str]], headings: dict[str, str]) -> list[str]:
    """Each text after the heading of its column."""
    return [
        f"«{headings[code]}»: {text}" if code in headings else text
        for code, lines in texts.items()
        for text in lines
    ]
