from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from core import journals
from core.back_office.nouns import NounAdmin
from core.back_office.objects import DeskObjectView
from core.errors import Refused
from core.models import Journal, JournalEntry

SHOWN_ENTRIES = 200


class JournalForm(WagtailAdminModelForm):
    """A number that was given is never given again."""

    def clean_number_format(self) -> str:
        """Refuse a format that the number does not fit into."""
        text = self.cleaned_data["number_format"]
        try:
            journals.label(text, 1)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return text

    def clean_next_number(self) -> int:
        """Refuse a next number that is taken."""
        number = self.cleaned_data["next_number"]
        last = self.instance.entries.aggregate(last=Max("number"))["last"] or 0
        if number <= last:
            raise forms.ValidationError(f"Номер {last} уже выдан: следующий не меньше {last + 1}.")
        if last and number != last + 1:
            raise forms.ValidationError(f"Номера идут без пропусков: следующий – {last + 1}.")
        return number


class JournalView(DeskObjectView):
    """A journal with its latest numbers."""

    template_name = "core/back_office/journal.html"

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = JournalEntry.objects.filter(journal_id=self.object.pk)
        entries = entries.select_related("registered_by").order_by("-number")
        return super().get_context_data(
            entries=entries[:SHOWN_ENTRIES],
            shown=SHOWN_ENTRIES,
            zone=self.desk.zone(self.request),
            **kwargs,
        )


class JournalDesk(NounAdmin):
    """Journals of registration; entries are made by registering, never here."""

    model = Journal
    base_url_path = "records/journals"
    menu_label = "Журналы регистрации"
    menu_icon = "list-ol"
    rights = {"view": "core.view_journal", "change": "core.change_journal"}
    inspect_view_enabled = True
    object_views = {"inspect": JournalView}
    list_display = ("title", "number_format", "next_number", "given")
    ordering = ("title",)
    edit_handler = ObjectList(
        [FieldPanel("title"), FieldPanel("number_format"), FieldPanel("next_number")],
        base_form_class=JournalForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(given_numbers=Count("entries"))

    @admin.display(description="выдано номеров", ordering="given_numbers")
    def given(self, row: Any) -> int:
        """How many numbers were given."""
        return row.given_numbers
