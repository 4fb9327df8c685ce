"""Uploads by tus 1.0: core protocol, creation, expiration, termination, checksum (C-13)."""

import datetime as dt
import hashlib
import random
from io import BytesIO

import pytest
from django.test import Client

from contest.video import tasks
from contest.video.models import Video, VideoUpload
from core import boxed, clock, disk_room, long_files, videos
from core.models import HistoryRecord, LongFile, PrivateFile
from tests.contest.video.sending import (
    TUS,
    begun,
    checksum,
    create,
    head,
    patch,
    upload,
)
from tests.core.video_samples import padded, song_with_cover, video, with_header_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-13")]
MINUTE = dt.timedelta(minutes=1)
PLAYLIST = b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


def text(response):
    return response.content.decode()


# --- the protocol ---------------------------------------------------------------------------------


def test_the_server_says_what_it_can_do(client, page, settings):
    for url in (f"{page}uploads/", f"{page}uploads/{LongFile().pk}/"):
        answer = client.options(url)
        assert answer.status_code == 204
        assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
        assert answer["Tus-Max-Size"] == str(settings.VIDEO_MAX_SIZE)
        assert set(answer["Tus-Extension"].split(",")) == {
            "creation",
            "expiration",
            "termination",
            "checksum",
        }
        assert "sha1" in answer["Tus-Checksum-Algorithm"].split(",")


def test_an_upload_is_begun_sent_in_pieces_and_becomes_the_video(owner, page, entry):
    content = video("mp4", 5)
    url = begun(owner, page, len(content), filename="Моё видео.mp4")
    # Relative: a proxy may call the site otherwise.
    assert url.startswith(f"{page}uploads/")
    offset = 0
    while offset < len(content):
        answer = patch(owner, url, offset, content[offset : offset + 1000])
        offset = min(offset + 1000, len(content))
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(offset))
        assert answer["Tus-Resumable"] == "1.0.0"
        assert head(owner, url)["Upload-Offset"] == str(offset)
    kept = Video.objects.get(entry=entry)
    assert (kept.name, kept.size, kept.milliseconds) == ("Моё видео.mp4", len(content), 5000)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.container, kept.plays_in_browsers, kept.source) == ("mp4", True, "site")
    # Whoever has not heard the last answer asks, and is told that all has come.
    answer = head(owner, url)
    assert (answer.status_code, answer["Upload-Offset"]) == (200, str(len(content)))
    assert patch(owner, url, len(content), b"").status_code == 204
    assert Video.objects.count() == 1


def test_head_tells_offset_length_and_end_and_is_kept_by_no_cache(owner, page):
    url = begun(owner, page, 5000)
    answer = head(owner, url)
    assert (answer["Upload-Offset"], answer["Upload-Length"]) == ("0", "5000")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Upload-Expires"].endswith("GMT")


@pytest.mark.parametrize("headers", [{}, {"Tus-Resumable": "0.2.2"}])
def test_another_version_is_refused_with_ours(owner, page, headers):
    url = begun(owner, page, 5000)
    for answer in (
        owner.head(url, headers=headers),
        owner.post(f"{page}uploads/", headers={**headers, "Upload-Length": "5"}),
        owner.patch(url, b"x", headers=headers),
        owner.delete(url, headers=headers),
    ):
        assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_methods_that_a_network_does_not_let_through_come_in_a_header(owner, page):
    content = video()
    url = begun(owner, page, len(content))
    answer = owner.post(
        url,
        content,
        content_type="application/offset+octet-stream",
        headers={**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"},
    )
    assert (answer.status_code, Video.objects.count()) == (204, 1)


@pytest.mark.parametrize("offset", ["1", "4000"])
def test_a_wrong_offset_is_409_and_names_the_right_one(owner, page, offset):
    url = begun(owner, page, 5000)
    answer = patch(owner, url, int(offset), b"xyz")
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "0")


