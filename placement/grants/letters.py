"""Letters about consents: to sign, a code, and that an own signature is needed soon."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from core import clock
from core.letters import LetterText
from core.models import Letter, Organisation
from forms_app.models import ConsentText
from placement.centre import operators
from placement.graduates.links import page_url
from placement.graduates.models import Graduate
from placement.grants.links import representative_url
from placement.grants.models import Grant, Representative
from placement.grants.rules.capacity import OF_AGE

CODE = "grant-code"
ASKED = "grant-asked"
OWN_SOON = "grant-own-soon"
OWN_SOON_STAFF = "grant-own-soon-staff"
LETTERS = [
    LetterText(
        CODE,
        "Код, которым подписывают согласие",
        "Код для подписи согласия",
        "Здравствуйте!\n\nКод для подписи: {code}\n\nОн подписывает документ «{title}», текст"
        " которого вы видели на странице. Код действует {minutes} минут.\n\nЕсли вы не собирались"
        " ничего подписывать, никому не сообщайте код и скажите об этом в центре.\n\n{operator}",
        ("code", "title", "minutes", "operator"),
    ),
    LetterText(
        ASKED,
        "Просьба подписать согласия",
        "Нужна ваша подпись",
        "Здравствуйте!\n\nЦентр трудоустройства просит вас прочитать и подписать согласия на"
        " обработку персональных данных. Откройте свою страницу: {link}\n\nСсылка личная, не"
        " пересылайте её. Подписать можно и на бумаге, в центре.\n\nЕсли вы не просили помощи с"
        " работой, ничего не подписывайте и удалите письмо.\n\n{operator}",
        ("link", "operator"),
    ),
    LetterText(
        OWN_SOON,
        "Скоро понадобится собственная подпись человека",
        "С {day} согласия подписываете вы сами",
        "Здравствуйте!\n\nС {day} ваши согласия действуют, только если вы подпишете их сами. Без"
        " вашей подписи мы не сможем передавать ваши данные и продолжать сопровождение.\n\nКак"
        " подписать, видно на вашей странице: {link}\n\nСсылка личная, не пересылайте её.\n\n{operator}",
        ("day", "link", "operator"),
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
        "operator": text.operator.full_name,
    }


def asked(grant: Grant, representative: Representative | None) -> dict[str, Any]:
    """The letter that asks one signer, as the outbox takes it."""
    operator = operators.operator()
    link = representative_url(representative) if representative else page_url(grant.graduate.in_use)
    to = representative.email if representative else grant.graduate.email
    return {
        "code": ASKED,
        "to": str(to),
        "operator": operator,
        "context": {"link": link, "operator": _name(operator)},
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
        context = {"day": f"{day:%d.%m.%Y}", "link": page_url(person), "operator": _name(operator)}
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


def _name(operator: Organisation | None) -> str:
    return operator.full_name if operator else ""
