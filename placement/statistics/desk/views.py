"""Views of the desk of employment figures that need more than their act (P-2.4d)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from core.back_office import ActView, DeskObjectView, DeskPartFormView, EditRowView
from core.errors import Refused
from core.tables import blank_response
from placement.programmes.models import Programme
from placement.statistics import services, tables
from placement.statistics.models import Snapshot, SnapshotRow

from .forms import CorrectionForm, FrameForm, RowForm


class TableView(DeskObjectView):
    """The figures in the order of the federal form, or a blank with the programmes in it."""

    http_method_names = ["get"]
    object: Snapshot

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An XLSX table that can be filled in and taken back."""
        return blank_response(
            tables.TABLE,
            name=f"Трудоустройство {self.object.year}",
            rows=tables.figures_of(self.object),
        )


class FrameView(EditRowView):
    """Source, day and counting rule of a draft."""

    def perform(self, form: FrameForm) -> None:
        self.service(**self.subject(), actor=self.actor, **form.cleaned_data)


class CorrectView(ActView):
    """Begin a correction of published figures; the way leads to it."""

    def perform(self, form: CorrectionForm) -> None:
        self.object = self.service(**self.subject(), actor=self.actor, **form.cleaned_data)


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