def test_a_request_without_what_it_needs_is_refused(owner, page):
    url = begun(owner, page, 5000)
    assert owner.post(f"{page}uploads/", headers=TUS).status_code == 400
    assert owner.post(f"{page}uploads/", headers={**TUS, "Upload-Length": "-1"}).status_code == 400
    assert (
        owner.post(
            f"{page}uploads/",
            headers={**TUS, "Upload-Length": "5", "Upload-Metadata": "filename €"},
        ).status_code
        == 400
    )
    wrong_type = owner.patch(
        url, b"x", content_type="application/json", headers={**TUS, "Upload-Offset": "0"}
    )
    assert wrong_type.status_code == 415
    no_offset = owner.patch(url, b"x", content_type="application/offset+octet-stream", headers=TUS)
    assert no_offset.status_code == 400
    assert patch(owner, url, 0, bytes(5001)).status_code == 413
    assert patch(owner, url, 0, b"x", Transfer_Encoding="chunked").status_code == 411
    assert owner.get(url, headers=TUS).status_code == 405


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_run_with_a_checksum_is_verified_before_it_counts(owner, page, algorithm):
    content = video()
    url = begun(owner, page, len(content))
    spoiled = patch(owner, url, 0, b"!" + content[1:], Upload_Checksum=checksum(content, algorithm))
    assert spoiled.status_code == 460
    assert head(owner, url)["Upload-Offset"] == "0"
    unknown = patch(owner, url, 0, content, Upload_Checksum="crc32 AAAA")
    assert unknown.status_code == 400
    assert (
        patch(owner, url, 0, content, Upload_Checksum=checksum(content, algorithm)).status_code
        == 204
    )
    assert Video.objects.count() == 1


def test_an_upload_is_ended_with_what_has_come_of_it(owner, page):
    url = begun(owner, page, 5000)
    patch(owner, url, 0, b"x" * 100)
    assert owner.delete(url, headers=TUS).status_code == 204
    assert not LongFile.objects.exists()
    assert not PrivateFile.objects.filter(long_file_part__isnull=False).exists()
    assert head(owner, url).status_code == 404
    assert patch(owner, url, 100, b"x").status_code == 404


def test_uploads_expire_and_those_under_way_do_not(owner, page, at):
    now = clock.now()
    left = begun(owner, page, 5000)
    at(now + 25 * 60 * MINUTE)
    tasks.drop_expired(clock.now())
    assert VideoUpload.objects.count() == 1
    patch(owner, left, 0, b"x" * 10)
    at(now + 60 * 60 * MINUTE)
    tasks.drop_expired(clock.now())
    assert head(owner, left).status_code == 200
    at(now + 80 * 60 * MINUTE)
    assert tasks.drop_expired(clock.now()) == 1
    assert head(owner, left).status_code == 404
    assert not LongFile.objects.exists()


# --- the line breaks ------------------------------------------------------------------------------


@pytest.mark.req("X-6")
def test_an_upload_killed_ten_times_at_random_arrives_whole(owner, page, monkeypatch):
    monkeypatch.setattr(long_files, "PART", 7_000)
    content = padded(video("mp4", 5), 200_000)
    url = begun(owner, page, len(content))
    chance, killed = random.Random(5), 0
    while killed < 10:
        offset = int(head(owner, url)["Upload-Offset"])
        owner.raise_request_exception = False
        with monkeypatch.context() as broken:
            breaking = chance.choice([_cut, _kill])
            breaking(broken, chance.randrange(1, 25_000))
            patch(owner, url, offset, content[offset:])
        killed += 1
        assert not Video.objects.exists()
    offset = int(head(owner, url)["Upload-Offset"])
    assert 0 < offset < len(content)
    assert patch(owner, url, offset, content[offset:]).status_code == 204
    assert Video.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def _cut(monkeypatch, most):
    """The line breaks after so many bytes."""
    _end_after(monkeypatch, most, ConnectionResetError())


def _kill(monkeypatch, most):
    """The process dies after so many bytes: no code of ours runs any more."""
    _end_after(monkeypatch, most, SystemError())


def _end_after(monkeypatch, most, error):
    from django.http import HttpRequest

    read, left = HttpRequest.read, [most]

    def reading(self, size):
        if left[0] <= 0:
            raise error
        piece = read(self, min(size, left[0]))
        left[0] -= len(piece)
        return piece

    monkeypatch.setattr(HttpRequest, "read", reading)


