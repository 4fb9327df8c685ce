"""Large files: encrypted as they come, in runs that break off, read from any place."""

import datetime as dt
import hashlib
import io
import random
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage

from core import disk_room, files, long_files
from core.errors import Refused, Tampered
from core.models import LongFile, LongFilePart, PrivateFile
from tests.threads import at_once

MB = 1024 * 1024
pytestmark = pytest.mark.django_db
PART = 200_000


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    monkeypatch.setattr(long_files, "PART", PART)


@pytest.fixture
def content():
    return random.Random(4).randbytes(1_234_567)


@pytest.fixture
def file(person_key, content):
    return long_files.begin(key=person_key, size=len(content))


@pytest.fixture
def reads(monkeypatch):
    """A note for each part that is opened."""
    opened = []
    open_chunks = files.open_chunks
    monkeypatch.setattr(
        files, "open_chunks", lambda content, key: opened.append(1) or open_chunks(content, key)
    )
    return opened


class Breaking:
    """A line that gives so many bytes and then breaks."""

    def __init__(self, content: bytes, most: int) -> None:
        self._content = io.BytesIO(content)
        self._left = most

    def read(self, size: int, /) -> bytes:
        if not self._left:
            raise ConnectionResetError
        piece = self._content.read(min(size, self._left))
        self._left -= len(piece)
        return piece


def whole(file: LongFile) -> bytes:
    reader = long_files.Reader(LongFile.objects.get(pk=file.pk))
    return b"".join(reader.between(0, reader.size))


@pytest.mark.req("X-6")
def test_a_run_that_breaks_off_keeps_what_came_and_the_next_goes_on(file, content):
    chance = random.Random(7)
    offset = 0
    while offset < len(content):
        source = Breaking(content[offset:], chance.randrange(1, 150_000))
        offset = long_files.append(file=file, offset=offset, source=source)
    assert whole(file) == content


def test_a_part_counts_only_once_it_is_kept(file, content):
    class Killed(Exception):
        """The process dies."""

    class Killing(Breaking):
        def read(self, size, /):
            try:
                return super().read(size)
            except ConnectionResetError:
                raise Killed from None

    with pytest.raises(Killed):
        long_files.append(file=file, offset=0, source=Killing(content, PART + 100_000))
    assert LongFile.objects.get().offset == PART
    long_files.append(file=file, offset=PART, source=io.BytesIO(content[PART:]))
    assert whole(file) == content


def test_a_run_begins_where_the_file_ends(file, content):
    long_files.append(file=file, offset=0, source=Breaking(content, 1000))
    for offset in (0, 999, 1001):
        with pytest.raises(long_files.WrongOffset) as wrong:
            long_files.append(file=file, offset=offset, source=io.BytesIO(content))
        assert wrong.value.offset == 1000


def test_nothing_beyond_the_promised_size_is_taken(file, content):
    long_files.append(file=file, offset=0, source=io.BytesIO(content + b"more"))
    assert whole(file) == content


def test_a_newer_run_takes_the_place_of_the_older(file, content):
    class Overtaken(io.BytesIO):
        """While its bytes are on their way, another run goes on from the same place."""

        def read(self, size, /):
            if not self.tell():
                long_files.append(file=file, offset=0, source=Breaking(content, 70_000))
            return super().read(size)

    with pytest.raises(long_files.Interrupted):
        long_files.append(file=file, offset=0, source=Overtaken(b"x" * len(content)))
    assert whole(file) == content[:70_000]
    # What the older one brought is not left behind.
    assert PrivateFile.objects.count() == LongFilePart.objects.count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_the_same_instant_one_goes_on(file, content):
    def run():
        try:
            return long_files.append(file=file, offset=0, source=io.BytesIO(content))
        except (long_files.Interrupted, long_files.WrongOffset):
            return None

    assert len(content) in at_once(run, run)
    assert whole(file) == content


def test_a_run_with_a_checksum_is_kept_whole_or_not_at_all(file, content):
    half = content[:300_000]
    with pytest.raises(long_files.WrongDigest):
        long_files.append(file=file, offset=0, source=io.BytesIO(half), fits=lambda: False)
    with pytest.raises(long_files.WrongDigest):
        long_files.append(file=file, offset=0, source=Breaking(half, 250_000), fits=lambda: True)
    assert (LongFile.objects.get().offset, PrivateFile.objects.count()) == (0, 0)
    assert long_files.append(file=file, offset=0, source=io.BytesIO(half), fits=lambda: True)
    assert whole(file) == half


def test_it_is_read_from_any_place(file, content):
    for start in range(0, len(content), 333_333):
        source = io.BytesIO(content[start : start + 333_333])
        long_files.append(file=file, offset=start, source=source)
    reader = long_files.Reader(file)
    chance = random.Random(1)
    for _ in range(60):
        start = chance.randrange(len(content))
        size = chance.randrange(1, 200_000)
        assert (
            b"".join(reader.between(start, min(start + size, len(content))))
            == (content[start : start + size])
        )
    reader.seek(-10, io.SEEK_END)
    assert io.BufferedReader(reader).read() == content[-10:]


