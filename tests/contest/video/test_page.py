"""The participant's page of the video, and the plain form (C-13, C-A6)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contest.video.content import wording
from contest.video.models import Video, VideoUpload
from core import clock
from core.models import LongFile
from tests.contest.video.sending import begun, patch, upload
from tests.core.video_samples import song_with_cover, video
from tests.forms_app.helpers import said
from tests.regulation_sources import SOURCES

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-13")]


def send(browser, page, content, name="Видео.mp4", **typed):
    stamp = said(browser.get(page)).split('name="stamp" value="')[1].split('"')[0]
    file = SimpleUploadedFile(name, content, "video/mp4")
    return browser.post(page, {"stamp": stamp, "video": file, **typed}, follow=True)


@pytest.mark.req("C-A6")
def test_the_page_says_what_the_video_may_tell_and_what_is_taken(client, page):
    shown = said(client.get(page))
    for text in (*wording()["may_tell"], wording()["telephone"]):
        assert text in shown
    for text in ("не больше 2 минут", "1 ГБ", "MP4, AVI, MKV, MPEG-2, MPEG-4", "до конца дня"):
        assert text in shown


@pytest.mark.req("C-A6")
def test_the_words_of_appendix_6_are_those_of_the_source():
    (source,) = SOURCES.glob("000_*.txt")
    lines = [line.lstrip("- ") for line in source.read_text(encoding="utf-8").splitlines()]
    for text in (*wording()["may_tell"], wording()["telephone"]):
        assert text in [line.strip() for line in lines]


@pytest.mark.req("X-5")
def test_the_link_alone_shows_neither_form_nor_video(owner, page):
    send(owner, page, video(), description="Рассказываю о работе.")
    stranger = Client()
    shown = said(stranger.get(page))
    assert "Видео.mp4" not in shown
    assert "Рассказываю о работе" not in shown
    assert 'type="file"' not in shown
    assert "confirm/?next=video" in shown
    assert stranger.get(f"{page}1/").status_code == 404
    file = SimpleUploadedFile("a.mp4", video())
    answer = stranger.post(page, {"video": file})
    assert answer["Location"].endswith("confirm/?next=video")
    assert Video.objects.count() == 1


def test_a_video_is_sent_by_a_plain_form(owner, page, entry):
    content = video("mp4", 5)
    shown = said(send(owner, page, content, description="Рассказываю\r\nо работе."))
    assert "Видеообращение получено: 5 с" in shown
    kept = Video.objects.get(entry=entry)
    assert (kept.name, kept.description) == ("Видео.mp4", "Рассказываю\nо работе.")
    assert b"".join(owner.get(f"{page}1/")) == content
    assert "Рассказываю" in shown


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Файл пуст: выберите другой."),
        (b"no video", "Это не видео"),
        (song_with_cover, "только звук или обложка"),
    ],
    ids=["empty", "junk", "cover"],
)
def test_the_plain_form_refuses_in_the_same_words_and_keeps_what_was_typed(
    owner, page, content, words
):
    content = content if isinstance(content, bytes) else content()
    shown = said(send(owner, page, content, description="Напечатанное остаётся"))
    assert words in shown
    assert "Напечатанное остаётся" in shown
    assert 'id="error-summary"' in shown
    assert not Video.objects.exists()
    assert not LongFile.objects.exists()


def test_without_a_file_the_form_says_so(owner, page):
    stamp = owner.get(page).context_data["stamp"]
    shown = said(owner.post(page, {"stamp": stamp, "description": "Текст"}))
    assert "Выберите файл с видео." in shown
    assert "Текст" in shown


def test_too_large_a_file_is_refused_with_the_limit(owner, page, settings):
    settings.VIDEO_MAX_SIZE = 1000
    assert "не больше 1000 байт" in said(send(owner, page, video()))


@pytest.mark.req("C-13")
def test_the_last_video_counts_and_the_others_stay(owner, page, entry):
    send(owner, page, video("mp4", 3), name="первое.mp4")
    send(owner, page, video("mp4", 4), name="второе.mp4")
    shown = said(owner.get(page))
    assert shown.index("второе.mp4") < shown.index("Прежние файлы") < shown.index("первое.mp4")
    assert entry.videos.count() == 2


def test_a_participant_hears_of_the_receipt_by_letter(owner, page, mailoutbox, run_jobs):
    send(owner, page, video("mp4", 5))
    run_jobs()
    letter = mailoutbox[-1]
    assert letter.subject.startswith("Видеообращение получено, заявка ")
    assert "Длительность 5 с" in letter.body
    assert page in letter.body


def test_the_letter_of_admission_names_the_days_of_stage_one_and_the_address(
    application, page, mailoutbox, run_jobs, closes_at
):
    run_jobs()
    letter = next(one for one in mailoutbox if one.subject.startswith("Вы участник конкурса"))
    assert page in letter.body
    assert clock.format_deadline(closes_at, "Asia/Novosibirsk") in letter.body


def test_the_description_is_changed_while_videos_are_taken(owner, page, at, closes_at, link):
    send(owner, page, video())
    stamp = owner.get(page).context_data["stamp"]
    owner.post(page, {"stamp": stamp, "describe": "1", "description": "Новое описание"})
    assert Video.objects.get().description == "Новое описание"
    at(closes_at)
    owner.post(f"{link}confirm/", {"answer": "05.03.1990"})
    shown = said(owner.get(page))
    assert 'name="describe"' not in shown
    assert "Новое описание" in shown
    stamp = owner.get(page).context_data["stamp"]
    answer = owner.post(page, {"stamp": stamp, "describe": "1", "description": "Позднее"})
    assert "Приём видеообращений закончен" in said(answer)
    assert Video.objects.get().description == "Новое описание"


def test_after_the_end_the_date_is_said_and_nothing_is_taken(owner, page, at, closes_at, link):
    at(closes_at)
    owner.post(f"{link}confirm/", {"answer": "05.03.1990"})
    shown = said(owner.get(page))
    assert "Приём видеообращений закончен: они принимались до конца дня" in shown
    assert 'type="file"' not in shown
    stamp = owner.get(page).context_data["stamp"]
    file = SimpleUploadedFile("a.mp4", video())
    assert "Приём видеообращений закончен" in said(
        owner.post(page, {"stamp": stamp, "video": file})
    )
    assert not Video.objects.exists()


def test_unfinished_uploads_are_listed_and_dropped(owner, page):
    url = begun(owner, page, 5_000_000, filename="Долгое.mp4", fingerprint="f" * 64)
    patch(owner, url, 0, bytes(1_048_576))
    shown = said(owner.get(page))
    assert "Долгое.mp4" in shown
    assert "загружено 1 МБ из 4,8 МБ" in shown
    assert f'data-url="{url}" data-fingerprint="{"f" * 64}"' in shown
    stamp = owner.get(page).context_data["stamp"]
    owner.post(page, {"stamp": stamp, "drop": url.rstrip("/").rpartition("/")[2]})
    assert not VideoUpload.objects.exists()
    assert not LongFile.objects.exists()
    assert owner.post(page, {"stamp": stamp, "drop": "nothing"}).status_code == 404


def test_the_tracking_page_leads_to_the_video(client, link, page, owner):
    assert f'href="{page}"' in said(client.get(link))
    upload(owner, page, video())
    assert "До конца I этапа его можно заменить" in said(client.get(link))


def test_other_submissions_have_no_video(client, contest):
    from forms_app import links
    from tests.contest.factories import sent_application

    other = f"/track/{links.token('track', sent_application(contest))}/"
    assert "video/" not in said(client.get(other))
    assert "эта заявка не допущена" in said(client.get(f"{other}video/"))


def test_the_owner_seeks_in_the_own_video(owner, page):
    content = video("mp4", 5)
    send(owner, page, content)
    answer = owner.get(f"{page}1/", headers={"Range": "bytes=100-199"})
    assert (answer.status_code, b"".join(answer)) == (206, content[100:200])
    assert "private, no-store" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]
    assert owner.get(f"{page}9/").status_code == 404
