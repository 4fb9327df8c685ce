"""Videos in the back office: who sees them, the player, what staff attach (C-13, X-7)."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from contest.applications.models import Entry
from contest.video import services, serving
from contest.video.models import Video
from core import clock
from core.models import HistoryRecord, ReadRecord
from tests.boards import panel
from tests.contest.desk import EVERYBODY, READERS, WORKERS
from tests.contest.factories import NOVOSIBIRSK, sent_application
from tests.core.video_samples import song_with_cover, video
from tests.forms_app.helpers import said
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-13", "X-7")]
DESK = "/cms/contest/videos/"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def content():
    return video("mp4", 5)


@pytest.fixture
def kept(entry, content) -> Video:
    file = ContentFile(content)
    kept = services.send_file(entry=entry, source=file, name="Моё видео.mp4", at=clock.now())
    return services.describe(video=kept, text="Стою у стенда и рассказываю.")


@pytest.fixture
def play(entry, kept):
    return f"{DESK}play/{entry.pk}/{kept.number}/"


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_opens_the_video(who, browser_of, entry, play):
    browser = browser_of(who)
    expected = 200 if who in READERS else (302 if who == "anonymous" else 404)
    for address in (f"{DESK}inspect/{entry.pk}/", play, f"{DESK}history/{entry.pk}/"):
        assert browser.get(address).status_code == expected, address
    assert browser.head(play).status_code == expected


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_attaches_a_video_and_describes_it(who, browser_of, entry, kept):
    browser = browser_of(who)
    expected = 200 if who in WORKERS else (302 if who == "anonymous" else 404)
    for action in ("attach", "describe"):
        assert browser.get(f"{DESK}{action}/{entry.pk}/").status_code == expected


def test_the_player_the_facts_and_the_description_stand_on_the_page(browser_of, entry, play):
    shown = said(browser_of("member").get(f"{DESK}inspect/{entry.pk}/"))
    assert f'<video class="desk-video" controls preload="metadata" src="{play}"' in shown
    for text in ("Моё видео.mp4", "5 с", "MP4, h264, 64 × 48", "Стою у стенда", "через сайт"):
        assert text in shown


def test_the_application_shows_the_video_too(browser_of, application, play):
    shown = said(browser_of("member").get(f"/cms/contest/applications/inspect/{application.pk}/"))
    assert play in shown
    assert "Страница видеообращения" in shown


def test_what_browsers_do_not_show_is_offered_as_the_original(browser_of, entry):
    services.send_file(
        entry=entry, source=ContentFile(video("avi")), name="видео.mp4", at=clock.now()
    )
    shown = said(browser_of("member").get(f"{DESK}inspect/{entry.pk}/"))
    assert "<video" not in shown
    assert "Браузер не умеет показывать этот формат: скачайте оригинал" in shown


def test_an_iphone_mov_is_noted(browser_of, entry):
    services.send_file(entry=entry, source=ContentFile(video("mov")), name="a", at=clock.now())
    shown = said(browser_of("member").get(f"{DESK}inspect/{entry.pk}/"))
    assert "MOV – так снимает iPhone" in shown


def test_ranges_are_answered_exactly(browser_of, play, content):
    browser = browser_of("member")
    whole = browser.get(play)
    assert (whole.status_code, b"".join(whole)) == (200, content)
    assert (whole["Content-Type"], whole["Accept-Ranges"]) == ("video/mp4", "bytes")
    assert "no-store" in whole["Cache-Control"]
    part = browser.get(play, headers={"Range": "bytes=700-999"})
    assert (part.status_code, b"".join(part)) == (206, content[700:1000])
    assert part["Content-Range"] == f"bytes 700-999/{len(content)}"
    last = browser.get(play, headers={"Range": "bytes=-50"})
    assert (last.status_code, b"".join(last)) == (206, content[-50:])
    beyond = browser.get(play, headers={"Range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(content)}")
    head = browser.head(play)
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(len(content)), b"")


def test_the_original_is_downloaded_under_its_name(browser_of, play):
    answer = browser_of("member").get(f"{play}?download")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.req("X-5")
def test_each_look_is_logged_once_however_many_pieces_a_player_asks_for(
    browser_of, people, play, application, at
):
    browser = browser_of("member")
    for start in (0, 500, 900):
        browser.get(play, headers={"Range": f"bytes={start}-"})
    look = ReadRecord.objects.about(application).get(actor=people["member"])
    assert look.what == "видеообращение № 1, просмотр"
    browser.get(f"{play}?download")
    at(clock.now() + HOUR)
    browser.get(play)
    looks = ReadRecord.objects.about(application).filter(actor=people["member"])
    assert sorted(looks.values_list("what", flat=True)) == [
        "видеообращение № 1, просмотр",
        "видеообращение № 1, просмотр",
        "видеообращение № 1, скачан файл",
    ]


def test_the_database_is_let_go_before_the_content_is_sent(browser_of, play, monkeypatch):
    let_go = []
    line = SimpleNamespace(in_atomic_block=False, close=lambda: let_go.append(True))
    monkeypatch.setattr(serving, "connection", line)
    response = browser_of("member").get(play)
    # What comes after the view may still ask it.
    assert let_go == []
    next(iter(response))
    assert let_go == [True]


# --- list -----------------------------------------------------------------------------------------


def test_the_list_tells_who_has_sent_none(browser_of, contest, entry, kept, secretary):
    from forms_app import services as forms

    other = sent_application(contest, participant={"last_name": "Безвидеова"})
    forms.register(submission=other, actor=secretary)
    forms.accept(submission=other, actor=secretary)
    waiting = sent_application(contest, participant={"last_name": "Ожидаева"})
    browser = browser_of("secretary")
    everybody = said(browser.get(DESK))
    assert "Королёва" in everybody
    assert "Безвидеова" in everybody
    assert waiting.title not in everybody
    without = said(browser.get(f"{DESK}?video=without"))
    assert "Безвидеова" in without
    assert "Королёва" not in without
    assert "Безвидеова" not in said(browser.get(f"{DESK}?video=with"))
    assert "Безвидеова" in said(browser.get(f"{DESK}?q=безвидеова&contest={contest.slug}"))
    csv = browser.get(f"{DESK}export/?format=csv&video=without")
    assert "Безвидеова" in b"".join(csv).decode("utf-8-sig")


@pytest.mark.req("X-4")
def test_the_list_stays_flat(browser_of, contest, entry, kept, secretary):
    from forms_app import services as forms

    browser = browser_of("secretary")
    of_one = page_queries(browser, DESK)
    for name in ("Первая", "Вторая"):
        other = sent_application(contest, participant={"last_name": name})
        forms.register(submission=other, actor=secretary)
        forms.accept(submission=other, actor=secretary)
        entry = Entry.objects.get(submission=other)
        services.send_file(entry=entry, source=ContentFile(video()), name="a", at=clock.now())
    assert page_queries(browser, DESK) == of_one


@pytest.mark.req("X-4")
def test_the_board_names_who_has_sent_no_video(browser_of, entry, at, closes_at, secretary):
    shown = panel(browser_of("staff"), "videos")
    assert "Без видео" in shown
    assert "Королёва" in shown
    assert "видеообращения принимаются до конца дня" in shown
    assert panel(browser_of("member"), "videos") == ""
    at(closes_at + HOUR)
    assert "видеообращения принимались до конца дня" in panel(browser_of("staff"), "videos")
    services.attach(
        entry=entry,
        source=ContentFile(video(), name="a.mp4"),
        arrival=services.Arrival(closes_at - HOUR, Video.Source.EMAIL, secretary),
    )
    assert "Видео прислали все допущенные." in panel(browser_of("staff"), "videos")
    at(closes_at + 8 * 24 * HOUR)
    assert panel(browser_of("staff"), "videos") == ""


# --- what came otherwise --------------------------------------------------------------------------


def attach(browser, entry, content, came_at, **typed):
    local = came_at.astimezone(NOVOSIBIRSK)
    file = SimpleUploadedFile("Из письма.mp4", content)
    return browser.post(
        f"{DESK}attach/{entry.pk}/",
        {"source": "email", "at": f"{local:%d.%m.%Y %H:%M}", "video": file, **typed},
        follow=True,
    )


@pytest.mark.req("C-10")
def test_staff_attach_what_came_by_mail_with_its_instant(browser_of, people, entry, at, closes_at):
    came_at = (clock.now() - HOUR).replace(second=0, microsecond=0)
    at(closes_at + HOUR)
    shown = said(
        attach(browser_of("staff"), entry, video(), came_at, description="Участница у доски.")
    )
    assert "Видеообращение приложено." in shown
    kept = Video.objects.get(entry=entry)
    assert (kept.received_at, kept.source, kept.entered_by) == (came_at, "email", people["staff"])
    assert kept.description == "Участница у доски."
    record = HistoryRecord.objects.about(entry).get(action="attach")
    assert record.actor == people["staff"]
    assert "Приложено видеообращение, поступившее иначе" in shown


def test_the_last_to_arrive_counts_not_the_last_to_be_entered(browser_of, entry, kept):
    attach(browser_of("staff"), entry, video("mp4", 4), clock.now() - HOUR)
    assert entry.videos.count() == 2
    assert services.current(entry) == kept


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"junk", "Это не видео"), (song_with_cover, "только звук или обложка")],
    ids=["junk", "cover"],
)
def test_the_same_checks_hold_and_what_was_typed_stays(browser_of, entry, content, words):
    content = content if isinstance(content, bytes) else content()
    shown = said(attach(browser_of("staff"), entry, content, clock.now(), description="Описание"))
    assert words in shown
    assert "Описание" in shown
    assert not Video.objects.exists()


def test_what_came_too_late_is_refused_with_the_date(browser_of, entry, content, at, closes_at):
    at(closes_at + 2 * HOUR)
    shown = said(attach(browser_of("staff"), entry, content, closes_at + HOUR))
    assert "Приём видеообращений закончен: они принимались до конца дня" in shown
    shown = said(attach(browser_of("staff"), entry, content, closes_at + 5 * HOUR))
    assert "Это время ещё не наступило" in shown
    assert not Video.objects.exists()


def test_staff_describe_a_video_for_who_could_not(browser_of, entry, kept, people):
    browser = browser_of("staff")
    assert "Стою у стенда" in said(browser.get(f"{DESK}describe/{entry.pk}/"))
    browser.post(f"{DESK}describe/{entry.pk}/", {"text": "Участница рассказывает."})
    kept.refresh_from_db()
    assert kept.description == "Участница рассказывает."
    record = HistoryRecord.objects.about(entry).get(
        action="video-description", actor=people["staff"]
    )
    assert record.details == {"number": 1}
