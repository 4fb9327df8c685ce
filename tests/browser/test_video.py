"""A video of stage I, from the letter of admission to the member who watches it (C-13, C-A6)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hands import Mouse, Staff, Visit, beginning
from tests.browser.live_site import LiveSite
from tests.core.video_samples import padded, song_with_cover, video

pytestmark = [pytest.mark.req("C-13", "C-A6"), pytest.mark.usefixtures("stage_one")]
WITH_AND_WITHOUT_JS = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
# One admitted participant of the demonstration for each run: with scripts and without.
PEOPLE = {
    True: ("luginina@example.org", "25.09.1986", "Лугинина"),
    False: ("snegiryov@example.org", "11.02.1994", "Снегирёв"),
}
# Stage I begins today, whatever the demonstration's dates are.
STAGE_ONE_IS_NOW = """
import datetime as dt
from contest.setup.models import Contest
from core import clock
contest = Contest.objects.filter(is_demo=True).latest("pk")
stage = contest.stages.order_by("starts_on").first()
stage.starts_on = clock.in_zone(clock.now(), contest.tz).date()
stage.ends_on = stage.starts_on + dt.timedelta(days=3)
stage.save()
"""


# The player goes to the fourth second; without ranges it could not.
SEEK = """video => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`it does not seek: ${video.readyState}`)), 20000);
  video.addEventListener("error", () => fail(new Error(video.error.message)));
  video.addEventListener("seeked", () => done([video.duration, video.currentTime]));
  const seek = () => { video.currentTime = 4; };
  if (video.readyState) seek(); else video.addEventListener("loadedmetadata", seek);
})"""


@pytest.fixture(scope="module")
def stage_one(live_site: LiveSite) -> None:
    """Videos are taken."""
    live_site.manage("shell", "--no-imports", "--command", STAGE_ONE_IS_NOW)


def arrive(page: Page, site: LiveSite, email: str, born: str) -> Mouse:
    """By the letter of admission to the page of the video, the owner proved."""
    admitted = site.letter(email, "Вы участник конкурса")
    page.goto(next(link for link in admitted.links if link.endswith("/video/")))
    hand = Mouse(page)
    hand.sees("не больше 2 минут")
    hand.follow("Подтвердить, что это я")
    hand.main.get_by_label(beginning("Ваша дата рождения")).fill(born)
    hand.press("Подтвердить")
    expect(page).to_have_url(re.compile("/video/$"))
    return hand


def choose(page: Page, name: str, content: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(content)
    other = page.get_by_text("Выбрать другой файл")
    if other.count() and not page.get_by_role("button", name="Отправить видео").is_visible():
        other.click()
    page.get_by_label(beginning("Файл видеообращения")).set_input_files(path)


@WITH_AND_WITHOUT_JS
def test_a_participant_sends_a_video_and_a_member_watches_it(
    js: bool, live_site: LiveSite, visit: Visit, staff: Staff, tmp_path: Path
):
    email, born, surname = PEOPLE[js]
    page = visit(js=js)
    hand = arrive(page, live_site, email, born)

    choose(page, "Песня.mp4", song_with_cover(), tmp_path)
    hand.main.get_by_label(beginning("Текстовое описание видео")).fill("Я у стенда.")
    hand.press("Отправить видео")
    expect(page.locator(".field__error")).to_contain_text("только звук или обложка")
    expect(hand.main.get_by_label(beginning("Текстовое описание видео"))).to_have_value(
        "Я у стенда."
    )

    choose(page, "Моё видео.mp4", video("mp4", 6, sound=True), tmp_path)
    hand.press("Отправить видео")
    hand.sees("Видеообращение получено: 6 с")
    hand.sees("Моё видео.mp4")
    hand.sees(re.compile("SHA-256"))
    live_site.letter(email, "Видеообращение получено")

    desk = staff("member")
    desk.goto("/cms/contest/videos/")
    desk.get_by_role("link", name=beginning(surname)).first.click()
    main = desk.get_by_role("main")
    expect(main).to_contain_text("Я у стенда.")
    player = main.locator("video")
    expect(player).to_be_visible()
    length = player.evaluate(SEEK)
    assert length[0] == pytest.approx(6, abs=0.3)
    assert length[1] == pytest.approx(4, abs=0.3)


def test_an_upload_goes_on_after_the_line_broke_and_after_the_page_was_closed(
    live_site: LiveSite, visit: Visit, tmp_path: Path
):
    email, born, _ = PEOPLE[True]
    page = visit()
    # The line breaks once in the middle; a reload at another time finds the upload waiting.
    content = padded(video("mp4", 5), 20_000_000)
    state = {"patches": 0}

    def breaking(route: Route) -> None:
        if route.request.method == "PATCH":
            state["patches"] += 1
            if state["patches"] in (2, 4):
                route.abort("connectionreset")
                return
        route.continue_()

    hand = arrive(page, live_site, email, born)
    page.route("**/video/uploads/**", breaking)
    choose(page, "Долгое.mp4", content, tmp_path)
    hand.press("Отправить видео")
    expect(page.locator("[data-status]")).to_contain_text(re.compile("Загружено|Связь прервалась"))
    hand.sees("Видеообращение получено: 5 с")
    assert state["patches"] >= 4

    # The page is closed after the first piece; chosen again, the file goes on.
    page.unroute("**/video/uploads/**")
    page.route(
        "**/video/uploads/**",
        lambda route: (
            route.abort("connectionreset")
            if route.request.headers.get("upload-offset", "0") != "0"
            else route.continue_()
        ),
    )
    choose(page, "Другое.mp4", padded(video("mp4", 4), 20_000_000), tmp_path)
    hand.press("Отправить видео")
    expect(page.locator("[data-status]")).to_contain_text("Связь прервалась")
    page.close(run_before_unload=False)

    page = visit()
    hand = arrive(page, live_site, email, born)
    hand.sees(re.compile("загружено 8 МБ из 19,1 МБ"))
    sent = []
    page.on("request", lambda one: sent.append(one.headers.get("upload-offset")))
    choose(page, "Другое.mp4", padded(video("mp4", 4), 20_000_000), tmp_path)
    hand.press("Отправить видео")
    hand.sees("Видеообращение получено: 4 с")
    assert "0" not in sent
