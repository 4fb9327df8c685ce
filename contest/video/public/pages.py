"""The participant's page of the video, under the personal link of the application (C-13, C-A6)."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contest.applications.linked import EntryPage
from contest.applications.models import Entry
from contest.setup.stage_one import stage_one_words
from contest.video import rules, services
from contest.video.content import wording
from contest.video.models import Video, VideoUpload
from contest.video.serving import video_response
from core import arrival, boxed, clock
from core.errors import Refused
from forms_app.models import Submission
from forms_app.tracked import TrackedLink

from .forms import DescriptionForm, VideoForm


class VideoPage(EntryPage):
    """«/track/<token>/video/»: what is asked for, what has come, and the form to send it."""

    code = "video"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take a file, keep a description, or drop an upload that broke off."""
        if not self.may_send(request.POST.get("stamp", "")):
            return self.ask_again()
        if "drop" in request.POST:
            return self._drop(request.POST["drop"])
        if "describe" in request.POST:
            return self._describe()
        return self._send()

    def _send(self) -> HttpResponseBase:
        form = VideoForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._page(form)
        chosen, text = form.cleaned_data["video"], form.cleaned_data["description"]
        try:
            video = services.send_file(
                entry=self.entry,
                source=chosen,
                name=chosen.name,
                at=arrival.instant(self.request),
            )
        except boxed.Busy as busy:
            form.add_error("video", busy.message)
            return self._page(form)
        except Refused as refused:
            form.add_error("video", refused.message)
            return self._page(form)
        services.describe(video=video, text=text)
        return self._thank(video)

    def _describe(self) -> HttpResponseBase:
        """Keep the text; our own script sends it so once the file has come by itself."""
        form = DescriptionForm(self.request.POST)
        video = services.current(self.entry)
        if video is None:
            # It came whole, and there was too much to do to look at it.
            messages.info(self.request, "Файл загружен целиком и проверяется. Обновите страницу.")
            return redirect(self.url())
        if not form.is_valid():
            return self._page(form)
        try:
            services.describe(video=video, text=form.cleaned_data["description"])
        except Refused as refused:
            form.add_error("description", refused.message)
            return self._page(form)
        if self.request.POST["describe"] == "new":
            return self._thank(video)
        messages.success(self.request, "Описание сохранено.")
        return redirect(self.url())

    def _thank(self, video: Video) -> HttpResponseBase:
        messages.success(
            self.request,
            f"Видеообращение получено: {video.length_words}, {video.size_words}.",
        )
        return redirect(self.url())

    def _drop(self, key: str) -> HttpResponseBase:
        try:
            upload = get_object_or_404(self._uploads(), pk=UUID(key))
        except ValueError:
            raise Http404 from None
        services.drop_upload(upload=upload)
        messages.success(self.request, "Загрузка удалена.")
        return redirect(self.url())

    def _uploads(self) -> QuerySet[VideoUpload]:
        return self.entry.video_uploads.filter(video=None).select_related("file", "key")

    def _page(self, form: DescriptionForm | None = None) -> HttpResponseBase:
        contest = self.entry.contest
        context: dict[str, Any] = {
            **self.matter(),
            "wording": wording(),
            "largest": rules.size_words(settings.VIDEO_MAX_SIZE),
            "stage": stage_one_words(contest),
            "closed": services.closed_because(self.entry, clock.now()),
            "no_room": self._no_room(),
            "form": form or VideoForm(initial=self._typed()),
        }
        if self.is_proved:
            context |= self._own()
        status = 422 if form is not None else 200
        return TemplateResponse(self.request, "contest/video/page.html", context, status=status)

    def _own(self) -> dict[str, Any]:
        """What only the owner is shown."""
        tz = self.entry.contest.tz
        videos: list[Any] = list(
            self.entry.videos.kept().select_related("key", "file", "copy__file")
        )
        for video in videos:
            video.received = clock.format_instant(video.received_at, tz)
            video.url = self.url("contest:video-content", number=video.number)
        uploads: list[Any] = list(self._uploads())
        for upload in uploads:
            upload.url = self.url("contest:video-upload", upload=upload.pk)
            upload.kept_until = clock.format_instant(upload.expires_at, tz)
        return {
            "stamp": self.stamp(),
            "video": videos[-1] if videos else None,
            "earlier": videos[:-1][::-1],
            "unfinished": [upload for upload in uploads if not upload.refusal],
            "refused": [upload for upload in uploads if upload.refusal],
            "uploads_url": self.url("contest:video-uploads"),
            "max_size": settings.VIDEO_MAX_SIZE,
        }

    def _typed(self) -> dict[str, str]:
        video = services.current(self.entry) if self.is_proved else None
        return {"description": video.description} if video else {}

    def _no_room(self) -> str:
        """Why nothing can be taken now though the time is right; mostly nothing."""
        try:
            services.check_size(1)
        except Refused as refused:
            return refused.message
        return ""


class ContentView(EntryPage):
    """«…/video/<number>/»: the participant's own video, for whoever has proved to be the owner."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The content, or a range of it."""
        if not self.is_proved:
            raise Http404
        rows = self.entry.videos.kept().select_related("file__key", "copy__file__key", "key")
        video = get_object_or_404(rows, number=kwargs["number"])
        return video_response(request, video, is_download="download" in request.GET)


def video_link(submission: Submission, token: str) -> TrackedLink | None:
    """What the tracking page says of the video: a way there for whoever was admitted."""
    entry = Entry.objects.filter(submission=submission).select_related("contest").first()
    if entry is None:
        return None
    has_video = entry.videos.kept().exists()
    reason = services.closed_because(entry, clock.now())
    if submission.state != "accepted" and not has_video:
        return None
    if has_video:
        note = "Получено. До конца I этапа его можно заменить." if not reason else ""
    else:
        note = reason or f"Его нужно прислать. {stage_one_words(entry.contest)}"
    url = reverse("contest:video", kwargs={"token": token})
    return TrackedLink(code="video", label="Видеообращение", url=url, note=note)
