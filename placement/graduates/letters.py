"""Letters about the address of a person or a representative: it was changed, and it is good (X-5).

Neither names anybody: the one goes to a mailbox that may be a stranger's by now.
"""

from django.db.models import Model

from core import outbox
from core.letters import ASK, LetterText
from core.models import Letter, PersonKey
from placement.centre import operators
from placement.centre.letters import ending

CHANGED = "address-changed"
PAGE_LINK = "own-page-link"
CODE = "address-code"
LETTERS = [
    LetterText(
        CHANGED,
        "На прежний адрес: в центре записали другой адрес почты",
        "Адрес почты изменён",
        "Здравствуйте!\n\nЦентр трудоустройства писал на этот адрес. Теперь у нас записан другой:"
        " писем сюда больше не будет, а ссылки из прежних писем не действуют.\n\nЕсли адрес меняли"
        " не вы, скажите нам: {contact}\n\nЕсли письма центра приходили вам по ошибке, ничего делать"
        " не нужно.\n\n{operator}",
        ("contact", "operator"),
    ),
    LetterText(
        CODE,
        "На новый адрес: код, которым его подтверждают",
        "Код, чтобы подтвердить адрес почты",
        "Здравствуйте!\n\nКод: {code}\n\nВведите его на странице, где вы меняете адрес электронной"
        " почты. Код действует {minutes} минут, потом можно получить новый. Пока код не введён, адрес"
        " остаётся прежним.\n\nЕсли вы ничего не меняли, никому не сообщайте код: делать ничего не"
        " нужно." + ASK,
        ("code", "minutes", "contact", "operator"),
    ),
    LetterText(
        PAGE_LINK,
        "Новая ссылка на личную страницу",
        "Ваша страница в центре трудоустройства",
        "Здравствуйте!\n\nВот новая ссылка на вашу страницу в центре трудоустройства: {link}\n\nОна"
        " действует, пока вам помогают или пока мы не пришлём другую. Прежняя ссылка больше не"
        " действует. Письма центра приходят на этот адрес.\n\nСсылка личная, не пересылайте её."
        " Страница спросит дату рождения: без неё личных данных не видно.\n\nЕсли вы не обращались в"
        " центр, сообщите нам и удалите письмо." + ASK,
        ("link", "contact", "operator"),
    ),
]


def tell_former(*, to: str, about: Model, key: PersonKey) -> Letter:
    """Tell the former address that there is another one now; it learns nothing else."""
    return _enqueue(CHANGED, to, about, key)


def send_code(*, to: str, code: str, minutes: int, about: Model, key: PersonKey) -> Letter:
    """The code by which whoever reads this mailbox confirms that it is theirs."""
    return _enqueue(CODE, to, about, key, code=code, minutes=minutes)


def send_page(*, to: str, link: str, about: Model, key: PersonKey) -> Letter:
    """The present link of a page, to an address that is known to be the right one."""
    return _enqueue(PAGE_LINK, to, about, key, link=link)


def _enqueue(letter: str, to: str, about: Model, key: PersonKey, **values: object) -> Letter:
    operator = operators.operator()
    context = {**values, **ending()}
    return outbox.enqueue(
        code=letter, to=to, about=about, key=key, operator=operator, context=context
    )
