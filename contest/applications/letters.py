"""Letters that say more to a contest's participant than the engine's; staff edit the texts."""

from core.letters import LetterText

_PLACES = ("form", "scope", "operator", "reference", "number", "link")

LETTERS = [
    LetterText(
        "contest-accepted",
        "Заявка допущена к конкурсу: статус участника",
        "Вы участник конкурса, заявка {reference}",
        "Здравствуйте!\n\nВаша заявка {reference} допущена, регистрационный номер {number}."
        " Вы получили статус участника конкурса (пункт 11 положения).\n{scope}\n\n"
        "На I этапе нужно прислать видеообращение (пункт 13 и приложение № 6 положения)."
        " Сроки этапов – на странице конкурса.\n\nСледить за заявкой: {link}\n\n{operator}",
        _PLACES,
    ),
]