def test_two_tabs_with_the_same_upload_bring_one_video(owner, page):
    content = video("mp4", 5)
    url = begun(owner, page, len(content))
    assert patch(owner, url, 0, content[:1500]).status_code == 204
    # The other tab is behind: it asks again and goes on where the first has come to.
    assert patch(owner, url, 0, content[:1500]).status_code == 409
    offset = int(head(owner, url)["Upload-Offset"])
    assert patch(owner, url, offset, content[offset:]).status_code == 204
    assert Video.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_newer_request_interrupts_the_one_that_hangs(owner, page, monkeypatch):
    from django.http import HttpRequest

    content = video("mp4", 5)
    url = begun(owner, page, len(content))
    read, is_first = HttpRequest.read, [True]

    def hanging(self, size):
        if is_first[0]:
            is_first[0] = False
            # While the first one waits for its bytes, its client has come back.
            assert patch(owner, url, 0, content[:2000]).status_code == 204
        return read(self, size)

    monkeypatch.setattr(HttpRequest, "read", hanging)
    assert patch(owner, url, 0, content).status_code == 423
    assert head(owner, url)["Upload-Offset"] == "2000"
    assert patch(owner, url, 2000, content[2000:]).status_code == 204
    assert Video.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_run_that_never_ends_is_ended(owner, page, monkeypatch):
    from contest.video.public import tus

    monkeypatch.setattr(tus, "LONGEST_RUN", -1)
    url = begun(owner, page, 5000)
    answer = patch(owner, url, 0, bytes(5000))
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "0")


def test_a_differing_file_never_continues_another(owner, page):
    url = begun(owner, page, 5000, fingerprint="a" * 64)
    assert patch(owner, url, 0, b"x", Upload_Fingerprint="a" * 64).status_code == 204
    other = patch(owner, url, 1, b"y", Upload_Fingerprint="b" * 64)
    assert (other.status_code, "другой файл" in text(other)) == (412, True)
    assert head(owner, url)["Upload-Offset"] == "1"


@pytest.mark.req("X-6")
def test_what_came_whole_while_there_was_too_much_to_do_is_looked_at_later(
    owner, page, monkeypatch, at
):
    def busy(*args):
        raise boxed.Busy

    content = video()
    with monkeypatch.context() as loaded:
        loaded.setattr(videos, "probe", busy)
        assert upload(owner, page, content).status_code == 204
    assert not Video.objects.exists()
    sent_at = VideoUpload.objects.get().whole_at
    at(clock.now() + 6 * MINUTE)
    assert tasks.look_at_left(clock.now()) == 1
    assert Video.objects.get().received_at == sent_at
    assert tasks.look_at_left(clock.now()) == 0


@pytest.mark.req("X-6")
def test_what_a_stopped_server_left_whole_counts_from_its_last_bytes(owner, page, at):
    content = video()
    begun(owner, page, len(content))
    # All bytes are on the disk, and then the server is stopped.
    row = VideoUpload.objects.get()
    long_files.append(file=row.file, offset=0, source=BytesIO(content))
    at(clock.now() + 6 * MINUTE)
    assert tasks.look_at_left(clock.now()) == 1
    assert Video.objects.get().received_at == row.file.parts.get().content.created_at


