"""The end of a contest as it is played: letters, stage II, order, publication, certificates."""

import datetime as dt

from playwright.sync_api import expect

from tests.browser.hands import Mouse, beginning
from tests.browser.whole_contest import Play, of_regulation
from tests.core.file_samples import pdf

DAY = dt.timedelta(days=1)
LETTERS = "/cms/contest/letters/"
RESULTS = "/cms/contest/results/"
CERTIFICATES = "/cms/contest/certificates/"
SHORT_TITLE = "Конкурс специалистов центров занятости"
WINNER, SECOND, THIRD = "Ёлкин Святослав", "Лугинина Варвара", "Первова Анна"
IN_NOMINATION = of_regulation("в номинации «Лучший специалист центра занятости населения»")
OF_STAGE_TWO = of_regulation(
    "«Участник Всероссийского конкурса профессионального мастерства в сфере содействия занятости"
    " населения»"
)
OF_WINNER = of_regulation(
    "Победитель регионального этапа Всероссийского конкурса профессионального мастерства в сфере"
    " содействия занятости населения"
)


def _file(name: str) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf()}


def tell(play: Play) -> None:
    """Letters are prepared by one person and released by another; then stage II is held."""
    day = dt.datetime.fromisoformat(play.facts["meeting"]).date()
    play.move_to(day, 15)
    secretary = play.desk("secretary").open(LETTERS)
    secretary.follow("Подготовить письма")
    secretary.tick("О допуске ко II этапу")
    secretary.press("Подготовить")
    secretary.sees("Письма подготовлены")
    chair = play.desk("chair").open(secretary.page.url)
    chair.follow("Отправить письма")
    chair.press("Отправить все")
    chair.sees("Письма поставлены в очередь отправки")
    admitted = play.site.letter("yolkin@example.org", "Вы допущены ко II этапу")
    assert of_regulation("II этап") in admitted.text
    assert "актовый зал" in admitted.text
    play.move_to(play.stage(-1)[0], 17)
    play.in_bulk("stage-two")


def agree_to_be_named(play: Play) -> None:
    """The winner-to-be agrees under the link of the letter; nobody else is asked."""
    letter = play.site.letter("yolkin@example.org", "Вы участник конкурса")
    link = next(link for link in letter.links if link.endswith("/video/"))
    page = play.visitor(js=False)
    page.goto(link.removesuffix("video/"))
    hand = Mouse(page)
    hand.follow("Имя в итогах конкурса")
    hand.follow("Подтвердить, что это я")
    hand.main.get_by_label(beginning("Ваша дата рождения")).fill("09.12.1984")
    hand.press("Подтвердить")
    hand.main.get_by_label(beginning("Фамилию, имя и отчество")).check()
    hand.main.get_by_label(beginning("Занятое место")).check()
    hand.press("Дать согласие")
    hand.sees("Согласие дано.")


def approve_and_publish(play: Play) -> None:
    """The order follows from the signed protocol; who has entered it does not publish it."""
    day = play.stage(-1)[0] + DAY
    play.move_to(day, 10)
    play.in_bulk("results")
    secretary = play.desk("secretary").open(RESULTS)
    secretary.follow("Подготовить приказ")
    secretary.fill("Конкурс", f"{SHORT_TITLE}, {play.facts['year']}")
    secretary.press("Подготовить")
    order = secretary.page.url
    draft = secretary.paper("Проект приказа (PDF)")
    draft.says(of_regulation("Лучший специалист центра занятости населения"), WINNER, SECOND, THIRD)
    secretary.follow("Внести подписанный приказ")
    secretary.fill("Номер приказа", "77-П")
    secretary.fill("Дата приказа", f"{day:%d.%m.%Y}")
    scan = secretary.main.get_by_label(beginning("Скан подписанного приказа"))
    scan.set_input_files([_file("Приказ.pdf")])
    secretary.press("Внести")
    secretary.sees("Приказ внесён и ждёт подтверждения.")
    chair = play.desk("chair").open(order)
    chair.follow("Подтвердить и опубликовать")
    chair.press("Подтвердить и опубликовать")
    chair.sees("Итоги опубликованы.")


def read_the_page(play: Play) -> None:
    """Everybody sees the places; names only of those who have agreed."""
    page = play.visitor()
    page.goto(f"/contests/{play.facts['slug']}/")
    results = page.locator("#results")
    expect(results).to_contain_text("77-П")
    expect(results).to_contain_text(WINNER)
    expect(results).to_contain_text("имя не публикуется")
    for name in (SECOND, THIRD):
        expect(page.get_by_role("main")).not_to_contain_text(name)


def give_certificates(play: Play) -> None:
    """Names are confirmed in one table; the papers bear the words of clauses 15 and 17."""
    day = play.stage(-1)[0] + DAY
    secretary = play.desk("secretary").open(CERTIFICATES)
    secretary.follow(f"{SHORT_TITLE}, {play.facts['year']}")
    contest = secretary.page.url
    secretary.follow("Имена в дательном падеже")
    boxes = secretary.main.get_by_label(beginning("Проверено"))
    expect(boxes.first).to_be_visible()
    for box in boxes.all():
        box.check()
    secretary.press("Подтвердить отмеченные")
    secretary.sees("Подтверждено имён")
    for act in ("Выдать участникам II этапа", "Выдать победителю и призёрам"):
        secretary.open(contest).follow(act)
        secretary.fill("Дата сертификатов", f"{day:%d.%m.%Y}")
        secretary.press("Выдать")
        secretary.sees("Сертификаты выданы")
    secretary.open(contest)
    papers = secretary.papers("Все сертификаты одним файлом", count=2)
    places, participants = sorted(papers, key=lambda paper: paper.has(OF_STAGE_TWO))
    places.says(OF_WINNER, IN_NOMINATION, of_regulation("занявший II место"), "Ёлкину Святославу")
    places.is_silent_on("Второв")
    participants.says("Ёлкину Святославу", "Лугининой Варваре", "Второву Ивану")
