"""A video for a browser that was already checked: whole, or the range that its player asks for."""

from collections.abc import Iterator

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header

from contest.video.models import Video
from core import files, long_files, ranges


def video_response(request: HttpRequest, video: Video, *, is_download: bool) -> HttpResponseBase:
    """What browsers show of it, or the original; only the chunks that are asked for are decrypted."""
    file = video.file if is_download else video.shown_file or video.file
    is_copy = file != video.file
    reader = long_files.Reader(file)

    def content(start: int, stop: int) -> Iterator[bytes]:
        # A player holds the line for minutes: the database is for others meanwhile.
        if not connection.in_atomic_block:
            connection.close()
        try:
            yield from reader.between(start, stop)
        finally:
            reader.close()

    response = ranges.respond(
        request,
        size=file.size,
        etag=file.sha256 if is_copy else video.sha256,
        content_type="video/mp4" if is_copy else video.media_type,
        content=content,
    )
    name = video.name or str(video)
    disposition = content_disposition_header(is_download, f"{name}.mp4" if is_copy else name)
    response["Content-Disposition"] = disposition or "inline"
    files.protect(response)
    return response
