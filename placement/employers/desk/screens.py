"""The desk «Банк данных работодателей» (P-2.2a, P-5.3)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.back_office import DeskAdmin, ExportColumn
from core.clock import in_zone
from core.models import HistoryRecord
from core.templatetags.desk_tags import state_tag
from placement.employers.models import ContactRecord, Employer
from placement.employers.services.guards import IMPORT, WORK
from placement.employers.tables import EXPORTED, export_label, exported

from . import people, views
from .filters import AttentionFilter, DistrictFilter, EmployerSearch, KindFilter
from .merge import ApartView, MergeView, PairView
from .table_import import EmployersBlankView, EmployersImportView

_TAGS = {
    Employer.Kind.ACTUAL: "ok",
    Employer.Kind.POTENTIAL: "waiting",
}


def _column(name: str) -> ExportColumn:
    return ExportColumn(export_label(name), lambda row: exported(row, name))


class EmployerDesk(DeskAdmin):
    """Actual and potential employers and other partners; people stand only on the page of one."""

    model = Employer
    base_url_path = "placement/employers"
    menu_label = "Банк данных работодателей"
    menu_icon = "group"
    menu_order = 200
    rights = {"view": "placement.view_employer", "work": WORK, "import": IMPORT}
    inspect_view_enabled = True
    list_display = (
        "who",
        "what",
        "inn",
        "place",
        "reach",
        "last_contact",
        "vacancies",
    )
    ordering = ("sort_key",)
    search = EmployerSearch()
    search_hint = "Название, ИНН, ОГРН, телефон или вид деятельности"
    filters = (AttentionFilter, KindFilter, DistrictFilter)
    list_views = {
        "create": views.EmployerCreateView,
        "print": views.PrintView,
        "import": EmployersImportView,
        "blank": EmployersBlankView,
    }
    header_actions = (
        ("work", "create", "Добавить", "plus"),
        ("import", "import", "Внести из таблицы", "upload"),
    )
    object_views = {
        "inspect": views.EmployerView,
        "edit": views.EmployerEditView,
        "confirm": views.ConfirmView,
        "person": people.PersonCreateView,
        "record": people.RecordCreateView,
        "pair": PairView,
    }
    part_views = {
        "edit-person": people.PersonEditView,
        "remove-person": people.PersonRemoveView,
        "done": people.RecordDoneView,
        "merge": MergeView,
        "apart": ApartView,
    }
    action_labels = {
        "create": "Внесён",
        "import": "Внесён из таблицы",
        "edit": "Изменены сведения",
        "confirm": "Сведения подтверждены",
        "add-contact": "Добавлено контактное лицо",
        "edit-contact": "Изменено контактное лицо",
        "remove-contact": "Удалено контактное лицо",
        "add-record": "Записан контакт",
        "complete-record": "Обещанный контакт состоялся",
        "merge": "Присоединена другая карточка",
        "merged": "Карточка объединена с другой",
        "tell-apart": "Отмечено: это разные работодатели",
    }
    export_columns = (
        *(_column(name) for name in EXPORTED),
        ExportColumn("Последний контакт", lambda row: row.last_contact_at),
        ExportColumn("Открытых вакансий", lambda row: row.live_vacancies),
        ExportColumn("Сведения подтверждены", lambda row: row.confirmed_on),
        ExportColumn("Номер карточки", lambda row: row.pk),
    )

    def display_rows(self, rows: QuerySet) -> QuerySet:
        return super().display_rows(rows).with_activity()  # type: ignore[attr-defined]

    def prepare(self, rows: Any, request: HttpRequest) -> None:
        zone = self.zone(request)
        for row in rows:
            row.shown_in = zone

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        buttons = super().header_buttons(request)
        # The list as it is narrowed now.
        address = f"{self.url('print')}?{request.GET.urlencode()}"
        return [*buttons, {"url": address, "label": "Напечатать список", "icon": "doc-full"}]

    def history_details(self, record: HistoryRecord) -> list[str]:
        said = super().history_details(record)
        if form := record.details.get("form"):
            said.append(ContactRecord.Form(form).label)
        said += [
            f"карточка № {record.details[key]}"
            for key in ("merged", "kept", "other")
            if key in record.details
        ]
        return said

    @admin.display(description="работодатель", ordering="sort_key")
    def who(self, row: Employer) -> str:
        """The name."""
        return str(row)

    @admin.display(description="кто это", ordering="kind")
    def what(self, row: Employer) -> SafeString:
        """The kind as a tag; an invented one says so."""
        tag = state_tag(_TAGS.get(Employer.Kind(row.kind), "withdrawn"), row.get_kind_display())
        return format_html("{} {}", tag, state_tag("warning", "вымышл.")) if row.is_demo else tag

    @admin.display(description="район", ordering="district")
    def place(self, row: Employer) -> str:
        """The district with its region."""
        return row.get_district_display()

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
