from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString

from core import imports
from core.back_office.admin import DeskAdmin
from core.back_office.filters import ChoiceFilter, StateFilter
from core.back_office.form_views import DeskFormView
from core.back_office.objects import DeskObjectView
from core.back_office.rights import DeskPermissionHelper
from core.clock import format_short
from core.models import ImportRun, User
from core.tables import bad_rows_response
from core.templatetags.desk_tags import state_tag

State = ImportRun.State
SHOWN_ROWS = 200
_TONES = {State.LOOKED: "waiting", State.ENTERED: "ok", State.UNDONE: "warning"}


def open_codes(user: User) -> list[str]:
    """The imports that this person may do, and so may look at and take back."""
    return [one.code for one in imports.all_importings() if user.has_perm(one.permission)]


def _runs_for(user: User) -> Q:
    """The runs of each of these imports, as far as the import shows them to this person."""
    of_none = Q(pk__in=[])
    return reduce(
        or_,
        (
            Q(code=one.code) & one.runs_for(user)
            for one in imports.all_importings()
            if user.has_perm(one.permission)
        ),
        of_none,
    )


class RunPermissionHelper(DeskPermissionHelper):
    """Open to whoever may bring in any table; each sees the runs of those tables."""

    def may(self, user: User, right: str) -> bool:
        return right in ("view", "undo") and user.is_active and bool(open_codes(user))


class RunView(DeskObjectView):
    """One run: what came of the file, row by row."""

    template_name = "core/back_office/import_run.html"
    object: ImportRun

    def get_title(self) -> str:
        return f"Загрузка таблицы «{self.object}»"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        imported = list(run.rows.select_related("content_type")[:SHOWN_ROWS])
        is_own = run.actor_id == self.actor.pk and run.payload is not None
        return super().get_context_data(
            title_of_import=imports.importing_of(run.code).title,
            rows=[
                (one.number, row)
                for one, row in zip(imported, imports.rows_of(imported), strict=True)
            ],
            total=run.rows.count(),
            shown=SHOWN_ROWS,
            bad_url=self.desk.url("bad", run) if run.bad and is_own else "",
            undo_url=self.desk.url("undo", run) if run.state == State.ENTERED else "",
            zone=self.desk.zone(self.request),
            **kwargs,
        )


class BadRowsView(DeskObjectView):
    """The rows that were not entered, for whoever brought the file."""

    http_method_names = ["get"]
    object: ImportRun

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An XLSX with the reason beside each row."""
        rows = imports.bad_rows(self.object) if self.object.actor_id == self.actor.pk else []
        if not rows:
            raise Http404
        table = imports.importing_of(self.object.code).table
        return bad_rows_response(table, rows, name=f"Исправить – {self.object.file_name}")


class UndoForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Почему загрузка отменяется",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему: это останется в истории."},
        help_text="Это увидят в истории.",
    )


class UndoView(DeskFormView):
    """Taking a run back: all of it, or none with the rows that are in the way."""

    template_name = "core/back_office/import_undo.html"
    form_class = UndoForm
    right = "undo"
    title = "Отменить загрузку"
    # Beside the link «Отмена», which only leaves the page.
    submit_label = "Убрать внесённое"
    submit_class = "serious"
    success = "Загрузка отменена."
    help = (
        "Строки, которые добавила эта загрузка, будут удалены, изменённые ею – станут прежними. "
        "Если хоть одну из них с тех пор изменили или на неё что-то ссылается, не изменится ничего, "
        "а вы увидите, какие это строки."
    )
    hindrances: list[tuple[int, str, str]] = []

    def perform(self, form: forms.Form) -> None:
        """Call the service; keep what is in the way for the page."""
        try:
            imports.undo(run=self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        except imports.HinderedUndo as hindered:
            self.hindrances = hindered.hindrances
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            hindrances=self.hindrances[:SHOWN_ROWS], total=len(self.hindrances), **kwargs
        )


class CodeFilter(ChoiceFilter):
    """By what is brought in."""

    name = "code"
    label = "Что вносилось"

    def choices(self) -> list[tuple[object, str]]:
        return [(one.code, one.title) for one in imports.all_importings()]


class ImportRunDesk(DeskAdmin):
    """Tables that were brought in, and how to take one back."""

    model = ImportRun
    base_url_path = "records/imports"
    menu_label = "Загрузки таблиц"
    menu_icon = "upload"
    permission_helper_class = RunPermissionHelper
    inspect_view_enabled = True
    list_display = ("file_name", "what", "status", "looked", "actor", "made")
    list_select_related = ("actor",)
    ordering = ("-looked_at",)
    filters = (CodeFilter, StateFilter)
    object_views = {"inspect": RunView, "bad": BadRowsView, "undo": UndoView}
    action_labels = {"enter": "Таблица внесена", "undo": "Загрузка отменена"}
    state_labels = dict(State.choices)
    header_actions = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        user = cast(User, request.user)
        runs = ImportRun.objects.filter(_runs_for(user))
        # What somebody only looks through is nobody else's business.
        return runs.filter(Q(actor=user) | ~Q(state=State.LOOKED))

    def display_rows(self, rows: QuerySet) -> QuerySet:
        return super().display_rows(rows).annotate(row_count=Count("rows"))

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        for row in rows:
            row.zone = self.zone(request)

    def object_label(self, row: Any) -> str:
        return f"Загрузка «{row}»"

    @admin.display(description="что вносилось", ordering="code")
    def what(self, row: Any) -> str:
        """The register."""
        return imports.importing_of(row.code).title

    @admin.display(description="состояние", ordering="state")
    def status(self, row: Any) -> SafeString:
        """What became of it."""
        return state_tag(_TONES[row.state], row.get_state_display())

    @admin.display(description="загружена", ordering="looked_at")
    def looked(self, row: Any) -> str:
        """When."""
        return format_short(row.looked_at, row.zone)

    @admin.display(description="внесено строк")
    def made(self, row: Any) -> int:
        """How many rows of the register came of it."""
        return row.row_count
