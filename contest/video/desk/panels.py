"""«Видеообращение» as a box: on its own page, on the application's, and wherever a noun adds it."""

from typing import Any

from django.http import HttpRequest

from contest.applications.models import Entry
from contest.video import services
from contest.video.models import Video
from core import clock
from core.back_office import DeskAdmin, Line, Panel
from forms_app.lifecycle import State

NONE_YET = "Видеообращение не поступило."


class VideoPanel:
    """The player of a participant's video; needs the desk whose addresses serve it."""

    def __init__(self, desk: DeskAdmin) -> None:
        self.desk = desk

    def __call__(self, entry: Entry, request: HttpRequest, desk: Any) -> Panel | None:
        """The box below an entry's data; None for whoever may not see the video."""
        videos = list(entry.videos.kept().select_related("key", "file", "copy__file"))
        if not (videos or entry.submission.state == State.ACCEPTED):
            return None
        if not self.desk.allows(request, "view", entry):
            return None
        links = [] if desk is self.desk else [("Страница видеообращения", self._page(entry))]
        if not videos:
            return Panel(
                code="video", title="Видеообращение", empty=NONE_YET, links=links, is_aside=False
            )
        return Panel(
            code="video",
            title="Видеообращение",
            links=links,
            is_aside=False,
            note=_receipt(videos[-1], entry),
            template_name="contest/video/desk/player.html",
            context={"video": videos[-1], "url": self.content_url(entry, videos[-1])},
        )

    def earlier(self, entry: Entry) -> Panel | None:
        """What was replaced; None where nothing was."""
        replaced = list(entry.videos.kept().select_related("key"))[:-1]
        if not replaced:
            return None
        tz = entry.contest.tz
        return Panel(
            code="earlier-videos",
            title="Прежние файлы",
            note="Оценивается последнее видео.",
            lines=[
                Line(
                    text=f"№ {video.number}, {video.length_words}, {video.size_words}",
                    url=f"{self.content_url(entry, video)}?download",
                    note=f"{clock.format_instant(video.received_at, tz)},"
                    f" {video.get_source_display()}",
                )
                for video in reversed(replaced)
            ],
        )

    def content_url(self, entry: Entry, video: Video) -> str:
        """Where a player takes a video from."""
        return self.desk.url("play", entry, video.number)

    def _page(self, entry: Entry) -> str:
        return self.desk.url("inspect", entry)


def facts(entry: Entry) -> Panel | None:
    """What the file is that counts; None while there is none."""
    video = services.current(entry)
    if video is None:
        return None
    rows = [
        ("Файл", f"{video.name}, {video.size_words}"),
        ("Формат", " ".join(filter(None, (video.format_words, video.note)))),
        ("SHA-256", video.sha256),
    ]
    if video.entered_by:
        rows.insert(0, ("Приложил(а)", video.entered_by.full_name))
    return Panel(code="video-file", title="Файл", facts=rows)


def _receipt(video: Video, entry: Entry) -> str:
    came = clock.format_instant(video.received_at, entry.contest.tz)
    return f"Поступило {came}, {video.get_source_display()}. Длительность {video.length_words}."
