"""The desk of videos: who has sent one, who has not, and the player (C-13, C-K6)."""

import zoneinfo
from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from contest.applications.desk.closed import ClosedRows
from contest.applications.desk.filters import ContestFilter
from contest.applications.desk.scope import SEE, WORK, own_contests, seen_contests
from contest.applications.models import Entry
from contest.setup.stage_two_history import ENTRY_WORDS
from contest.video import services
from contest.video.models import MissingVideo, Video, VideoCopy
from core import clock
from core.back_office import Act, ChoiceFilter, DeskAdmin, ExportColumn, KeySearch, Panel
from core.models import HistoryRecord
from core.templatetags.desk_tags import state_tag
from forms_app.lifecycle import State

from .forms import AttachForm, DescribeForm
from .panels import VideoPanel, facts
from .views import AttachView, DescribeView, PlayView, VideoPageView

WITH, WITHOUT, NO_COPY = "with", "without", "no-copy"


class SentFilter(ChoiceFilter):
    """By whether a video has come."""

    name = "video"
    label = "Видео"

    def choices(self) -> list[tuple[object, str]]:
        """With or without, or one that browsers do not show."""
        return [(WITH, "с видео"), (WITHOUT, "без видео"), (NO_COPY, "без копии для просмотра")]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one kind."""
        if value == NO_COPY:
            return rows.filter(lacks_copy=True)
        return rows.filter(has_video=value == WITH)


class OfContestFilter(ContestFilter):
    """By contest."""

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one contest."""
        return rows.filter(contest__slug=value)


ACTS = (
    Act(
        code="attach",
        button="Приложить поступившее иначе",
        past="Приложено видеообращение, поступившее иначе",
        service=services.attach,
        title="Приложить видео, поступившее по почте или на носителе",
        submit="Приложить",
        help="Проверки те же, что на сайте. Участнику уйдёт письмо о получении.",
        success="Видеообращение приложено.",
        form=AttachForm,
        offered=lambda entry: entry.submission.state == State.ACCEPTED,
        view=AttachView,
    ),
    Act(
        code="describe",
        button="Текстовое описание",
        past="Изменено текстовое описание",
        service=services.describe,
        title="Текстовое описание видео",
        submit="Сохранить",
        success="Описание сохранено.",
        form=DescribeForm,
        offered=lambda entry: entry.videos.kept().exists(),
        view=DescribeView,
    ),
    Act(
        code="retry-copy",
        button="Сделать копию для просмотра ещё раз",
        past="Копия видео для просмотра делается ещё раз",
        service=services.retry_copy,
        submit="Сделать",
        help="Копия в формате MP4 делается несколько минут. Оригинал не меняется.",
        success="Копия делается. Обновите страницу через несколько минут.",
        offered=lambda entry: entry.lacks_copy,
    ),
)


class VideoDesk(ClosedRows, DeskAdmin):
    """Admitted participants of the contests that this person may see, and their videos.

    Staff of the operator and the commission's members watch; staff attach what came otherwise.
    """

    model = Entry
    base_url_path = "contest/videos"
    menu_label = "Видеообращения"
    menu_icon = "media"
    menu_order = 210
    inspect_view_enabled = True
    rights = {"view": SEE, "work": WORK}
    list_display = ("who", "came", "received", "length", "role", "centre")
    list_select_related = ("submission", "contest", "role", "centre")
    ordering = ("submission__sort_key",)
    search = KeySearch("submission__search_key")
    search_hint = "Фамилия, центр или номер заявки"
    filters = (OfContestFilter, SentFilter)
    acts = ACTS
    event_words = {
        "video": "Прислано видеообращение",
        "video-refused": "Загруженный файл не принят",
        "video-description": "Изменено текстовое описание",
        "video-copy-failed": "Копия видео для просмотра не получилась",
        "video-missing": "Видеообращение не поступило до конца I этапа, участнику сообщено",
        **ENTRY_WORDS,
    }
    object_views = {"inspect": VideoPageView}
    part_views = {"play": PlayView}
    export_columns = (
        ExportColumn("Участник", lambda row: row.full_name),
        ExportColumn("Номер заявки", lambda row: row.submission.reference),
        ExportColumn("Роль", lambda row: row.role.title),
        ExportColumn("Центр занятости", lambda row: row.centre.name),
        ExportColumn("Видео", lambda row: "есть" if row.has_video else "нет"),
        ExportColumn("Поступило", lambda row: row.received_words),
    )

    # --- who sees what ---------------------------------------------------------------------------

    def entry_key(self, row: Any) -> int:
        return int(row.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Entry.objects.none()
        last = Video.objects.kept().filter(entry=OuterRef("pk")).order_by("-received_at", "-number")
        rows = Entry.objects.filter(contest__slug__in=self._slugs(request, right)).annotate(
            has_video=Exists(last),
            received_at=Subquery(last.values("received_at")[:1]),
            milliseconds=Subquery(last.values("milliseconds")[:1]),
            is_missing=Exists(MissingVideo.objects.filter(entry=OuterRef("pk"))),
            lacks_copy=Exists(
                VideoCopy.objects.filter(video__entry=OuterRef("pk"), state=VideoCopy.State.FAILED)
            ),
        )
        return rows.filter(Q(submission__state=State.ACCEPTED) | Q(has_video=True))

    def allows(self, request: HttpRequest, right: str, row: Any) -> bool:
        slugs = self._slugs(request, right)
        return self.may(request, right) and row.contest.slug in slugs

    def _slugs(self, request: HttpRequest, right: str) -> list[str]:
        contests = seen_contests(request) if right == "view" else own_contests(request)
        return list(contests)

    # --- what is shown ---------------------------------------------------------------------------

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        return row.contest.tz

    def notices(self, entry: Any) -> list[str]:
        """Why nothing is taken now; who has sent none by the end."""
        if entry.has_video:
            return []
        reason = services.closed_because(entry, clock.now())
        return [reason] if reason else ["Видео ещё не поступило."]

    def panels(self, entry: Entry, request: HttpRequest) -> list[Panel]:
        """The player, and what was replaced."""
        panel = VideoPanel(self)
        boxes = (panel(entry, request, self), facts(entry), panel.earlier(entry))
        return [box for box in boxes if box is not None]

    def history_details(self, record: HistoryRecord) -> list[str]:
        number = record.details.get("number")
        return [*super().history_details(record), *([f"№ {number}"] if number else [])]

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        for row in rows:
            at = row.received_at
            row.received_words = clock.format_short(at, row.contest.tz) if at else ""

    def object_label(self, row: Any) -> str:
        return row.full_name or row.submission.reference

    @admin.display(description="участник", ordering="submission__sort_key")
    def who(self, row: Any) -> str:
        """The participant."""
        return self.object_label(row)

    @admin.display(description="видео")
    def came(self, row: Any) -> str:
        """Whether it has come, as a tag."""
        if row.has_video:
            return state_tag("accepted", "поступило")
        return state_tag("rejected" if row.is_missing else "warning", "нет")

    @admin.display(description="когда", ordering="received_at")
    def received(self, row: Any) -> str:
        """The instant of arrival on the contest's clock."""
        return row.received_words

    @admin.display(description="длительность")
    def length(self, row: Any) -> str:
        """How long it lasts."""
        return Video(milliseconds=row.milliseconds).length_words if row.has_video else ""

    @admin.display(description="роль")
    def role(self, row: Any) -> str:
        """The role that the participant stands for."""
        return row.role.title

    @admin.display(description="центр")
    def centre(self, row: Any) -> str:
        """The employment centre."""
        return row.centre.name
