"""A contest is played from admission on, by the pages of each role, with the clock moved."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import play_end
from tests.browser.hands import Mouse, beginning
from tests.browser.live_site import LiveSite
from tests.browser.whole_contest import POINTS, Play, of_regulation
from tests.core.file_samples import pdf
from tests.core.video_samples import video

DAY = dt.timedelta(days=1)
SCORING = "/cms/contest/scoring/"
MEETINGS = "/cms/contest/meetings/"
CRITERIA = (
    "содержательность и аргументированность",
    "ораторское мастерство",
    "артистичность",
    "оригинальность",
)
TITLE = of_regulation(
    "онкурс профессионального мастерства среди специалистов государственных казенных учреждений"
    " Новосибирской области центров занятости населения"
)
TIED = ("Равнов Олег", "Равнова Инна")
PRESENT = ("Рощин", "Луговая", "Тропинина", "Озерова", "Ольховский")


@pytest.fixture
def play(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Play]:
    """A site of its own: no other test may find its clock moved."""
    site = LiveSite(tmp_path_factory.mktemp("whole-contest"))
    site.take_over(prepared)
    playing = Play(site, browser)
    try:
        site.start()
        yield playing
    finally:
        playing.close()
        site.stop()


@pytest.mark.req("C-13", "C-14", "C-15", "C-17", "C-19", "C-K4", "C-K6", "C-K7", "C-K8")
def test_a_contest_from_admission_to_published_results(play: Play, tmp_path: Path):
    _admit(play)
    _send_videos(play, tmp_path)
    _mark(play)
    _find_the_tie(play)
    _meet(play)
    _sign(play)
    _see_who_is_admitted(play)
    play_end.tell(play)
    play_end.agree_to_be_named(play)
    play_end.approve_and_publish(play)
    play_end.read_the_page(play)
    play_end.give_certificates(play)


def _admit(play: Play) -> None:
    """The secretary admits; the letter says when and where the video goes."""
    secretary = play.desk("secretary")
    secretary.open("/cms/contest/applications/?q=Ёлкин")
    secretary.follow("Ёлкин")
    secretary.follow("Допустить")
    secretary.press("Допустить")
    secretary.sees("Допущена")
    assert play.facts["slug"]


def _send_videos(play: Play, folder: Path) -> None:
    """No video before stage I; in it by a plain form; who sent none is told after it."""
    first, last = play.stage(0)
    letter = play.site.letter("yolkin@example.org", "Вы участник конкурса")
    page = play.visitor(js=False)
    page.goto(next(link for link in letter.links if link.endswith("/video/")))
    hand = Mouse(page)
    hand.sees("Сейчас видео не принимается")
    hand.sees(re.compile("Приём видеообращений начнётся"))

    play.move_to(first + 2 * DAY)
    page.reload()
    hand.follow("Подтвердить, что это я")
    hand.main.get_by_label(beginning("Ваша дата рождения")).fill("09.12.1984")
    hand.press("Подтвердить")
    path = folder / "Моё видео.mp4"
    path.write_bytes(video("mp4", 6))
    page.get_by_label(beginning("Файл видеообращения")).set_input_files(path)
    hand.press("Отправить видео")
    hand.sees("Видеообращение получено: 6 с")
    play.in_bulk("videos", video=str(path))

    play.move_to(last + 2 * DAY)
    # Regular work and worker go by the same clock: nobody has called them.
    play.site.letter("ryabinkina@example.org", "Видеообращение не поступило")


def _mark(play: Play) -> None:
    """Members mark; one has a conflict of interest; nobody sees the marks of others."""
    scoring = f"{SCORING}inspect/{play.facts['pk']}/"
    play.move_to(dt.datetime.fromisoformat(play.facts["scoring"][0]).date() + 2 * DAY)
    for login, js in (("member", True), ("chair", False)):
        desk = play.desk(login, js=js).open(scoring)
        desk.follow("Ёлкин")
        each, over = divmod(POINTS["Ёлкин"], len(CRITERIA))
        for number, criterion in enumerate(CRITERIA):
            assert of_regulation(criterion)
            desk.tick(str(each + (number < over)), within=criterion.capitalize())
        desk.press("Сохранить – Ёлкин")
        desk.sees("оценено всё")
    member = play.desk("member").open(scoring)
    member.follow("Снегирёв")
    member.follow("Я не могу оценивать")
    member.fill("В чём состоит", "Участник – мой бывший подчинённый")
    member.press("Записать")
    member.sees("этого участника вы не оцениваете")
    play.in_bulk("marks", points=POINTS)
    chair = play.desk("chair")
    answer = chair.page.goto(f"{SCORING}table/{play.facts['pk']}/")
    assert answer is not None
    assert answer.status == 404


def _find_the_tie(play: Play) -> None:
    """After the closing the ranking says who waits for the commission."""
    play.move_to(dt.datetime.fromisoformat(play.facts["scoring"][1]).date() + DAY)
    table = play.desk("secretary").open(f"{SCORING}inspect/{play.facts['pk']}/")
    table.follow("Результаты оценки")
    for name in TIED:
        expect(table.line(name).last).to_contain_text("решает комиссия")
    table.sees("кто допущен, решает комиссия на заседании")
    expect(table.main.locator("tr", has_text="Ёлкин")).to_contain_text("во II этап")
    expect(table.main.locator("tr", has_text="Рябинкина")).to_have_count(0)


def _meet(play: Play) -> None:
    """Agenda, approval, convening, attendance, votes, decisions, protocol."""
    secretary = play.desk("secretary").open(MEETINGS)
    day = dt.datetime.fromisoformat(play.facts["meeting"]).date()
    secretary.follow(f"{day:%d.%m.%Y}")
    meeting = secretary.page.url
    secretary.follow("Добавить вопрос")
    secretary.fill("Что решается", "О равных баллах на границе II этапа")
    secretary.fill("Вопрос", "О равных баллах карьерных консультантов")
    secretary.press("Добавить")
    chair = play.desk("chair").open(meeting)
    chair.follow("Утвердить повестку")
    chair.press("Утвердить повестку")
    chair.sees("Повестка утверждена.")
    secretary.open(meeting)
    secretary.follow("Созвать")
    secretary.press("Отправить письма")
    play.site.letter("chair@example.org", "Заседание комиссии")

    play.move_to(day, 11)
    secretary.open(meeting)
    secretary.follow("Отметить явку")
    for name in PRESENT:
        secretary.tick(name)
    secretary.press("Сохранить")
    _vote(play, meeting, "О равных баллах карьерных", against=("Луговая",))
    secretary.open(meeting)
    secretary.follow("Записать решение", within=secretary.line("О равных баллах карьерных"))
    secretary.fill("Решение", "Допустить на пятое место одного участника.")
    for name in TIED:
        secretary.tick(name, within="У кого равные баллы")
    secretary.tick(TIED[1], within="Кто допущен")
    secretary.press("Записать решение")
    secretary.sees("Решение записано.")
    _vote(play, meeting, "О допуске участников")
    secretary.open(meeting)
    secretary.follow("Записать решение", within=secretary.line("О допуске участников"))
    secretary.fill("Решение", "Допустить ко II этапу конкурса.")
    for name in ("Ёлкин", "Лугинина", "Первова", "Второв", "Снегирёв", TIED[1]):
        secretary.tick(name, within="Кто допущен")
    secretary.press("Записать решение")
    secretary.sees("Решение записано.")
    sheet = secretary.paper("Лист регистрации")
    sheet.says(TITLE, *PRESENT, "правомочно, если присутствует не меньше 4 (пункт 7")
    secretary.follow("Закрыть заседание")
    secretary.press("Закрыть заседание")
    secretary.sees("Заседание закрыто")


def _vote(play: Play, meeting: str, question: str, against: tuple[str, ...] = ()) -> None:
    secretary = play.desk("secretary").open(meeting)
    secretary.follow("Голоса", within=secretary.line(question))
    for name in PRESENT:
        secretary.tick("против" if name in against else "за", within=name)
    secretary.press("Сохранить голоса")
    secretary.sees("Голоса сохранены.")


def _sign(play: Play) -> None:
    """The protocol says what the acts ask for; one person files the scan, another confirms it."""
    secretary = play.desk("secretary").open(MEETINGS)
    day = dt.datetime.fromisoformat(play.facts["meeting"]).date()
    secretary.follow(f"{day:%d.%m.%Y}")
    meeting = secretary.page.url
    protocol = secretary.paper("Протокол (PDF)")
    protocol.says(
        "Всего членов комиссии: 7, присутствуют: 5, нужно не меньше 4: кворум есть",
        "Отсутствовали: Перелескова Нина Фёдоровна, Каменев Тимур Олегович.",
        "Равные баллы:",
        *TIED,
        "за – 4, против – 1, воздержались – 0",
        "Решение по этому вопросу не принималось.",
        TITLE,
        of_regulation("по определению победителей конкурса"),
        of_regulation("Лучший специалист центра занятости населения"),
    )
    protocol.is_silent_on("Рябинкина", "бывший подчинённый")
    secretary.follow("Внести подписанный протокол")
    secretary.fill("Подписан", f"{day:%d.%m.%Y}")
    scan = {"name": "Протокол.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    secretary.main.get_by_label(beginning("Скан подписанного протокола")).set_input_files([scan])
    secretary.press("Внести")
    secretary.sees("ждёт подтверждения")
    chair = play.desk("chair").open(meeting)
    chair.follow("Подтвердить подписание")
    chair.press("Подтвердить подписание")
    chair.sees("Подписание протокола подтверждено.")


def _see_who_is_admitted(play: Play) -> None:
    """The ranking takes the decision of the signed protocol."""
    table = play.desk("chair").open(f"{SCORING}table/{play.facts['pk']}/")
    expect(table.main.locator("tr", has_text=TIED[1])).to_contain_text("во II этап")
    expect(table.main.locator("tr", has_text=TIED[0])).not_to_contain_text("во II этап")
    expect(table.main).not_to_contain_text("решает комиссия")
