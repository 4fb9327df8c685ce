"""The desk «Банк данных работодателей» (P-2.2a, P-5.3)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.back_office import LETTER_ACTS, ExportColumn, Panel, RegisterDesk
from core.clock import in_zone
from core.models import HistoryRecord
from core.templatetags.desk_tags import state_tag
from placement.employers.acts import ACTS, EVENTS, LIST_ACTS
from placement.employers.models import ContactRecord, Employer
from placement.employers.record import EMPLOYERS
from placement.employers.services.guards import IMPORT, WORK

from .filters import AttentionFilter, EmployerSearch
from .panels import panels_of
from .views import EmployersBlankView, EmployersImportView, EmployersPrintView, SuggestView

_TAGS = {
    Employer.Kind.ACTUAL: "ok",
    Employer.Kind.POTENTIAL: "waiting",
}


class EmployerDesk(RegisterDesk):
    """Actual and potential employers and other partners; people stand only on the page of one."""

    record = EMPLOYERS
    base_url_path = "placement/employers"
    menu_label = "Банк данных работодателей"
    menu_icon = "group"
    menu_order = 200
    rights = {"view": "placement.view_employer", "work": WORK, "import": IMPORT}
    ordering = ("sort_key",)
    search = EmployerSearch()
    search_hint = (
        "Название, ИНН, ОГРН, вид деятельности, телефон или почта, в том числе контактного лица"
    )
    filters = (AttentionFilter,)
    list_views = {
        "suggest": SuggestView,
        "print": EmployersPrintView,
        "import": EmployersImportView,
        "blank": EmployersBlankView,
    }
    list_acts = LIST_ACTS
    acts = (*ACTS, *LETTER_ACTS)
    event_words = EVENTS
    more_export_columns = (
        ExportColumn("Последний контакт", lambda row: row.last_contact_at),
        ExportColumn("Открытых вакансий", lambda row: row.live_vacancies),
        ExportColumn("Сведения подтверждены", lambda row: row.confirmed_on),
        ExportColumn("Номер карточки", lambda row: row.pk),
    )

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        """A merged card only remains to be read."""
        is_merged = getattr(row, "merged_into_id", None) is not None
        return super().allows(request, right, row) and (right == "view" or not is_merged)

    def rows_unfiltered(self, request: HttpRequest) -> QuerySet:
        return super().rows_unfiltered(request).current()  # type: ignore[attr-defined]

    # --- the list ----------------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> Sequence[str]:
        declared = super().get_list_display(request)
        return ["who", *declared, "reach", "last_contact", "vacancies"]

    def display_rows(self, rows: QuerySet) -> QuerySet:
        return super().display_rows(rows).with_activity()  # type: ignore[attr-defined]

    def prepare(self, rows: Any, request: HttpRequest) -> None:
        zone = self.zone(request)
        for row in rows:
            row.shown_in = zone

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        buttons = super().header_buttons(request)
        if self.may(request, "import"):
            address = self.url("import")
            buttons.append({"url": address, "label": "Внести из таблицы", "icon": "upload"})
        # The list as it is narrowed now.
        address = f"{self.url('print')}?{request.GET.urlencode()}"
        return [*buttons, {"url": address, "label": "Напечатать список", "icon": "doc-full"}]

    @admin.display(description="работодатель", ordering="sort_key")
    def who(self, row: Employer) -> str:
        """The name."""
        return str(row)

    @admin.display(description="кто это", ordering="kind")
    def kind(self, row: Employer) -> SafeString:
        """The kind as a tag; an invented one says so."""
        tag = state_tag(_TAGS.get(Employer.Kind(row.kind), "withdrawn"), row.get_kind_display())
        return format_html("{} {}", tag, state_tag("warning", "вымышл.")) if row.is_demo else tag

    @admin.display(description="контакты")
    def reach(self, row: Employer) -> SafeString:
        """Phone and e-mail of the organisation."""
        return format_html_join(
            ", ", "{}", ((text,) for text in (row.phone_text, row.email) if text)
        )

    @admin.display(description="последний контакт")
    def last_contact(self, row: Any) -> str:
        """The day of the last contact."""
        at = row.last_contact_at
        return f"{in_zone(at, row.shown_in):%d.%m.%Y}" if at else ""

    @admin.display(description="открытых вакансий")
    def vacancies(self, row: Any) -> str:
        """New, published and paused ones."""
        return str(row.live_vacancies)

    # --- the card ----------------------------------------------------------------------------------

    def status_line(self, row: Employer, request: HttpRequest) -> Sequence[Any]:
        confirmed = f"подтверждены {row.confirmed_on:%d.%m.%Y}" if row.confirmed_on else ""
        return [
            self.kind(row),
            f"Карточка № {row.pk}.",
            f"Сведения {confirmed or 'ещё никем не подтверждены'}.",
            *self._merged_cards(row),
        ]

    def _merged_cards(self, row: Employer) -> Sequence[SafeString]:
        cards = [(self.url("inspect", card), card) for card in row.merged.all()]
        links = format_html_join(", ", '<a href="{}">{}</a>', cards)
        return [format_html("Присоединены: {}.", links)] if cards else []

    def notices(self, row: Employer, request: HttpRequest) -> list[str]:
        kept = row.merged_into
        if kept is None:
            return []
        return [
            format_html(
                'Эта карточка объединена с другой: <a href="{}">{}</a>. Контакты, заявки и вакансии'
                " теперь там, здесь осталось то, что было внесено.",
                self.url("inspect", kept),
                kept,
            )
        ]

    def panels(self, row: Employer, request: HttpRequest) -> Iterable[Panel]:
        return panels_of(row, request, self)

    def history_details(self, record: HistoryRecord) -> list[str]:
        details = super().history_details(record)
        if form := record.details.get("form"):
            details.append(ContactRecord.Form(form).label)
        details += [
            f"карточка № {record.details[key]}"
            for key in ("merged", "kept", "other")
            if key in record.details
        ]
        return details
