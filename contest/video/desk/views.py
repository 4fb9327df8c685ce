"""Views of the desk of videos."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from contest.applications.desk.closed import SaysWhy
from contest.applications.models import Entry
from contest.video import looks, services
from contest.video.models import Video
from contest.video.serving import video_response
from core.back_office import ActView, DeskObjectView, DeskPartView, uncached
from core.back_office.history import history_of
from core.errors import Refused

from .forms import AttachForm, DescribeForm


@uncached
class VideoPageView(SaysWhy, DeskObjectView):
    """The page of one participant's video: player, description, earlier files, history."""

    template_name = "core/back_office/object.html"
    http_method_names = ["get"]
    object: Entry

    def get_title(self) -> str:
        return self.desk.object_label(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk, request = cast(Any, self.desk), self.request
        panels = desk.panels(self.object, request)
        return super().get_context_data(
            zone=desk.zone_of(self.object, request),
            acts=desk.open_acts(request, self.object),
            notices=desk.notices(self.object),
            panels=[panel for panel in panels if not panel.is_aside],
            aside=[panel for panel in panels if panel.is_aside],
            records=history_of(self.object, desk, self.request),
            back_url=desk.url("index"),
            **kwargs,
        )


class PlayView(DeskPartView):
    """The content of one video, whole or by ranges; each look is logged (X-5)."""

    http_method_names = ["get", "head"]
    part_field = "number"
    part: Video
    object: Entry

    def parts(self) -> QuerySet:
        """All videos of the participant that are still there."""
        rows = self.object.videos.kept()
        return rows.select_related(
            "file__key", "copy__file__key", "key", "entry__contest__operator", "entry__submission"
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve it, and note who looks."""
        is_download = "download" in request.GET
        response = video_response(request, self.part, is_download=is_download)
        looks.log(self.part, actor=self.actor, is_download=is_download)
        return response


class AttachView(ActView):
    """Keep a video that came otherwise."""

    form_class: type[Any] = AttachForm
    object: Entry

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"zone": self.object.contest.tz}

    def perform(self, form: AttachForm) -> None:
        typed = form.cleaned_data
        arrival = services.Arrival(typed["at"], Video.Source(typed["source"]), self.actor)
        services.attach(
            entry=self.object,
            source=typed["video"],
            arrival=arrival,
            description=typed["description"],
        )


class DescribeView(ActView):
    """Write what the video that counts shows and says."""

    object: Entry

    def get_form_kwargs(self) -> dict[str, Any]:
        video = services.current(self.object)
        return {"initial": {"text": video.description if video else ""}}

    def perform(self, form: DescribeForm) -> None:
        video = services.current(self.object)
        if video is None:
            raise Refused("Видеообращения ещё нет: описывать нечего.")
        services.describe(video=video, text=form.cleaned_data["text"], actor=self.actor)
