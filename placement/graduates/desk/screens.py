"""The desk «Выпускники» (P-2.1, P-2.2b)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from core import clock
from core.back_office import (
    ChoiceFilter,
    DeskFilter,
    ExportColumn,
    Line,
    Panel,
    RegisterDesk,
    StateFilter,
    in_list,
)
from core.models import HistoryRecord
from forms_app.back_office.desk import CONTACTS_HINT
from placement.consents import HEALTH as HEALTH_DATA
from placement.graduates import services
from placement.graduates.acts import ACTS, EVENTS, LIST_ACTS
from placement.graduates.lifecycle import GRADUATE
from placement.graduates.likeness import cached_doubles
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.graduates.rights import APPROVE, HEALTH, IDENTITY, VIEW, WORK

from . import views
from .forms import card_words, specialists
from .searching import CardSearch, meant_rows

# Of those who are listed by the year of leaving.
_EARLIEST, _YEARS_AHEAD = 2000, 5
_UNVERIFIED = (
    "Адрес почты изменили, и его ещё никто не проверил: ссылка на личную страницу, просьбы подписать"
    " и коды на него не уходят."
)


class CardStateFilter(StateFilter):
    """By state; without a choice a person is listed once, without the cards that are linked."""

    def apply(self, rows: QuerySet) -> QuerySet:
        return super().apply(rows) if self.value else rows.filter(merged_into=None)


class ResponsibleFilter(ChoiceFilter):
    """By who leads the person."""

    name = "responsible"
    label = "Специалист"

    def choices(self) -> list[tuple[object, str]]:
        """Whoever leads graduates."""
        return [(user.pk, user.full_name) for user in specialists()]


class LeftYearFilter(ChoiceFilter):
    """By the year of leaving: that of those who study now, or an earlier one."""

    name = "left_year"
    label = "Год выпуска"

    def choices(self) -> list[tuple[object, str]]:
        """The years, the latest first; nothing is asked of the register for it."""
        latest = clock.local_day(clock.now()).year + _YEARS_AHEAD
        return [(year, str(year)) for year in range(latest, _EARLIEST - 1, -1)]


class AlikeFilter(ChoiceFilter):
    """Cards that may be of one person."""

    name = "alike"
    label = "Требует внимания"

    def choices(self) -> list[tuple[object, str]]:
        """The one question."""
        return [("yes", "Похожие карточки выпускников")]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(pk__in=cached_doubles())


class GraduateDesk(RegisterDesk):
    """Students and graduates; identity data stand on a page of their own, health data elsewhere."""

    record = GRADUATES
    lifecycle = GRADUATE
    acts = ACTS
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/graduates"
    menu_label = "Выпускники"
    reasons_right = "work"
    menu_icon = "user"
    menu_order = 110
    rights = {
        "view": VIEW,
        "work": WORK,
        "approve": APPROVE,
        "identity": IDENTITY,
        "health": HEALTH,
    }
    list_views = {"import": views.GraduatesImportView, "blank": views.GraduatesBlankView}
    list_display = ("who", "group", "taught", "left_year", "state", "specialist")
    list_select_related = ("programme", "profession", "responsible", "key", "merged_into")
    ordering = ("sort_key", "pk")
    search: CardSearch = CardSearch()
    search_hint = "Фамилия (прежняя тоже, можно с опечаткой), группа, номер свидетельства, карточки («№ 5») или заявления"
    filters: Sequence[type[DeskFilter]] = (
        LeftYearFilter,
        CardStateFilter,
        ResponsibleFilter,
        AlikeFilter,
    )
    more_export_columns = (
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Номер карточки", lambda row: row.pk),
    )

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        """A card that is linked to another or destroyed only remains to be read, or parted."""
        assert isinstance(row, Graduate)
        is_open = row.is_current or (right == "work" and row.merged_into_id is not None)
        return super().allows(request, right, row) and (right == "view" or is_open)

    def rows_unfiltered(self, request: HttpRequest) -> QuerySet:
        return super().rows_unfiltered(request).current()  # type: ignore[attr-defined]

    def search_rows(self, rows: QuerySet, query: str, request: HttpRequest) -> QuerySet:
        """Where nobody is found as it is typed, those whose names may have been meant."""
        exact = self.find_rows(rows, query, request)
        return exact if not query or exact.exists() else meant_rows(rows, query)

    def find_rows(self, rows: QuerySet, query: str, request: HttpRequest) -> QuerySet:
        """As it is typed; telephones and addresses lead to the cards of whoever may see them there.

        In the common search what names no graduate is mostly meant for another desk.
        """
        return self.search(rows, query, with_contacts=self.may(request, "identity"))

    def search_words(self, request: HttpRequest) -> str:
        if not self.may(request, "identity"):
            return self.search_hint
        return f"{self.search_hint}, {CONTACTS_HINT}"

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        buttons = super().header_buttons(request)
        if self.may(request, "work"):
            table = {"url": self.url("import"), "label": "Внести из списка", "icon": "upload"}
            buttons.append(table)
        return buttons

    def status_line(self, row: Graduate, request: HttpRequest) -> Sequence[Any]:
        return [*super().status_line(row, request), f"Карточка № {row.pk}."]

    def notices(self, row: Graduate, request: HttpRequest) -> list[str]:
        if row.merged_into is None:
            return [_UNVERIFIED] if row.is_current and row.email_unverified else []
        return [
            format_html(
                'Это карточка того же человека, что и <a href="{}">{}</a>: работайте с той.',
                self.url("inspect", row.merged_into),
                card_words(row.merged_into),
            )
        ]

    def panels(self, row: Graduate, request: HttpRequest) -> Iterable[Panel]:
        own = (self._alike(row, request), self._linked(row), self._names(row))
        return [panel for panel in own if panel is not None]

    def _alike(self, row: Graduate, request: HttpRequest) -> Panel | None:
        """What may be the same person."""
        cards = services.likely_same(row) if row.is_current and self.may(request, "work") else []
        lines = [Line(text=card_words(one), url=self.url("inspect", one)) for one in cards]
        if not lines:
            return None
        note = (
            "Посмотрите, один ли это человек, и нажмите «Это один человек» или «Это разные люди»."
        )
        return Panel(code="alike", title="Похожие карточки", note=note, lines=lines, is_first=True)

    def _linked(self, row: Graduate) -> Panel | None:
        cards = list(row.merged.all())
        lines = [Line(text=card_words(one), url=self.url("inspect", one)) for one in cards]
        return (
            Panel(code="linked", title="Другие карточки этого человека", lines=lines)
            if lines
            else None
        )

    def _names(self, row: Graduate) -> Panel | None:
        lines = [
            Line(text=one.full_name, note=f"до {one.until:%d.%m.%Y}" if one.until else "")
            for one in row.names.all()
        ]
        return Panel(code="names", title="Прежние имена", lines=lines) if lines else None

    def may_know(self, record: HistoryRecord, request: HttpRequest) -> bool:
        """That there are health data, or a consent to them, is itself for whoever may see those.

        Of a consent whose purpose an old line does not tell, it is taken to be this one.
        """
        purpose = record.details.get("purpose", HEALTH_DATA if "grant" in record.details else "")
        is_health = record.action == "needs" or purpose == HEALTH_DATA
        return not is_health or self.may(request, "health")

    def history_details(self, record: HistoryRecord) -> list[str]:
        words, details = super().history_details(record), record.details
        if other := details.get("other"):
            words.append(f"карточка № {other}")
        if grant := details.get("grant"):
            words.append(str(grant))
        words += details.get("destroyed", [])
        return words

    @admin.display(description="фамилия, имя, отчество", ordering="sort_key")
    def who(self, row: Graduate) -> str:
        """The present name; an invented one says so."""
        return in_list(row)

    @admin.display(description="чему учился", ordering="programme__name")
    def taught(self, row: Graduate) -> str:
        """The profession, else the programme."""
        return str(row.profession or row.programme or "")

    @admin.display(description="специалист", ordering="responsible__last_name")
    def specialist(self, row: Graduate) -> str:
        """Who leads the person."""
        return row.responsible.short_name if row.responsible else ""
