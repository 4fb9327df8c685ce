from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.http import HttpRequest

from core import access, clock, reviews
from core.back_office.act_views import ListActView
from core.back_office.acts import Act
from core.back_office.admin import DeskAdmin
from core.back_office.exporting import ExportColumn
from core.back_office.filters import ChoiceFilter, DateRangeFilter
from core.clock import in_zone
from core.models import Organisation, ReadRecord, ReadReview, User


def reviewed_by(request: HttpRequest) -> QuerySet:
    """The organisations whose log this person is named to review."""
    return Organisation.objects.filter(read_log_reviewer=cast(User, request.user))


class ActorFilter(ChoiceFilter):
    """By who looked."""

    name = "actor"
    label = "Кто смотрел"

    def choices(self) -> list[tuple[object, str]]:
        """Whoever looked at data of these organisations."""
        actors = self.desk.get_queryset(self.request).order_by().values("actor").distinct()
        return [(user.pk, user.full_name) for user in User.objects.filter(pk__in=actors)]


class AtFilter(DateRangeFilter):
    """By day of the look."""

    name = "at"
    label = "Просмотрено"
    field = "at"


class ReviewForm(forms.Form):
    """What the reviewer found."""

    organisation = forms.ModelChoiceField(label="Организация", queryset=Organisation.objects.none())
    up_to = forms.DateTimeField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label="Замечания",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Оставьте пустым, если замечаний нет.",
    )

    def __init__(self, *args: Any, organisations: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["organisation"]).queryset = organisations


class ReviewView(ListActView):
    """The named reviewer marks the log as gone through up to the instant of opening this page."""

    template_name = "core/back_office/review.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"organisations": reviewed_by(self.request), "initial": {"up_to": clock.now()}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what waits, and the earlier reviews."""
        mine = list(reviews.with_unreviewed(reviewed_by(self.request)))
        past = ReadReview.objects.filter(organisation__in=mine)
        granted = list(access.announced(reviews.with_reviewed_to(reviewed_by(self.request))))
        prefetch_related_objects(granted, "about")
        return super().get_context_data(
            granted=granted,
            waiting=[(one, one.unreviewed) for one in mine],
            past=past.select_related("organisation", "reviewer")[:50],
            zone=self.desk.zone(self.request),
            **kwargs,
        )


REVIEW = Act(
    code="review",
    button="Отметить проверку",
    past="Журнал проверен",
    service=reviews.review_reads,
    title="Проверка журнала просмотров",
    submit="Отметить проверенным",
    success="Проверка журнала записана.",
    right="view",
    icon="check",
    form=ReviewForm,
    view=ReviewView,
)


def subject_of(row: Any) -> str:
    """The record by its number: the reviewer has no need of the person's name."""
    noun = row.content_type.model_class()
    kind = str(noun._meta.verbose_name) if noun else row.content_type.model  # noqa: SLF001
    return f"{kind} {getattr(row.about, 'reference', row.object_id)}"


class ReadDesk(DeskAdmin):
    """Who looked at whose identity data; open to the reviewer whom the operator names (X-5)."""

    model = ReadRecord
    base_url_path = "records/reads"
    menu_label = "Журнал просмотров"
    menu_icon = "view"
    intro = "Кто и когда смотрел паспортные и другие защищаемые данные. Самих данных здесь нет."
    rights = {"view": "core.review_reads"}
    list_display = ("when", "actor_label", "what", "subject", "whose")
    list_select_related = ("organisation", "content_type")
    ordering = ("-at",)
    filters = (ActorFilter, AtFilter)
    list_acts = (REVIEW,)
    export_columns = (
        ExportColumn("Когда", lambda row: row.at_local.replace(tzinfo=None)),
        ExportColumn("Часовой пояс", lambda row: clock.format_zone(row.at, row.at_local.tzinfo)),
        ExportColumn("Кто", lambda row: row.actor_label),
        ExportColumn("Что просмотрено", lambda row: row.what),
        ExportColumn("Запись", subject_of),
        ExportColumn("Организация", lambda row: str(row.organisation)),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(organisation__in=reviewed_by(request))

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        prefetch_related_objects(rows, "about")
        zone = self.zone(request)
        for row in rows:
            row.at_local = in_zone(row.at, zone)

    def primary_url(self, request: HttpRequest, row: Model) -> str:
        return ""

    @admin.display(description="когда", ordering="at")
    def when(self, row: Any) -> str:
        """The instant in the reviewer's organisation's zone."""
        return clock.format_short(row.at, row.at_local.tzinfo)

    @admin.display(description="запись")
    def subject(self, row: Any) -> str:
        """Which record, without a name."""
        return subject_of(row)

    @admin.display(description="организация", ordering="organisation")
    def whose(self, row: Any) -> str:
        """Whose data were looked at."""
        return str(row.organisation or "")
