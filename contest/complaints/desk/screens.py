"""The register of complaints: read and answered by the operator's staff."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from contest.applications.desk.scope import WORK, own_contests
from contest.complaints import services
from contest.complaints.lifecycle import COMPLAINT
from contest.complaints.models import Complaint
from contest.complaints.record import COMPLAINTS
from core import clock, files
from core.back_office import (
    Act,
    BoardLine,
    BoardPanel,
    DeskFilter,
    DeskObjectView,
    ExportColumn,
    KeySearch,
    Look,
    Panel,
    RegisterDesk,
    StateFilter,
    first_rows,
    uncached,
)
from core.fields import TextField
from core.forms import TidyForm
from forms_app import telling


class AnswerForm(TidyForm):
    """What is answered, and who has signed it."""

    answer = TextField(
        label="Ответ",
        max_length=services.LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Участник прочитает его по своей ссылке. Без фамилий членов комиссии и других"
        " участников.",
        error_messages={"required": "Напишите ответ."},
    )
    signed_by = forms.CharField(
        label="Кто подписал ответ",
        max_length=255,
        help_text="Должность, фамилия и инициалы. Если ответ дан по решению комиссии, назовите и его.",
        error_messages={"required": "Напишите, кто подписал ответ."},
    )


@uncached
class FileView(DeskObjectView):
    """The file that came with the complaint."""

    http_method_names = ["get"]
    object: Complaint

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve it."""
        if self.object.file is None:
            raise Http404
        return files.file_response(self.object.file, inline="download" not in request.GET)


ACTS = (
    Act(
        code="answer",
        button="Ответить",
        past="Дан ответ",
        service=services.answer,
        title="Ответ на жалобу",
        submit="Отправить ответ",
        help="Изменить ответ после отправки нельзя.",
        help_for=lambda row: telling.will_be_told(row.entry.submission),
        success="Ответ сохранён.",
        success_for=lambda row: telling.was_told(row.entry.submission),
        look=Look.MAIN,
        form=AnswerForm,
    ),
)


class ComplaintDesk(RegisterDesk):
    """Complaints of the contests of the person's own organisation."""

    record = COMPLAINTS
    lifecycle = COMPLAINT
    acts = ACTS
    base_url_path = "contest/complaints"
    menu_label = "Жалобы участников"
    menu_icon = "comment"
    menu_order = 290
    rights = {"view": WORK, "work": WORK}
    object_views = {"file": FileView}
    list_display = ("title", "participant", "received", "state")
    list_select_related = ("entry__contest", "entry__submission__key", "number", "file__key")
    ordering = ("-received_at", "-pk")
    search = KeySearch("entry__submission__search_key")
    search_hint = "Фамилия, центр или номер заявки"
    filters: Sequence[type[DeskFilter]] = (StateFilter,)
    event_words = {"receive": "Поступила"}
    more_export_columns = (
        ExportColumn("Номер", lambda row: row.number.label),
        ExportColumn("Поступила", lambda row: clock.format_short(row.received_at, row.tz)),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Complaint.objects.none()
        rows = Complaint.objects.filter(entry__contest__slug__in=list(own_contests(request)))
        return rows.order_by(*self.ordering)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, Complaint)
        return self.may(request, right) and row.entry.contest.slug in own_contests(request)

    def brief(self, row: Complaint, request: HttpRequest) -> Sequence[tuple[str, Any]]:
        facts = [
            ("Участник", _name(row)),
            ("Заявка", row.entry.submission.reference),
            ("Поступила", clock.format_instant(row.received_at, row.tz)),
        ]
        if row.answered_at and row.answered_by:
            when = clock.format_instant(row.answered_at, row.tz)
            facts.append(("Ответ внёс", f"{row.answered_by.full_name}, {when}"))
        return facts

    def panels(self, row: Complaint, request: HttpRequest) -> Iterable[Panel]:
        if row.file is None:
            return []
        links = [(row.file.name, self.url("file", row))]
        return [Panel(code="file", title="Приложенный файл", links=links)]

    @admin.display(description="номер", ordering="number__number")
    def title(self, row: Complaint) -> str:
        """Under which number it was received."""
        return row.number.label

    @admin.display(description="участник", ordering="entry__submission__sort_key")
    def participant(self, row: Complaint) -> str:
        """Whose it is."""
        return _name(row)

    @admin.display(description="поступила", ordering="received_at")
    def received(self, row: Complaint) -> str:
        """When, on the contest's clock."""
        return clock.format_short(row.received_at, row.tz)

    # --- the board -------------------------------------------------------------------------------

    def waiting(self, request: HttpRequest) -> BoardPanel | None:
        """Complaints that wait for an answer, the oldest first."""
        open_rows = self.rows_for(request, "work").filter(state="received")
        rows = self.display_rows(open_rows.order_by("received_at", "pk"))
        total, shown = first_rows(rows)
        if not total:
            return None
        return BoardPanel(
            code="complaints",
            title="Жалобы участников ждут ответа",
            headings=("Номер", "Участник", "Поступила"),
            lines=[
                BoardLine(
                    cells=(row.number.label, _name(row), self.received(row)),
                    url=self.url("inspect", row),
                )
                for row in shown
            ],
            total=total,
            url=self.url("index"),
        )


def _name(row: Complaint) -> str:
    return row.entry.full_name or "данные уничтожены"
