"""A member's own sheet without a line: as a table to fill in, or on paper (C-14)."""

from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from contest.applications.models import Entry
from contest.scoring.entries import criteria_of
from contest.scoring.paper.printed import blank_sheets
from contest.scoring.services import Filled, Given, take_rows
from contest.scoring.services.locking import refuse_outside_window
from contest.scoring.tables import Preview, look_through, rows_of, table_of
from contest.setup.models import Part
from core import clock, exports
from core.back_office import uncached
from core.back_office.importing import UploadForm
from core.errors import Refused
from core.tables import blank_response
from core.text import plural

from .part import OwnPartView
from .words import window_words

# What was looked through waits so long, in seconds, for being entered.
_WAITS = 24 * 60 * 60
STALE = "Просмотр таблицы устарел. Загрузите файл ещё раз."


@uncached
class OwnPaperView(OwnPartView):
    """The member's own sheets, blank, as PDF to fill in by hand."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        paper = blank_sheets(self.member, self.scored, at=clock.now())
        return exports.pdf_response(name=f"Оценочные листы – {self.member}", pdf=paper.pdf)


@uncached
class OwnTableView(OwnPartView):
    """The member's own sheet as XLSX, with what they have given so far."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the table."""
        table = table_of(criteria_of(self.object, self.scored))
        name = f"Мой оценочный лист ({Part(self.scored).label}) – {self.object}"
        return blank_response(table, name=name, rows=rows_of(self.member, self.scored))


@uncached
class OwnSheetView(OwnPartView):
    """Download → upload → every row as it was understood → take what is right.

    What was understood travels with the page, signed for this member and part; nothing is kept.
    """

    template_name = "contest/scoring/desk/own_sheet.html"

    def get_title(self) -> str:
        return f"Мой оценочный лист: {Part(self.scored).label}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form."""
        return self.show(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look through a file, or take what was looked through."""
        if "rows" in request.POST:
            return self._take(request.POST["rows"])
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            refuse_outside_window(self.object, self.scored)
            preview = look_through(self.member, self.scored, form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", refusal.message)
            return self.show(form)
        return self.show(UploadForm(), preview=preview)

    def show(self, form: forms.Form, preview: Preview | None = None) -> HttpResponse:
        """Render the page."""
        context: dict[str, Any] = {
            "form": form,
            "submit_label": "Просмотреть",
            "window": window_words(self.object, self.scored),
            "table_url": self.desk.url("own-table", self.object, self.scored),
            "paper_url": self.desk.url("own-paper", self.object, self.scored),
        }
        if preview is not None:
            new = [line for line in preview.lines if line.is_new]
            context |= {
                "lines": preview.lines,
                "notes": preview.notes,
                "new": len(new),
                "bad": sum(bool(line.errors) for line in preview.lines),
                "rows": self._sealed(preview) if new else "",
            }
        return self.render_to_response(self.get_context_data(**context))

    def _take(self, sealed: str) -> HttpResponse:
        try:
            rows = self._opened(sealed)
        except signing.BadSignature:
            messages.error(self.request, STALE)
            return redirect(self.request.path)
        refused = take_rows(member=self.member, part=self.scored, rows=rows, actor=self.actor)
        for entry, why in refused:
            messages.error(self.request, f"{entry.full_name}: {why}")
        if taken := len(rows) - len(refused):
            words = plural(taken, "заявка", "заявки", "заявок")
            messages.success(self.request, f"Сохранено из таблицы: {words}.")
        return redirect(self.desk.url("inspect", self.object))

    # --- what travels with the page --------------------------------------------------------------

    @property
    def _salt(self) -> str:
        return f"score-table|{self.member.pk}|{self.scored}"

    def _sealed(self, preview: Preview) -> str:
        rows = [
            [
                line.entry.pk,
                [[one.criterion.pk, one.after, one.before] for one in line.changes],
                line.comment,
                line.seen_comment,
            ]
            for line in preview.lines
            if line.is_new and line.entry is not None
        ]
        return signing.dumps(rows, salt=self._salt, compress=True)

    def _opened(self, sealed: str) -> list[Filled]:
        """The rows that the page held; destroyed entries are left out. Raises BadSignature."""
        rows = signing.loads(sealed, salt=self._salt, max_age=_WAITS)
        own = Entry.objects.filter(contest=self.object)
        entries = own.in_bulk([row[0] for row in rows])
        criteria = {one.pk: one for one in criteria_of(self.object, self.scored)}
        return [
            Filled(
                entries[key],
                {criteria[one]: Given(after, before) for one, after, before in changes},
                comment,
                seen,
            )
            for key, changes, comment, seen in rows
            if key in entries
        ]
