"""A table is looked through first and then taken as a whole; nothing is half imported (P-2.4d)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.back_office import DeskListFormView
from core.errors import Refused
from placement.common.sheets import Read

# How long what was looked through may wait for being taken, in seconds.
PREVIEW_LIFETIME = 4 * 60 * 60
# Characters of the lines in the page; what Django takes in one form is 2.5 MB.
MAX_SIGNED = 2_000_000
STALE = "Просмотр таблицы устарел. Загрузите файл ещё раз."


class UploadForm(forms.Form):
    """A table, or the lines of a table that was looked through."""

    file = forms.FileField(label="Таблица XLSX")


class TableImportView(DeskListFormView):
    """Upload → every row with its errors → take all of it.

    Between the two steps the lines travel signed in the page, so nothing is kept meanwhile.
    """

    template_name = "placement/common/import.html"
    form_class: type[Any] = UploadForm
    submit_label = "Просмотреть"
    salt = "placement.table-import"

    def read(self, file: Any) -> Sequence[Read]:
        """The rows of the file; may raise Refused."""
        raise NotImplementedError

    def take(self, lines: list[Any]) -> int:
        """Call the service; may raise Refused."""
        raise NotImplementedError

    def scope(self) -> list[Any]:
        """What the looked-through lines belong to: person and object."""
        return [self.actor.pk]

    def lines(self, rows: Sequence[Read]) -> list[Any]:
        """What `take` gets of the rows that were looked through."""
        return [row.values for row in rows]

    def get_form(self) -> UploadForm:
        """The form with the uploaded file."""
        if self.request.method == "POST" and "lines" not in self.request.POST:
            return UploadForm(self.request.POST, self.request.FILES)
        return UploadForm()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look through a file, or take the lines that were looked through."""
        if "lines" in request.POST:
            return self._take(request.POST["lines"])
        form = self.get_form()
        if not form.is_valid():
            return self.show(form)
        try:
            rows = self.read(form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", refusal.message)
            return self.show(form)
        return self._preview(form, rows)

    def _preview(self, form: UploadForm, rows: Sequence[Read]) -> HttpResponse:
        wrong = sum(bool(row.errors) for row in rows)
        lines = ""
        if not wrong:
            payload = {"scope": self.scope(), "lines": self.lines(rows)}
            lines = signing.dumps(payload, salt=self.salt, compress=True)
        if len(lines) > MAX_SIGNED:
            form.add_error("file", "В таблице слишком много текста. Разделите её на две.")
            return self.show(form)
        new = sum(row.is_new for row in rows)
        return self.show(form, rows=rows, wrong=wrong, new=new, lines=lines)

    def _take(self, signed: str) -> HttpResponse:
        form = UploadForm()
        try:
            payload = signing.loads(signed, salt=self.salt, max_age=PREVIEW_LIFETIME)
            if payload["scope"] != self.scope():
                raise Refused(STALE)
            count = self.take(payload["lines"])
        except signing.BadSignature:
            messages.error(self.request, STALE)
            return self.show(form)
        except Refused as refusal:
            messages.error(self.request, refusal.message)
            return self.show(form)
        messages.success(self.request, f"Внесено строк: {count}.")
        return redirect(self.get_success_url())
