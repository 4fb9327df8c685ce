"""A list with telephones and addresses: asked for by a tick, and every person's look is logged (X-5)."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase

from core import phones
from core.back_office import DeskListFormView, ExportColumn, uncached
from core.back_office.exporting import ExportView
from core.history import log_reads
from forms_app import telling
from forms_app.lifecycle import State

from . import facts

WHAT = "телефон и почта в выгрузке списка"
# So many people's answers are decrypted at once.
BATCH = 200


class ExportForm(forms.Form):
    """What to put into the file."""

    contacts = forms.BooleanField(
        label="С телефоном и адресом электронной почты каждого человека",
        required=False,
        help_text="В журнале просмотров появится запись о каждом человеке из списка, без самих"
        " данных. Файл с контактами храните как сами ответы и удалите, когда он не нужен.",
    )
    kind = forms.ChoiceField(
        label="Вид файла",
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class ContactTable(ExportView):
    """The list with two more columns, filled only where this person may see the contacts."""

    def columns(self) -> Sequence[ExportColumn]:
        return [
            *super().columns(),
            ExportColumn("Телефон", lambda row: row.contact_phone),
            ExportColumn("Электронная почта", lambda row: row.contact_email),
        ]

    def prepare(self, rows: Sequence[Any]) -> None:
        """Read the contacts, and log the looks before anything is sent."""
        super().prepare(rows)
        for row in rows:
            row.contact_phone = row.contact_email = ""
        shown = list(self._open(rows))
        for first in range(0, len(shown), BATCH):
            part = shown[first : first + BATCH]
            numbers = telling.phones_of(part)
            for row in part:
                row.contact_phone = phones.phone_text(numbers.get(row.pk, ""))
                row.contact_email = row.email
            self._log(part)

    def _open(self, rows: Sequence[Any]) -> Iterator[Any]:
        for row in rows:
            if row.scope in self._scopes and row.state != State.DESTROYED:
                yield row

    def _log(self, rows: Sequence[Any]) -> None:
        for scope in dict.fromkeys(row.scope for row in rows):
            own = [row for row in rows if row.scope == scope]
            operator = facts.scope_of(own[0]).operator
            log_reads(own, actor=self.actor, what=WHAT, organisation=operator)

    @cached_property
    def _scopes(self) -> set[str]:
        return set(self.desk.scopes(self.request, "work"))  # type: ignore[attr-defined]


@uncached
class ContactExportView(DeskListFormView):
    """Asks what to put into the file; the address carries what the list is narrowed by."""

    title = "Выгрузить список"
    submit_label = "Выгрузить"
    help = "В файл войдут те же строки, что и в списке: отбор и поиск сохраняются."
    form_class = ExportForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the file."""
        form = self.get_form()
        if not form.is_valid():
            return self.show(form)
        table = ContactTable if form.cleaned_data["contacts"] else ExportView
        view = table(desk=self.desk)
        view.setup(request)
        return view.table(form.cleaned_data["kind"])
