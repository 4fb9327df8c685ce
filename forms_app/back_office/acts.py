"""Acts of destruction with the extract of the event log: the proof that is kept (FACTS: 152-ФЗ)."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core import clock, paper
from core.back_office import DeskAdmin, DeskObjectView
from core.back_office.history import history_lines
from core.models import HistoryRecord, User
from core.text import search_key
from forms_app.lifecycle import State
from forms_app.models import DestructionAct

from .words import HISTORY_WORDS

SEE_ALL = "core.change_organisation"


def extract(act: DestructionAct, desk: DeskAdmin) -> list[dict[str, Any]]:
    """The log of what happened to the data, oldest first; it holds none of them (invariant 10)."""
    about = HistoryRecord.objects.about(act)
    if act.submission is not None:
        about = about | HistoryRecord.objects.about(act.submission)
    return history_lines(about.select_related("actor").order_by("at", "pk"), desk)


class ActView(DeskObjectView):
    """One act and its extract."""

    template_name = "forms_app/back_office/act.html"
    http_method_names = ["get"]
    object: DestructionAct

    def get_title(self) -> str:
        return str(self.object)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; the act names the person, so it stays out of every cache."""
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            records=extract(self.object, self.desk),
            zone=self.object.operator.tz,
            pdf_url=self.desk.url("pdf", self.object),
            **kwargs,
        )


class ActPdfView(DeskObjectView):
    """The act with its extract, to print and sign."""

    http_method_names = ["get"]
    object: DestructionAct

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Render the paper."""
        act = self.object
        title = f"{act} об уничтожении персональных данных"
        made = paper.render(
            "forms_app/papers/act.html",
            {"act": act, "records": extract(act, self.desk), "zone": act.operator.tz},
            title=title,
            made_at=act.destroyed_at,
        )
        response = HttpResponse(made.pdf, content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(True, f"{title}.pdf")
        response["Cache-Control"] = "private, no-store"
        return response


class ActDesk(DeskAdmin):
    """Acts are made by destroying, never here; each organisation reads its own."""

    model = DestructionAct
    base_url_path = "records/acts"
    menu_label = "Акты об уничтожении"
    menu_icon = "bin"
    menu_order = 810
    intro = "Чьи данные, когда, кем и почему уничтожены. Акты и выгрузки хранятся 3 года."
    rights = {"view": "forms_app.view_destructionact"}
    inspect_view_enabled = True
    object_views = {"inspect": ActView, "pdf": ActPdfView}
    action_labels = {**HISTORY_WORDS, "expired": "Истёк срок хранения"}
    state_labels = dict(State.choices)
    list_display: Sequence[str] = ("name", "subject", "reason", "when", "destroyed_by_label")
    list_select_related = ("operator", "submission")
    ordering = ("-number",)
    search_hint = "Субъект данных"

    def search(self, rows: QuerySet, query: str) -> QuerySet:
        """Acts are few: names are compared one by one, as the database cannot fold Cyrillic."""
        wanted = search_key(query)
        found = [pk for pk, who in rows.values_list("pk", "subject") if wanted in search_key(who)]
        return rows.filter(pk__in=found)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        user = cast(User, request.user)
        return rows if user.has_perm(SEE_ALL) else rows.filter(operator=user.organisation_id)

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        for row in rows:
            row.destroyed_local = clock.in_zone(row.destroyed_at, row.operator.tz)

    @admin.display(description="акт", ordering="number")
    def name(self, row: Any) -> str:
        """The act by its number."""
        return str(row)

    @admin.display(description="уничтожено", ordering="destroyed_at")
    def when(self, row: Any) -> str:
        """The instant on the operator's clock."""
        return f"{row.destroyed_local:%d.%m.%Y %H:%M}"
