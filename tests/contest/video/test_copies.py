"""What browsers do not show has a copy that they do, made by the heavy queue (C-13)."""

import datetime as dt
import time

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from contest.video import services, tasks
from contest.video.models import Video, VideoCopy
from core import boxed, clock, files, long_files, queues, videos
from core.errors import Refused
from core.models import HistoryRecord, LongFile, PrivateFile
from forms_app import services as forms
from forms_app.models import DestructionAct
from tests.boards import panel
from tests.contest.desk import EVERYBODY, READERS, WORKERS
from tests.contest.video.sending import upload
from tests.core.video_samples import undecodable, video
from tests.forms_app.helpers import said

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-13")]
DESK = "/cms/contest/videos/"
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


class Killed(BaseException):
    """The worker dies."""


@pytest.fixture
def original():
    return video("avi", 4)


@pytest.fixture
def kept(entry, original) -> Video:
    """A video in AVI, whose copy is not made yet."""
    return send(entry, original)


def send(entry, content) -> Video:
    file = ContentFile(content)
    return services.send_file(entry=entry, source=file, name="Видео.avi", at=clock.now())


def jobs() -> int:
    return DBTaskResult.objects.ready().filter(queue_name=queues.HEAVY).count()


def copy_of(video) -> VideoCopy:
    return VideoCopy.objects.get(video=video)


def test_a_copy_is_ordered_only_of_what_browsers_do_not_show(entry, kept):
    assert (copy_of(kept).state, jobs()) == ("waiting", 1)
    send(entry, video("mp4"))
    assert (VideoCopy.objects.count(), jobs()) == (0, 1)


def test_members_play_the_copy_and_download_the_original(
    browser_of, entry, kept, original, run_jobs
):
    browser = browser_of("member")
    page, play = f"{DESK}inspect/{entry.pk}/", f"{DESK}play/{entry.pk}/{kept.number}/"
    shown = said(browser.get(page))
    assert "<video" not in shown
    assert "скачайте оригинал" in shown
    assert "Копия для просмотра на сайте готовится" in shown
    run_jobs()
    shown = said(browser.get(page))
    assert f'<video class="desk-video" controls preload="metadata" src="{play}"' in shown
    assert "формат оригинала браузеры не показывают" in shown
    answer = browser.get(play)
    content = b"".join(answer)
    assert answer["Content-Type"] == "video/mp4"
    assert videos.probe(ContentFile(content).file, len(content)).plays_in_browsers
    part = browser.get(play, headers={"Range": "bytes=100-199"})
    assert (part.status_code, b"".join(part)) == (206, content[100:200])
    answer = browser.get(f"{play}?download")
    assert b"".join(answer) == original
    assert answer["Content-Type"] == "video/x-msvideo"
    assert answer["ETag"] != part["ETag"]


def test_the_participant_is_told_that_a_copy_is_made_and_then_sees_it(
    owner, page, entry, original, run_jobs
):
    upload(owner, page, original)
    assert "Сайт делает копию для просмотра" in said(owner.get(page))
    run_jobs()
    shown = said(owner.get(page))
    assert '<video class="video"' in shown
    assert "Это копия для просмотра" in shown
    content = b"".join(owner.get(f"{page}1/"))
    assert videos.probe(ContentFile(content).file, len(content)).plays_in_browsers
    assert b"".join(owner.get(f"{page}1/?download")) == original


@pytest.mark.req("X-5")
def test_a_copy_lies_encrypted_under_the_key_of_the_video(kept, run_jobs):
    run_jobs()
    file = copy_of(kept).file
    assert file.key == kept.key
    sealed = b"".join(
        files.storage().open(part.content.storage_name).read() for part in file.parts.all()
    )
    assert b"moov" not in sealed
    assert b"ftyp" not in sealed