@pytest.mark.req("X-5")
def test_nothing_readable_lies_on_the_disk_and_each_part_has_its_own_salt(file, content):
    same = bytes(len(content))
    long_files.append(file=file, offset=0, source=io.BytesIO(same))
    sealed = [files.storage().open(part.content.storage_name).read() for part in file.parts.all()]
    assert len(sealed) == -(-len(content) // PART)
    assert not any(bytes(64) in one for one in sealed)
    assert len({one[:33] for one in sealed}) == len({one[33:99] for one in sealed}) == len(sealed)


def test_parts_that_were_exchanged_are_not_read(file, content):
    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    first, second = file.parts.all()[:2]
    names = first.content.storage_name, second.content.storage_name
    PrivateFile.objects.filter(pk=first.content_id).update(storage_name="aside")
    PrivateFile.objects.filter(pk=second.content_id).update(storage_name=names[0])
    PrivateFile.objects.filter(pk=first.content_id).update(storage_name=names[1])
    with pytest.raises(Tampered):
        whole(file)


def test_a_reader_asks_no_database(file, content, django_assert_num_queries):
    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    reader = long_files.Reader(LongFile.objects.select_related("key").get())
    with django_assert_num_queries(0):
        assert b"".join(reader.between(0, reader.size)) == content


def test_memory_stays_flat(person_key, monkeypatch):
    monkeypatch.setattr(long_files, "PART", 8 * MB)

    def peak(size):
        file = long_files.begin(key=person_key, size=size)
        tracemalloc.start()
        long_files.append(file=file, offset=0, source=Random(size))
        reader = long_files.Reader(file)
        for _ in reader.between(0, size):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(MB)
    assert peak(64 * MB) < peak(16 * MB) + MB


def test_what_is_discarded_leaves_nothing(file, content, django_capture_on_commit_callbacks):
    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    names = [part.content.storage_name for part in file.parts.all()]
    with django_capture_on_commit_callbacks(execute=True):
        long_files.discard(file)
    assert not LongFile.objects.exists()
    assert not PrivateFile.objects.exists()
    assert not any(files.storage().exists(name) for name in names)


@pytest.mark.req("X-5")
def test_what_is_destroyed_is_gone_from_the_disk(file, content, django_capture_on_commit_callbacks):
    from core import clock

    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    names = [part.content.storage_name for part in file.parts.all()]
    with django_capture_on_commit_callbacks(execute=True):
        long_files.destroy(file, clock.now())
    assert not any(files.storage().exists(name) for name in names)
    with pytest.raises(LongFile.DoesNotExist):
        long_files.append(file=file, offset=len(content), source=io.BytesIO(b""))


def test_a_file_that_nobody_claims_is_removed_after_a_day(
    file, content, django_capture_on_commit_callbacks
):
    from core import clock, orphans

    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    assert orphans.purge_orphan_files(clock.now()).records == 0
    with django_capture_on_commit_callbacks(execute=True):
        purged = orphans.purge_orphan_files(clock.now() + dt.timedelta(days=2))
    assert purged.records == 1
    assert not PrivateFile.objects.exists()


@pytest.mark.req("X-6")
def test_what_there_is_no_room_for_is_refused_before_it_comes(person_key, monkeypatch):
    monkeypatch.setattr(disk_room, "free", lambda: 10 * MB)
    long_files.refuse_without_room(9 * MB)
    long_files.begin(key=person_key, size=5 * MB)
    # What others were promised is taken into account.
    with pytest.raises(Refused, match="не хватает места"):
        long_files.refuse_without_room(9 * MB)
    long_files.refuse_without_room(5 * MB)


def test_the_room_is_that_of_the_folder_of_private_files():
    room = disk_room.free()
    assert room is not None
    assert room >= 0


def test_the_digest_of_each_part_is_kept(file, content):
    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    part = file.parts.first()
    assert part.content.sha256 == hashlib.sha256(content[:PART]).hexdigest()


def test_of_one_run_the_digest_is_known_of_several_the_file_is_read_for_it(file, content, reads):
    expected = hashlib.sha256(content).hexdigest()
    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    assert LongFile.objects.get().sha256 == long_files.sha256_of(file) == expected
    assert reads == []
    again = long_files.begin(key=file.key, size=len(content))
    offset = long_files.append(file=again, offset=0, source=Breaking(content, 300_000))
    long_files.append(file=again, offset=offset, source=io.BytesIO(content[offset:]))
    assert again.sha256 == ""
    assert long_files.sha256_of(again) == expected
    assert len(reads) > 1


def test_a_part_is_written_as_it_comes_and_nowhere_else(file, content, monkeypatch):
    monkeypatch.setattr(long_files, "PART", len(content))
    monkeypatch.setattr(files.tempfile, "SpooledTemporaryFile", None)
    folder = Path(files.storage().path(""))
    sizes = []

    class Watched(io.BytesIO):
        """Before each piece it looks at what lies on the disk already."""

        def read(self, size, /):
            sizes.append(sum(one.stat().st_size for one in folder.rglob(".writing-*")))
            return super().read(size)

    long_files.append(file=file, offset=0, source=Watched(content))
    assert max(sizes) > len(content) - 400_000
    assert not list(folder.rglob(".writing-*"))


def test_a_storage_that_is_no_disk_of_ours_is_given_the_part_whole(file, content, monkeypatch):
    elsewhere = InMemoryStorage()
    monkeypatch.setattr(files, "storage", lambda: elsewhere)
    long_files.append(file=file, offset=0, source=io.BytesIO(content))
    assert whole(file) == content


class Random:
    """So many bytes, made as they are read."""

    def __init__(self, size):
        self.left = size
        self.piece = random.Random(3).randbytes(64 * 1024)

    def read(self, size, /):
        size = min(size, self.left, len(self.piece))
        self.left -= size
        return self.piece[:size]
