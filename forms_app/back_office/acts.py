"""Acts of destruction with the extract of the event log: the proof that is kept (FACTS: 152-ФЗ)."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from core import clock, exports, paper
from core.back_office import DeskAdmin, DeskObjectView, SmallTableSearch, uncached
from core.back_office.history import history_lines
from core.models import HistoryRecord, User
from forms_app.lifecycle import State
from forms_app.models import DestructionAct

from .submission_acts import HISTORY_WORDS

SEE_ALL = "core.change_organisation"


def extract(act: DestructionAct, desk: DeskAdmin) -> list[dict[str, Any]]:
    """The log of what happened to the data, oldest first; it holds none of them (invariant 10)."""
    about = HistoryRecord.objects.about(act)
    if act.submission is not None:
        about = about | HistoryRecord.objects.about(act.submission)
    return history_lines(about.select_related("actor").order_by("at", "pk"), desk)


@uncached
class ActView(DeskObjectView):
    """One act, which names the person, and its extract."""

    template_name = "forms_app/back_office/act.html"
    http_method_names = ["get"]
    object: DestructionAct

    def get_title(self) -> str:
        return str(self.object)

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
        document = paper.render(
            "forms_app/papers/act.html",
            {"act": act, "records": extract(act, self.desk), "zone": act.operator.tz},
            title=title,
            made_at=act.destroyed_at,
        )
        return exports.pdf_response(name=title, pdf=document.pdf)


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
    event_words = {**HISTORY_WORDS, "expired": "Истёк срок хранения"}
    state_labels = dict(State.choices)
    list_display: Sequence[str] = ("name", "subject", "reason", "when", "destroyed_by_label")
    list_select_related = ("operator", "submission")
    ordering = ("-number",)
    search = SmallTableSearch("subject")
    search_hint = "Субъект данных"

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
