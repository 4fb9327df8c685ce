"""Letters about the address of a person or a representative: it was changed, and it is good (X-5).

Neither names anybody: the one goes to a mailbox that may be a stranger's by now.
"""

from django.db.models import Model

from core import outbox
from core.letters import LetterText
from core.models import Letter, PersonKey
from placement.centre import operators

CHANGED = "address-changed"
PAGE_LINK = "own-page-link"
CODE = "address-code"
LETTERS = [
    LetterText(
        CHANGED,
        "На прежний адрес: в центре записали другой адрес почты",
        "Адрес почты изменён",
        "Здравствуйте!\n\nЦентр трудоустройства писал на этот адрес. Теперь у нас записан другой:"
        " писем сюда больше не будет, а ссылка на личную страницу из прежних писем не действует."
        "\n\nЕсли адрес меняли не вы, скажите нам: {contact}\n\nЕсли письма центра приходили вам по"
        " ошибке, ничего делать не нужно.\n\n{operator}",
        ("contact", "operator"),
    ),
    LetterText(
        CODE,
        "На новый адрес: код, которым его подтверждают",
        "Код, чтобы подтвердить адрес почты",
        "Здравствуйте!\n\nКод: {code}\n\nВведите его на странице, где вы меняете адрес электронной"
        " почты. Код действует {minutes} минут.\n\nЕсли вы ничего не меняли, ничего делать не нужно."
        "\n\n{operator}",
        ("code", "minutes", "operator"),
    ),
    LetterText(
        PAGE_LINK,
        "На новый адрес: ссылка на личную страницу",
        "Ваша страница в центре трудоустройства",
        "Здравствуйте!\n\nТеперь письма центра трудоустройства приходят на этот адрес. Ваша"
        " страница: {link}\n\nСсылка личная, не пересылайте её. Прежняя ссылка больше не"
        " действует.\n\n{operator}",
        ("link", "operator"),
    ),
]


def tell_former(*, to: str, about: Model, key: PersonKey) -> Letter:
    """Tell the former address that there is another one now; it learns nothing else."""
    operator = operators.operator()
    contact = ", ".join(filter(None, (operator.phone, operator.email))) if operator else ""
    return _enqueue(CHANGED, to, about, key, contact=contact)


def send_code(*, to: str, code: str, minutes: int, about: Model, key: PersonKey) -> Letter:
    """The code by which whoever reads this mailbox confirms that it is theirs."""
    return _enqueue(CODE, to, about, key, code=code, minutes=minutes)


def send_page(*, to: str, link: str, about: Model, key: PersonKey) -> Letter:
    """The present link of a page, to an address that is known to be the right one."""
    return _enqueue(PAGE_LINK, to, about, key, link=link)


def _enqueue(letter: str, to: str, about: Model, key: PersonKey, **values: object) -> Letter:
    operator = operators.operator()
    context = {**values, "operator": operator.full_name if operator else ""}
    return outbox.enqueue(
        code=letter, to=to, about=about, key=key, operator=operator, context=context
    )
