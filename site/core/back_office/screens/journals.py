from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from core import clock, exports, journal_paper, journals
from core.back_office.form_views import DeskPartFormView
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
            journals.label(text, 1, clock.local_day(clock.now()).year)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return text

    def clean_next_number(self) -> int:
        """Refuse a next number that is taken."""
        number = self.cleaned_data["next_number"]
        given = self.instance.entries.filter(year=self.instance.year or 0)
        last = given.aggregate(last=Max("number"))["last"] or 0
        if number <= last:
            raise forms.ValidationError(f"Номер {last} уже выдан: следующий не меньше {last + 1}.")
        if last and number != last + 1:
            raise forms.ValidationError(f"Номера идут без пропусков: следующий – {last + 1}.")
        return number


class AnnulForm(forms.Form):
    """Why a number is struck out."""

    why = forms.CharField(
        label="Почему номер аннулирован",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Номер останется в журнале с этой пометкой и больше не будет выдан.",
    )


class AnnulView(DeskPartFormView):
    """Strike a number out."""

    right = "change"
    title = "Аннулировать номер"
    submit_label = "Аннулировать"
    submit_class = "no"
    success = "Номер аннулирован."
    form_class = AnnulForm
    service = staticmethod(journals.annul_number)
    part_name = "entry"
    object: Journal

    def parts(self) -> QuerySet:
        """The numbers of this journal that hold."""
        return self.object.entries.filter(annulled_at=None)


class JournalPrintView(DeskObjectView):
    """The journal on paper, of one year or whole."""

    http_method_names = ["get"]
    object: Journal

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else None
        own = self.actor.organisation
        organisation = journal_paper.organisation_of(self.object) or (own.full_name if own else "")
        printed = journal_paper.render(
            self.object,
            organisation=organisation,
            year=year,
            at=clock.now(),
            tz=self.desk.zone(request),
        )
        return exports.pdf_response(name=self.object.title, pdf=printed.pdf)


class JournalView(DeskObjectView):
    """A journal with its latest numbers."""

    template_name = "core/back_office/journal.html"

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = JournalEntry.objects.filter(journal_id=self.object.pk)
        entries = entries.select_related("registered_by").order_by("-year", "-number")
        may_annul = self.desk.may(self.request, "change")
        return super().get_context_data(
            entries=[
                (row, self._annul_url(row) if may_annul else "") for row in entries[:SHOWN_ENTRIES]
            ],
            print_url=self.desk.url("print", self.object),
            shown=SHOWN_ENTRIES,
            zone=self.desk.zone(self.request),
            **kwargs,
        )

    def _annul_url(self, row: JournalEntry) -> str:
        return "" if row.annulled_at else self.desk.url("annul", self.object, row.pk)


class JournalDesk(NounAdmin):
    """Journals of registration; entries are made by registering, never here."""

    model = Journal
    base_url_path = "records/journals"
    menu_label = "Журналы регистрации"
    menu_icon = "list-ol"
    rights = {"view": "core.view_journal", "change": "core.change_journal"}
    inspect_view_enabled = True
    object_views = {"inspect": JournalView, "print": JournalPrintView}
    part_views = {"annul": AnnulView}
    event_words = {"annul": "Номер аннулирован"}
    list_display = ("title", "number_format", "next_number", "given")
    ordering = ("title",)
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("number_format"),
            FieldPanel("next_number"),
            FieldPanel("restarts_yearly"),
        ],
        base_form_class=JournalForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(given_numbers=Count("entries"))

    @admin.display(description="выдано номеров", ordering="given_numbers")
    def given(self, row: Any) -> int:
        """How many numbers were given."""
        return row.given_numbers