@pytest.mark.req("X-5")
def test_destruction_takes_the_copy_too_and_the_act_names_it(
    kept, application, run_jobs, django_capture_on_commit_callbacks
):
    run_jobs()
    names = [part.content.storage_name for part in copy_of(kept).file.parts.all()]
    assert all(files.storage().exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        forms.destroy_submission(submission=application, reason="срок")
    assert not any(files.storage().exists(name) for name in names)
    assert not VideoCopy.objects.exists()
    words = DestructionAct.objects.get(submission=application).data_list
    assert "Видеообращения: 1. Копии для просмотра: 1." in words


def test_only_the_video_that_counts_has_a_copy(entry, kept, run_jobs):
    run_jobs()
    first = copy_of(kept).file
    newer = send(entry, video("mkv"))
    assert VideoCopy.objects.get().video == newer
    assert not LongFile.objects.filter(pk=first.pk).exists()


# --- killed on the way ----------------------------------------------------------------------------


@pytest.fixture
def killed(kept, monkeypatch) -> VideoCopy:
    """A copy whose worker was killed when a part of it was written."""
    with monkeypatch.context() as patch:
        seal, sealed = files.seal, []

        def die(**kwargs):
            if sealed:
                raise Killed
            sealed.append(seal(**kwargs))
            return sealed[0]

        patch.setattr(long_files, "PART", 500)
        patch.setattr(files, "seal", die)
        with pytest.raises(Killed):
            services.make_copy(copy_of(kept).pk)
    DBTaskResult.objects.all().delete()
    return copy_of(kept)


@pytest.mark.req("X-6")
def test_half_a_copy_is_never_shown(killed, browser_of, entry, original):
    assert 0 < killed.file.offset < killed.file.size
    browser = browser_of("member")
    assert "<video" not in said(browser.get(f"{DESK}inspect/{entry.pk}/"))
    assert b"".join(browser.get(f"{DESK}play/{entry.pk}/1/")) == original


@pytest.mark.req("X-6")
def test_a_killed_copy_is_made_anew_and_what_was_written_is_dropped(killed, at, run_jobs, kept):
    now = clock.now()
    # Whoever is at it may still be alive.
    assert tasks.sweep_copies(now + MINUTE) == 0
    assert tasks.sweep_copies(now + 6 * MINUTE) == 1
    # One job at a time, however long it waits its turn.
    assert tasks.sweep_copies(now + 7 * MINUTE) == 0
    at(now + 8 * MINUTE)
    run_jobs()
    copy = copy_of(kept)
    assert (copy.state, copy.attempts) == ("ready", 2)
    assert copy.file.is_whole
    assert LongFile.objects.count() == 2
    assert PrivateFile.objects.filter(key=kept.key, long_file_part=None, name="").count() == 0


@pytest.mark.req("X-6")
def test_what_breaks_off_again_and_again_is_said_to_staff(killed, at, run_jobs, kept):
    VideoCopy.objects.update(attempts=3)
    at(clock.now() + HOUR)
    tasks.sweep_copies(clock.now())
    run_jobs()
    assert copy_of(kept).state == "failed"
    assert copy_of(kept).failure.startswith("Работа прерывалась несколько раз")
    assert LongFile.objects.count() == 1


def test_a_worker_that_lives_keeps_its_copy_to_itself(kept, monkeypatch):
    seen = []

    def convert(reader, size):
        pk, before = copy_of(kept).pk, clock.now()
        seen.append(services.make_copy(pk))
        seen.append(tasks.sweep_copies(before + MINUTE))
        raise boxed.Crashed

    monkeypatch.setattr(videos, "convert", convert)
    services.make_copy(copy_of(kept).pk)
    assert seen == [False, 0]


@pytest.mark.django_db(transaction=True)
def test_a_worker_says_again_and_again_that_it_is_at_it(kept, monkeypatch):
    monkeypatch.setattr("contest.video.services.copies.RENEWED_EVERY", 0.05)
    leases = set()

    def convert(reader, size):
        deadline = time.monotonic() + 20
        while len(leases) < 3 and time.monotonic() < deadline:
            leases.add(copy_of(kept).lease_until)
            time.sleep(0.02)
        raise boxed.Crashed

    monkeypatch.setattr(videos, "convert", convert)
    services.make_copy(copy_of(kept).pk)
    assert len(leases) == 3


@pytest.mark.parametrize("meanwhile", ["newer", "destroyed"])
def test_a_copy_that_nobody_needs_any_more_leaves_nothing(
    meanwhile, entry, kept, application, monkeypatch
):
    convert = videos.convert

    def slow(reader, size):
        converted = convert(reader, size)
        if meanwhile == "newer":
            send(entry, video("mp4"))
        else:
            forms.destroy_submission(submission=application, reason="срок")
        return converted

    monkeypatch.setattr(videos, "convert", slow)
    assert services.make_copy(copy_of(kept).pk) is False
    assert not VideoCopy.objects.exists()
    assert LongFile.objects.count() == Video.objects.count()


def test_a_video_of_before_the_site_made_copies_has_one_made(kept, run_jobs):
    VideoCopy.objects.all().delete()
    DBTaskResult.objects.all().delete()
    assert tasks.sweep_copies(clock.now()) == 1
    run_jobs()
    assert copy_of(kept).state == "ready"
    assert tasks.sweep_copies(clock.now()) == 0


# --- what cannot be converted ---------------------------------------------------------------------


@pytest.fixture
def failed(entry, run_jobs) -> VideoCopy:
    """A copy of a video that cannot be decoded to its end."""
    kept = send(entry, undecodable())
    run_jobs()
    return copy_of(kept)


def test_a_copy_that_cannot_be_made_is_said_in_words_and_the_original_offered(
    failed, browser_of, entry
):
    assert (failed.state, failed.file) == ("failed", None)
    shown = said(browser_of("member").get(f"{DESK}inspect/{entry.pk}/"))
    assert "Копия для просмотра на сайте не получилась. Видео не удалось раскодировать" in shown
    assert "Скачать оригинал" in shown
    assert "Копия видео для просмотра не получилась" in shown
    record = HistoryRecord.objects.about(entry).get(action="video-copy-failed")
    assert record.details == {"number": 1}


def test_the_participant_is_told_that_the_commission_downloads_it(failed, owner, page):
    assert "комиссия скачает файл" in said(owner.get(page))


@pytest.mark.req("X-4")
def test_the_board_counts_videos_without_a_copy_and_the_list_names_them(failed, browser_of):
    browser = browser_of("staff")
    assert "Без копии для просмотра" in panel(browser, "videos")
    assert "Королёва" in said(browser.get(f"{DESK}?video=no-copy"))
    VideoCopy.objects.all().delete()
    assert "Без копии для просмотра" not in panel(browser, "videos")
    assert "Королёва" not in said(browser.get(f"{DESK}?video=no-copy"))


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_have_it_tried_again(who, failed, browser_of, entry):
    browser = browser_of(who)
    expected = 200 if who in WORKERS else (302 if who == "anonymous" else 404)
    assert browser.get(f"{DESK}retry-copy/{entry.pk}/").status_code == expected
    if who in READERS:
        shown = said(browser.get(f"{DESK}inspect/{entry.pk}/"))
        assert (f"retry-copy/{entry.pk}/" in shown) == (who in WORKERS)


def test_staff_have_it_tried_again(failed, browser_of, entry, run_jobs, monkeypatch):
    browser = browser_of("secretary")
    good = video("mp4")
    converted = videos.Converted(ContentFile(good).file, len(good), 64, 48)
    monkeypatch.setattr(videos, "convert", lambda reader, size: converted)
    shown = said(browser.post(f"{DESK}retry-copy/{entry.pk}/", follow=True))
    assert "Копия делается" in shown
    assert "Копия видео для просмотра делается ещё раз" in shown
    assert copy_of(failed.video).failure == ""
    run_jobs()
    assert copy_of(failed.video).state == "ready"
    record = HistoryRecord.objects.about(entry).get(action="retry-copy")
    with pytest.raises(Refused, match="уже делается или готова"):
        services.retry_copy(entry=entry, actor=record.actor)
