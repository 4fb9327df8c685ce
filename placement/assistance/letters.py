"""The letters about a request for assistance; staff edit the texts."""

from core.letters import ASK, LetterText
from forms_app import letters
from placement.assistance.noun import STATEMENT

_REQUEST = ("form", "scope", "operator", "contact", "reference", "number", "link", "page")
# Codes of the letters about it begin with this.
PREFIX = "assistance"

_OWN = [
    LetterText(
        "assistance-received",
        "Заявление о содействии поступило",
        "Мы получили ваше заявление, номер {reference}",
        "Здравствуйте!\n\nМы получили ваше заявление о содействии в трудоустройстве. Номер:"
        " {reference}.\n\nЧто дальше: подпишите согласия на своей странице {page} или на бумаге в"
        " центре. Без подписи мы не сможем начать.\n\nСледить за заявлением или отозвать его:"
        " {link}\n\nЧто вы указали, видно там же: страница спросит дату рождения.\n\nСсылки личные,"
        " не пересылайте их. Если вы не подавали заявление, сообщите нам и удалите письмо." + ASK,
        _REQUEST,
    ),
    LetterText(
        "assistance-corrected",
        "Исправленное заявление поступило",
        "Исправления получены, номер {reference}",
        "Здравствуйте!\n\nМы получили исправленное заявление {reference}. Сейчас ничего делать не"
        " нужно.\n\nСледить за ним: {link}\n\nЧто вы указали, видно там же: страница спросит дату"
        " рождения." + ASK,
        _REQUEST,
    ),
    LetterText(
        "assistance-accepted",
        "Заявление о содействии принято",
        "Ваше заявление {reference} принято",
        "Здравствуйте!\n\nВаше заявление о содействии в трудоустройстве принято. Специалист центра"
        " свяжется с вами.\n\nВаша страница: {page}\nЕсли там просят подпись – подпишите согласия:"
        " без них мы не сможем начать. Ссылка личная, не пересылайте её." + ASK,
        _REQUEST,
    ),
    LetterText(
        "assistance-rejected",
        "Отказ по заявлению о содействии",
        "Решение по заявлению {reference}",
        "Здравствуйте!\n\nПо вашему заявлению {reference} о содействии в трудоустройстве принято"
        " решение: отказать.\n\nПричина: {reason}\n\nЕсли вы не согласны, сообщите нам. Если причина"
        " отпадёт, заявление можно подать снова.\n\nПодробности: {link}" + ASK,
        (*_REQUEST, "reason"),
    ),
]
_OWN_CODES = {text.code for text in _OWN}
LETTERS = [
    *_OWN,
    *(text for text in letters.written(STATEMENT, PREFIX) if text.code not in _OWN_CODES),
]
