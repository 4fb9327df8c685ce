"""Who has sent none by the end is told so; a participant's data are destroyed with their videos."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile

from contest.video import services, tasks
from contest.video.models import MissingVideo, Video, VideoUpload
from core import clock, files
from core.models import HistoryRecord, LongFile, PrivateFile
from forms_app import services as forms
from forms_app.models import Call, DestructionAct
from tests.contest.video.sending import begun, patch, upload
from tests.core.video_samples import video
from tests.forms_app.helpers import said

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-13")]
DAY = dt.timedelta(days=1)


def told(mailoutbox):
    return [one for one in mailoutbox if one.subject.startswith("Видеообращение не поступило")]


def test_who_has_sent_none_is_told_once_a_day_after_the_end(
    entry, closes_at, mailoutbox, run_jobs, at
):
    at(closes_at + DAY)
    assert tasks.tell_missing(closes_at) == 0
    assert tasks.tell_missing(closes_at + DAY) == 1
    assert tasks.tell_missing(closes_at + DAY + DAY / 24) == 0
    run_jobs()
    (letter,) = told(mailoutbox)
    assert "мы не получили" in letter.body
    assert "до конца дня" in letter.body
    assert MissingVideo.objects.get().entry == entry
    assert HistoryRecord.objects.about(entry).filter(action="video-missing").exists()


def test_who_has_sent_one_is_not_told(entry, closes_at, mailoutbox, run_jobs):
    services.send_file(entry=entry, source=ContentFile(video()), name="a", at=clock.now())
    assert tasks.tell_missing(closes_at + DAY) == 0


def test_who_has_no_address_is_to_be_called(entry, closes_at, application):
    application.email = ""
    application.save()
    tasks.tell_missing(closes_at + DAY)
    assert Call.objects.due().get(letter_code="contest-video-missing").submission == application


def test_of_a_contest_long_over_nobody_is_told(entry, closes_at):
    assert tasks.tell_missing(closes_at + 8 * DAY) == 0


def test_who_is_not_admitted_is_not_told(entry, closes_at, application):
    forms.withdraw(submission=application)
    assert tasks.tell_missing(closes_at + DAY) == 0


def test_the_desk_marks_who_was_told(entry, closes_at, browser_of, at):
    at(closes_at + DAY)
    tasks.tell_missing(closes_at + DAY)
    shown = said(browser_of("secretary").get(f"/cms/contest/videos/inspect/{entry.pk}/"))
    assert "Видеообращение не поступило до конца I этапа, участнику сообщено" in shown


@pytest.mark.req("X-5")
def test_destruction_removes_videos_and_uploads_and_the_act_names_them(
    owner, page, entry, application, django_capture_on_commit_callbacks
):
    upload(owner, page, video("mp4", 4), filename="Королёва Анна.mp4")
    kept = Video.objects.get()
    services.describe(video=kept, text="Анна рассказывает.")
    patch(owner, begun(owner, page, 5000), 0, bytes(1000))
    names = list(
        PrivateFile.objects.filter(long_file_part__isnull=False).values_list(
            "storage_name", flat=True
        )
    )
    assert len(names) == 2
    with django_capture_on_commit_callbacks(execute=True):
        forms.destroy_submission(submission=application, reason="срок")
    assert not any(files.storage().exists(name) for name in names)
    kept.refresh_from_db()
    assert (kept.name, kept.description) == ("", "")
    assert kept.file.destroyed_at is not None
    assert not VideoUpload.objects.filter(video=None).exists()
    assert LongFile.objects.count() == 1
    assert "Видеообращения: 1." in DestructionAct.objects.get(submission=application).data_list
    assert owner.get(page).status_code == 410


@pytest.mark.req("X-5")
def test_name_and_description_lie_encrypted(owner, page, entry):
    upload(owner, page, video(), filename="Королёва.mp4")
    services.describe(video=Video.objects.get(), text="Анна рассказывает.")
    row = Video.objects.filter(pk=Video.objects.get().pk).values_list("name", "description")
    (stored,) = row
    assert not any(
        "Королёва".encode() in bytes(one) or "Анна".encode() in bytes(one) for one in stored
    )
