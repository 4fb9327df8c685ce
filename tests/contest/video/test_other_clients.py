"""Any client of tus works: an upload by tuspy against a real server (C-13)."""

import hashlib
import io

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.fingerprint.fingerprint import Fingerprint
from tusclient.storage.interface import Storage

from contest.video.models import Video
from tests.core.video_samples import padded, song_with_cover, video

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("C-13")]


class Remembered(Storage):
    """Where tuspy keeps the addresses of what it has begun."""

    def __init__(self):
        self.urls = {}

    def get_item(self, key):
        return self.urls.get(key)

    def set_item(self, key, value):
        self.urls[key] = value

    def remove_item(self, key):
        self.urls.pop(key, None)


@pytest.fixture
def tus(live_server, owner, page):
    """A client with the session of the owner."""
    cookie = f"sessionid={owner.cookies['sessionid'].value}"
    return TusClient(f"{live_server.url}{page}uploads/", headers={"Cookie": cookie})


def test_tuspy_uploads_a_video_in_chunks(tus):
    content = padded(video("mp4", 5), 300_000)
    tus.uploader(
        file_stream=io.BytesIO(content), chunk_size=64_000, metadata={"filename": "видео.mp4"}
    ).upload()
    kept = Video.objects.get()
    assert (kept.name, kept.sha256) == ("видео.mp4", hashlib.sha256(content).hexdigest())


def test_tuspy_goes_on_where_it_was_interrupted(tus, tmp_path):
    content, remembered = padded(video("mp4", 5), 300_000), Remembered()
    file = tmp_path / "видео.mp4"
    file.write_bytes(content)
    options = {
        "chunk_size": 64_000,
        "store_url": True,
        "url_storage": remembered,
        "fingerprinter": Fingerprint(),
        "upload_checksum": True,
    }
    first = tus.uploader(str(file), **options)
    first.upload(stop_at=128_000)
    assert not Video.objects.exists()
    second = tus.uploader(str(file), **options)
    assert second.offset == 128_000
    second.upload()
    assert Video.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_tuspy_hears_that_a_file_is_refused(tus):
    uploader = tus.uploader(file_stream=io.BytesIO(song_with_cover()), chunk_size=64_000)
    with pytest.raises(TusCommunicationError) as refused:
        uploader.upload()
    assert refused.value.status_code == 422
    assert not Video.objects.exists()