@pytest.mark.req("X-6")
def test_what_a_stopped_server_left_whole_is_refused_by_letter(
    owner, page, at, mailoutbox, run_jobs
):
    content = video("flv")
    url = begun(owner, page, len(content))
    row = VideoUpload.objects.get()
    long_files.append(file=row.file, offset=0, source=BytesIO(content))
    at(clock.now() + 6 * MINUTE)
    assert tasks.look_at_left(clock.now()) == 1
    run_jobs()
    letter = mailoutbox[-1]
    assert letter.subject.startswith("Видео не принято")
    assert "Это не видео" in letter.body
    assert page in letter.body
    assert head(owner, url).status_code == 410


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.req("C-A6")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PLAYLIST, "Это не видео"),
        (song_with_cover, "только звук или обложка"),
        (lambda: video("mkv", 20)[:-3000], "обрывается"),
        (lambda: with_header_of(60, lasting=150), "длится 2 мин 30 с, а должно не больше 2 минут"),
    ],
    ids=["playlist", "cover", "cut", "long"],
)
def test_what_is_no_appeal_is_refused_in_words_and_leaves_nothing(
    owner, page, entry, content, said
):
    content = content if isinstance(content, bytes) else content()
    url = begun(owner, page, len(content), filename="Видео.avi")
    answer = patch(owner, url, 0, content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Video.objects.exists()
    assert not LongFile.objects.exists()
    assert head(owner, url).status_code == 410
    assert said in HistoryRecord.objects.about(entry).get(action="video-refused").why
    assert said in owner.get(page).content.decode().replace("\xa0", " ")


@pytest.mark.req("C-A6")
def test_an_avi_that_is_called_mp4_is_seen_as_avi(owner, page):
    upload(owner, page, video("avi"), filename="видео.mp4")
    kept = Video.objects.get()
    assert (kept.container, kept.plays_in_browsers, kept.media_type) == (
        "avi",
        False,
        "video/x-msvideo",
    )


def test_the_largest_size_is_said_before_anything_is_sent(owner, page, settings):
    answer = create(owner, page, settings.VIDEO_MAX_SIZE + 1)
    assert answer.status_code == 413
    assert "не больше 1 ГБ" in text(answer)


@pytest.mark.req("X-6")
def test_what_there_is_no_room_for_is_not_begun(owner, page, monkeypatch):
    monkeypatch.setattr(disk_room, "free", lambda: 4000)
    answer = create(owner, page, 5000)
    assert answer.status_code == 403
    assert "не хватает места" in text(answer)


def test_only_so_many_uploads_are_under_way_at_once(owner, page):
    for _ in range(5):
        begun(owner, page, 5000)
    answer = create(owner, page, 5000)
    assert (answer.status_code, "незаконченных загрузок" in text(answer)) == (403, True)


# --- whose ----------------------------------------------------------------------------------------


@pytest.mark.req("X-5")
def test_a_link_alone_begins_nothing(client, page):
    answer = create(client, page, 5000)
    assert answer.status_code == 403
    assert "подтвердите" in text(answer)
    assert not VideoUpload.objects.exists()


@pytest.mark.req("X-5")
def test_who_was_shown_the_form_as_the_owner_may_begin_later(owner, page, at):
    stamp = owner.get(page).context_data["stamp"]
    at(clock.now() + 90 * MINUTE)
    assert create(owner, page, 5000).status_code == 403
    assert create(owner, page, 5000, stamp=stamp).status_code == 201
    # In this browser only.
    assert create(Client(), page, 5000, stamp=stamp).status_code == 403


def test_an_upload_goes_on_when_the_proof_is_long_over(owner, page, at):
    content = video()
    url = begun(owner, page, len(content))
    patch(owner, url, 0, content[:1000])
    at(clock.now() + 90 * MINUTE)
    assert patch(Client(), url, 1000, content[1000:]).status_code == 204
    assert Video.objects.count() == 1


def test_the_upload_of_another_participant_is_not_there(owner, page, contest, secretary, link):
    from forms_app import links, services
    from tests.contest.factories import sent_application

    url = begun(owner, page, 5000)
    other = sent_application(contest, participant={"last_name": "Иная"})
    services.register(submission=other, actor=secretary)
    services.accept(submission=other, actor=secretary)
    foreign = url.replace(link, f"/track/{links.token('track', other)}/")
    assert head(owner, foreign).status_code == 404
    assert patch(owner, foreign, 0, b"x").status_code == 404


# --- when -----------------------------------------------------------------------------------------


def test_the_last_instant_of_stage_one_is_in_time_and_the_next_too_late(
    owner, page, at, closes_at, link
):
    content = video()
    at(closes_at - 2 * MINUTE)
    owner.post(f"{link}confirm/", {"answer": "05.03.1990"})
    first, second = begun(owner, page, len(content)), begun(owner, page, len(content))
    at(closes_at - dt.timedelta(microseconds=1))
    assert patch(owner, first, 0, content).status_code == 204
    assert Video.objects.get().received_at == closes_at - dt.timedelta(microseconds=1)
    at(closes_at)
    late = patch(owner, second, 0, content)
    assert late.status_code == 403
    assert "Приём видеообращений закончен: они принимались до конца дня" in text(late)
    assert create(owner, page, 5000).status_code == 403
    assert Video.objects.count() == 1


def test_before_stage_one_the_beginning_is_said(owner, page, contest):
    first = contest.stages.order_by("starts_on").first()
    first.starts_on = first.ends_on
    first.save()
    answer = create(owner, page, 5000)
    assert (answer.status_code, "Приём видеообращений начнётся" in text(answer)) == (403, True)


def test_who_is_not_admitted_sends_nothing(owner, page, application, secretary):
    from forms_app import services

    services.take_back(submission=application, actor=secretary, reason="ошибка")
    answer = create(owner, page, 5000)
    assert (answer.status_code, "эта заявка не допущена" in text(answer)) == (403, True)
