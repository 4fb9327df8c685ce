"""A video for a browser that was already checked: whole, or the range that its player asks for."""

from collections.abc import Iterator

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header

from contest.video.models import Video
from core import files, long_files, ranges


def video_response(request: HttpRequest, video: Video, *, is_download: bool) -> HttpResponseBase:
    """The content; only the chunks that are asked for are decrypted."""
    reader = long_files.Reader(video.file)

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
        size=video.size,
        etag=video.sha256,
        content_type=video.media_type,
        content=content,
    )
    disposition = content_disposition_header(is_download, video.name or str(video))
    response["Content-Disposition"] = disposition or "inline"
    files.protect(response)
    return response
