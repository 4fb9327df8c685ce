"""Letters about consents: to sign, a code, and that an own signature is needed soon."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from core import clock
from core.letters import ASK, LetterText
from core.models import Letter
from forms_app.models import ConsentText
from placement.centre import operators
from placement.centre.letters import contact, ending
from placement.graduates.links import page_url
from placement.graduates.models import Graduate
from placement.grants.links import representative_url
from placement.grants.models import Grant, Representative
from placement.grants.rules.capacity import OF_AGE

CODE = "grant-code"
ASKED = "grant-asked"
ASKED_REPRESENTATIVE = "grant-asked-representative"
OWN_SOON = "grant-own-soon"
OWN_SOON_STAFF = "grant-own-soon-staff"
_LINKED = ("link", "contact", "operator")
_UNSIGNED = (
    "Подписать можно и на бумаге, в центре. Срока нет, но пока подписи нет, мы не делаем того, на что"
    " нужно согласие."
)
LETTERS = [
    LetterText(
        CODE,
        "Код, которым подписывают согласие",
        "Код для подписи согласия",
        "Здравствуйте!\n\nКод для подписи: {code}\n\nОн подписывает документ «{title}», который вы"
        " только что читали на странице. Введите код там же. Он действует {minutes} минут, потом"
        " можно получить новый. Пока код не введён, ничего не подписано.\n\nЕсли вы не собирались"
        " ничего подписывать, никому не говорите код и сообщите нам: {contact}\n\n{operator}",
        ("code", "title", "minutes", "contact", "operator"),
    ),
    LetterText(
        ASKED,
        "Просьба подписать согласия",
        "Нужна ваша подпись",
        "Здравствуйте!\n\nЦентр трудоустройства помогает вам с работой. Для этого нужны ваши"
        " согласия на обработку персональных данных. Откройте свою страницу, прочитайте их и"
        " подпишите: {link}\n\n" + _UNSIGNED + "\n\nСсылка личная, не пересылайте её. Страница"
        " спросит вашу дату рождения.\n\nЕсли помощь с работой вам не нужна, ничего не подписывайте"
        " и удалите письмо." + ASK,
        _LINKED,
    ),
    LetterText(
        ASKED_REPRESENTATIVE,
        "Законному представителю: просьба подписать согласия",
        "Нужна ваша подпись законного представителя",
        "Здравствуйте!\n\nЦентр трудоустройства помогает с работой человеку, чьим законным представителем"
        " вы записаны. По закону нужна и ваша подпись под согласиями на обработку"
        " его персональных данных. Откройте свою страницу, прочитайте их и подпишите: {link}\n\n"
        + _UNSIGNED
        + "\n\nИмени в письме нет, чтобы его не прочёл посторонний. Страница спросит дату рождения"
        " того, кого вы представляете, и покажет всё. Ссылка личная: не пересылайте её и никому не"
        " давайте подписать за вас.\n\nЕсли вы никого не представляете, ничего не подписывайте и"
        " сообщите нам." + ASK,
        _LINKED,
    ),
    LetterText(
        OWN_SOON,
        "Скоро понадобится собственная подпись человека",
        "Скоро согласия подписываете вы сами",
        "Здравствуйте!\n\nСкоро ваши согласия будут действовать, только если вы подпишете их сами."
        " С какого дня, видно на вашей странице: {link}\n\nПодписать можно в тот день или позже: там"
        " же, кодом из письма, или на бумаге, в центре. Пока вашей подписи нет, мы не передаём ваши"
        " данные и не продолжаем сопровождение.\n\nСсылка личная, не пересылайте её. Страница спросит"
        " вашу дату рождения." + ASK,
        _LINKED,
    ),
    LetterText(
        OWN_SOON_STAFF,
        "Специалисту: согласие скоро потребует новой подписи",
        "С {day} нужна новая подпись под согласиями",
        "Здравствуйте!\n\nС {day} согласия человека, которого вы ведёте, требуют новой подписи: он"
        " становится совершеннолетним, заканчиваются полномочия представителя или срок согласия. После"
        " этого дня данные никому не передаются, пока подписи нет, а фото уходят с сайта.\n\n{url}",
        ("day", "url"),
    ),
]


def code_context(text: ConsentText, code: str, good_for: dt.timedelta) -> dict[str, object]:
    """What fills the letter with a code."""
    return {
        "code": code,
        "title": text.title,
        "minutes": int(good_for.total_seconds() // 60),
        "contact": contact(),
        "operator": text.operator.full_name,
    }


def asked(grant: Grant, representative: Representative | None) -> dict[str, Any]:
    """The letter that asks one signer, as the outbox takes it."""
    link = representative_url(representative) if representative else page_url(grant.graduate.in_use)
    to = representative.email if representative else grant.graduate.email
    return {
        "code": ASKED_REPRESENTATIVE if representative else ASKED,
        "to": str(to),
        "operator": operators.operator(),
        "context": {"link": link, **ending()},
    }


def is_still_asked(letter: Letter) -> bool:
    """Whether a signature is still missing: the consents may have been withdrawn since."""
    cards = _cards(letter)
    is_asked = Grant.objects.waiting().filter(graduate__in=cards).exists()
    return is_asked and _is_theirs(letter, cards)


def is_still_theirs(letter: Letter) -> bool:
    """Whether the address is still one of the person or of who represents them."""
    return _is_theirs(letter, _cards(letter))


def _cards(letter: Letter) -> QuerySet[Graduate]:
    card = Graduate.objects.filter(pk=int(letter.object_id)).first()
    return Graduate.objects.of_person(card) if card else Graduate.objects.none()


def _is_theirs(letter: Letter, cards: QuerySet[Graduate]) -> bool:
    today = clock.local_day(clock.now())
    acting = Representative.objects.filter(graduate__in=cards)
    acting = acting.select_related("graduate__key", "graduate__merged_into")
    addresses = [str(card.email) for card in cards.select_related("key")]
    addresses += [str(one.email) for one in acting if one.is_acting(today)]
    return letter.to.casefold() in {address.casefold() for address in addresses}


def reminders(grant: Grant) -> list[dict[str, Any]]:
    """The letters of one reminder: to the person who comes of age, and to the specialist."""
    person, day = grant.graduate.in_use, grant.own_signature_from
    assert day is not None
    operator = operators.operator()
    letters: list[dict[str, Any]] = []
    may_write = bool(person.email) and not person.email_unverified
    if may_write and person.age_on(day) == OF_AGE:
        # Not the day: it is a birthday, which is what the page asks for.
        context: dict[str, Any] = {"link": page_url(person), **ending()}
        letters.append(
            {"code": OWN_SOON, "to": str(person.email), "operator": operator, "context": context}
        )
    specialist = person.responsible
    if specialist is not None and specialist.is_active and specialist.email:
        page = reverse("placement_grants_modeladmin_inspect", args=[grant.pk])
        context = {"day": f"{day:%d.%m.%Y}", "url": f"{settings.SITE_URL}{page}"}
        letters.append(
            {
                "code": OWN_SOON_STAFF,
                "to": specialist.email,
                "operator": specialist.organisation,
                "context": context,
            }
        )
    return letters
