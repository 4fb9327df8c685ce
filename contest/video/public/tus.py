"""Uploads by tus 1.0 under the participant's personal link: any client of the protocol works.

To begin takes the proof of the owner; to go on takes the address of the upload, which nobody can
guess: a proof lasts half an hour, an upload on a slow line longer. Our header «Tus-Resumable» keeps
other sites' pages out, for browsers ask before they send it; so no form token is needed.
"""

import time
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from contest.applications.linked import EntryPage
from contest.video import services
from contest.video.models import VideoUpload
from contest.video.public import protocol
from core import arrival, boxed, long_files
from core.errors import Refused
from core.models import LongFile

# A run ends after so many seconds and the client begins the next: so none outlives stage I for long.
LONGEST_RUN = 30 * 60
ASK_PROOF = "Чтобы загрузить видео, сначала подтвердите на странице видеообращения, что это вы."
GONE = "Такой загрузки нет: она удалена или её срок истёк. Начните загрузку заново."
OTHER_FILE = "Это другой файл: продолжить можно только тот, который начали загружать."


class Timed:
    """The body of a request, up to the end of a run."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._until = time.monotonic() + LONGEST_RUN

    def read(self, size: int, /) -> bytes:
        """The next bytes; none after the end of the run."""
        return self._request.read(size) if time.monotonic() < self._until else b""


@method_decorator(csrf_exempt, name="dispatch")
class TusPage(EntryPage):
    """What both addresses of the protocol share: its version, and its kind of refusals."""

    methods: frozenset[str] = frozenset()

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check what every request of the protocol has, then act."""
        method = protocol.method_of(request)
        if method == "OPTIONS":
            return protocol.options(settings.VIDEO_MAX_SIZE)
        if method not in self.methods:
            allowed = ", ".join(sorted(self.methods | {"OPTIONS"}))
            return protocol.answer(HTTPStatus.METHOD_NOT_ALLOWED, Allow=allowed)
        try:
            protocol.check_version(request)
            return self.act(method)
        except protocol.BadHeaders as bad:
            return protocol.answer(bad.status, bad.message, Tus_Version=protocol.VERSION)

    def act(self, method: str) -> HttpResponseBase:
        """Do what the method says."""
        raise NotImplementedError


class UploadsView(TusPage):
    """«…/video/uploads/»: begins an upload."""

    methods = frozenset({"POST"})

    def act(self, method: str) -> HttpResponseBase:
        told = protocol.metadata(self.request)
        if not self.may_send(told.get("stamp", "")):
            return protocol.answer(HTTPStatus.FORBIDDEN, ASK_PROOF)
        try:
            upload = services.begin_upload(
                entry=self.entry,
                size=protocol.number(self.request, "Upload-Length"),
                name=told.get("filename", told.get("name", "")),
                fingerprint=told.get("fingerprint", "")[:64],
                at=arrival.instant(self.request),
            )
        except services.TooLarge as refused:
            return protocol.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, refused.message)
        except Refused as refused:
            return protocol.answer(HTTPStatus.FORBIDDEN, refused.message)
        return protocol.answer(
            HTTPStatus.CREATED,
            # Relative: behind a proxy the site may not know how it is called.
            Location=reverse(
                "contest:video-upload", kwargs={"token": self.kwargs["token"], "upload": upload.pk}
            ),
            Upload_Expires=protocol.expires(upload.expires_at),
        )


class UploadView(TusPage):
    """«…/video/uploads/<upload>/»: says how far it is, takes more, or ends it."""

    methods = frozenset({"HEAD", "PATCH", "DELETE"})
    upload: VideoUpload

    def act(self, method: str) -> HttpResponseBase:
        rows = self.entry.video_uploads.select_related("file__key", "entry__contest", "key")
        upload = rows.filter(pk=self.kwargs["upload"]).first()
        if upload is None:
            return protocol.answer(HTTPStatus.NOT_FOUND, GONE)
        self.upload = upload
        if upload.refusal and method != "DELETE":
            return protocol.answer(HTTPStatus.GONE, upload.refusal)
        return {"HEAD": self._head, "PATCH": self._patch, "DELETE": self._delete}[method]()

    def _head(self) -> HttpResponseBase:
        return protocol.answer(
            HTTPStatus.OK,
            Upload_Offset=str(self.upload.offset),
            Upload_Length=str(self.upload.size),
            Upload_Expires=protocol.expires(self.upload.expires_at),
        )

    def _delete(self) -> HttpResponseBase:
        services.drop_upload(upload=self.upload)
        return protocol.answer(HTTPStatus.NO_CONTENT)

    def _patch(self) -> HttpResponseBase:
        request, upload = self.request, self.upload
        if request.content_type != protocol.CONTENT_TYPE:
            return protocol.answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, protocol.CONTENT_TYPE)
        mark = request.headers.get("Upload-Fingerprint")
        if mark is not None and mark != upload.fingerprint:
            return protocol.answer(HTTPStatus.PRECONDITION_FAILED, OTHER_FILE)
        offset = protocol.number(request, "Upload-Offset")
        if offset + protocol.body_length(request) > upload.size:
            return protocol.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Upload-Length")
        if upload.video_id is None:
            return self._take(offset)
        status = HTTPStatus.NO_CONTENT if offset == upload.size else HTTPStatus.CONFLICT
        return protocol.answer(status, Upload_Offset=str(upload.size))

    def _take(self, offset: int) -> HttpResponseBase:
        """Add what comes, and look at it once it is whole."""
        upload, source = self.upload, Timed(self.request)
        checked = protocol.checksum(self.request, source)
        try:
            offset = services.append(
                upload=upload,
                offset=offset,
                source=checked or source,
                fits=checked.fits if checked else None,
                at=arrival.instant(self.request),
            )
        except LongFile.DoesNotExist:
            return protocol.answer(HTTPStatus.NOT_FOUND, GONE)
        except long_files.WrongOffset as wrong:
            return protocol.answer(HTTPStatus.CONFLICT, Upload_Offset=str(wrong.offset))
        except long_files.Interrupted:
            return protocol.answer(HTTPStatus.LOCKED)
        except long_files.WrongDigest:
            return protocol.answer(protocol.CHECKSUM_MISMATCH)
        except services.Closed as refused:
            return protocol.answer(HTTPStatus.FORBIDDEN, refused.message)
        except Refused as refused:
            return protocol.answer(HTTPStatus.SERVICE_UNAVAILABLE, refused.message)
        if offset == upload.size and (refusal := self._finish()):
            return protocol.answer(HTTPStatus.UNPROCESSABLE_ENTITY, refusal)
        return protocol.answer(
            HTTPStatus.NO_CONTENT,
            Upload_Offset=str(offset),
            Upload_Expires=protocol.expires(upload.expires_at),
        )

    def _finish(self) -> str:
        """Why the whole file is not taken; empty where it is, or will be looked at later."""
        try:
            services.finish(upload=self.upload)
        except boxed.Busy:
            return ""
        except Refused as refused:
            return refused.message
        return ""
