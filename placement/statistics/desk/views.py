"""Views of the desk of employment figures: each calls one service (P-2.4d)."""

from typing import Any, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.admin import messages

from core import exports
from core.back_office import DeskFormView, DeskListFormView, DeskObjectView, DeskPartFormView
from core.errors import Refused
from core.templatetags.desk_tags import state_tag
from placement.programmes.models import Programme
from placement.statistics import services, tables
from placement.statistics.lifecycle import SnapshotState
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.rules import figures as rules
from placement.statistics.services.guards import missing

from .forms import CorrectionForm, EditForm, RowForm, StartForm, WhyForm

_TAGS = {
    SnapshotState.DRAFT: "waiting",
    SnapshotState.APPROVED: "warning",
    SnapshotState.PUBLISHED: "ok",
    SnapshotState.SUPERSEDED: "withdrawn",
}


def state_of(snapshot: Snapshot) -> SafeString:
    """The state as a tag."""
    return state_tag(_TAGS[SnapshotState(snapshot.state)], snapshot.get_state_display())


class SnapshotView(DeskObjectView):
    """One year's figures with what can be done to them now."""

    template_name = "placement/statistics/desk/snapshot.html"
    object: Snapshot

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        snapshot = self.object
        rows = list(snapshot.rows.select_related("entered_by"))
        may_enter = snapshot.is_draft and self.desk.may(self.request, "enter")
        lines = [
            {
                "row": row,
                "numbers": [row.graduates, row.t1, *row.counts.values()],
                "url": self.desk.url("row", snapshot, row.programme_id) if may_enter else "",
            }
            for row in rows
        ]
        sums = zip(*(cast(list[int], line["numbers"]) for line in lines), strict=True)
        return super().get_context_data(
            zone=self.desk.zone(self.request),
            lines=lines,
            columns=["Выпускников", "Трудоустроены", *(c.label for c in rules.CATEGORIES)],
            totals=[sum(column) for column in sums],
            missing=[
                (programme, self.desk.url("row", snapshot, programme.pk) if may_enter else "")
                for programme in missing(snapshot)
            ],
            buttons=self.desk.actions(self.request, snapshot),
            state=state_of(snapshot),
            **kwargs,
        )


class TableView(DeskObjectView):
    """The figures in the order of the federal form, or a blank with the programmes in it."""

    http_method_names = ["get"]
    object: Snapshot

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An XLSX table that can be filled in and taken back."""
        return exports.xlsx_response(
            name=f"Трудоустройство {self.object.year}",
            header=tables.FIGURES_HEADER,
            rows=tables.figures_of(self.object),
        )


class StartView(DeskListFormView):
    """Begin a new year."""

    right = "enter"
    title = "Новый год"
    form_class = StartForm
    submit_label = "Начать"

    def perform(self, form: StartForm) -> None:
        """Call the service and go on to the year."""
        self.object = services.start_snapshot(actor=self.actor, **form.cleaned_data)


class FrameView(DeskFormView):
    """Source, day and counting rule of a draft."""

    right = "enter"
    title = "Источник и правило подсчёта"
    form_class = EditForm
    submit_label = "Сохранить"
    service = staticmethod(services.edit_snapshot)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"snapshot": self.object}


class RowView(DeskPartFormView):
    """The numbers of one programme; sums are checked while typing and again on saving."""

    right = "enter"
    template_name = "placement/statistics/desk/row.html"
    submit_label = "Сохранить числа"
    success = "Числа сохранены."
    form_class = RowForm
    object: Snapshot
    part: Programme

    def parts(self) -> QuerySet:
        """The programmes that have or may have a row in this draft."""
        if not self.object.is_draft:
            return Programme.objects.none()
        taught = Programme.objects.taught_in(self.object.year)
        entered = self.object.rows.values("programme")
        return Programme.objects.filter(Q(pk__in=taught) | Q(pk__in=entered))

    @cached_property
    def row(self) -> SnapshotRow | None:
        """The row as it is stored."""
        return self.object.rows.filter(programme=self.part).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"row": self.row}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or take the programme out."""
        if "remove" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            services.remove_row(snapshot=self.object, programme=self.part, actor=self.actor)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect(self.get_success_url())

    def perform(self, form: RowForm) -> None:
        """Call the service."""
        services.enter_row(
            snapshot=self.object,
            programme=self.part,
            graduates=form.cleaned_data["graduates"],
            counts=form.counts(),
            actor=self.actor,
        )

    def get_title(self) -> str:
        return str(self.part)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, **kwargs)


class ApproveView(DeskFormView):
    """Approve what somebody else entered."""

    right = "approve"
    title = "Утвердить сведения"
    submit_label = "Утвердить"
    help = "После утверждения числа не меняются. Опубликовать их нужно за 10 рабочих дней."
    success = "Сведения утверждены."
    service = staticmethod(services.approve)


class PublishView(DeskFormView):
    """Put approved figures on the site."""

    right = "publish"
    title = "Опубликовать сведения"
    submit_label = "Опубликовать"
    help = "Сведения сразу появятся на сайте. Прежние сведения за этот год будут заменены."
    success = "Сведения опубликованы."
    service = staticmethod(services.publish)


class ReopenView(DeskFormView):
    """Give approved figures back."""

    right = "approve"
    title = "Вернуть на исправление"
    form_class = WhyForm
    submit_label = "Вернуть"
    help = "Сведения ещё не опубликованы: их исправят и утвердят заново."
    success = "Сведения возвращены."
    service = staticmethod(services.reopen)


class CorrectView(DeskFormView):
    """Begin a correction of published figures."""

    right = "enter"
    title = "Внести исправление"
    form_class = CorrectionForm
    submit_label = "Начать исправление"
    help = (
        "Опубликованные сведения остаются на сайте, пока исправление не утвердят и не опубликуют."
    )

    def perform(self, form: CorrectionForm) -> None:
        """Call the service and go on to the correction."""
        self.object = services.start_correction(
            snapshot=self.object, actor=self.actor, **form.cleaned_data
        )


class DiscardView(DeskFormView):
    """Drop a draft."""

    right = "enter"
    title = "Удалить черновик"
    form_class = WhyForm
    submit_label = "Удалить черновик"
    submit_class = "no"
    help = "Черновик и его числа будут удалены. В истории останется, кто и почему это сделал."
    success = "Черновик удалён."
    service = staticmethod(services.discard)

    def get_success_url(self) -> str:
        return self.desk.url("index")
