"""Letters to an employer about a referral; of the person they say nothing, the link does (P-2.2b)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core import clock, outbox
from core.errors import Refused
from core.letters import ASK, LetterText
from core.models import Letter
from placement.centre import operators
from placement.centre.letters import ending
from placement.consents import TO_EMPLOYERS
from placement.employers.models import EmployerContact
from placement.grants import gate
from placement.referrals import links
from placement.referrals.lifecycle import AWAITED
from placement.referrals.models import Referral
from placement.vacancies.letters import address_of

SENT = "referral-sent"
REMINDER = "referral-reminder"
OUTCOME = "referral-outcome"
_PLACES = ("employer", "vacancy", "url", "deadline", "contact", "operator")
_LINK = (
    "Ссылка действует {deadline} и предназначена только вам: не пересылайте её. Если кандидат передумает,"
    " она перестанет действовать раньше."
)
LETTERS = [
    LetterText(
        SENT,
        "Работодателю: направлен кандидат",
        "Кандидат на вакансию «{vacancy}»",
        "Здравствуйте!\n\nНа вакансию «{vacancy}» ({employer}) мы направляем кандидата. Человек"
        " согласился, чтобы вы увидели его резюме.\n\nПрочтите резюме и ответьте, пожалуйста, по"
        " ссылке. Входить на сайт не нужно:\n{url}\n\n" + _LINK + " Потом ответ примет специалист"
        " центра." + ASK,
        _PLACES,
    ),
    LetterText(
        REMINDER,
        "Работодателю: напоминание о кандидате",
        "Ждём ответа о кандидате на вакансию «{vacancy}»",
        "Здравствуйте!\n\nМы направили вам кандидата на вакансию «{vacancy}» ({employer}) и ещё не"
        " знаем вашего решения. Человек ждёт ответа.\n\nОтветить можно по ссылке, без входа на"
        " сайт:\n{url}\n\n"
        + _LINK
        + " Если ответа не будет, вам позвонит специалист центра."
        + ASK,
        _PLACES,
    ),
    LetterText(
        OUTCOME,
        "Работодателю: чем закончилась встреча с кандидатом",
        "Чем закончилась встреча с кандидатом на вакансию «{vacancy}»",
        "Здравствуйте!\n\nВы пригласили кандидата на вакансию «{vacancy}» ({employer})."
        " Скажите, пожалуйста, чем закончилась встреча: принят ли человек на работу.\n\nОтветить"
        " можно по ссылке, без входа на сайт:\n{url}\n\n" + _LINK + " Если ответа не будет, вам"
        " позвонит специалист центра." + ASK,
        _PLACES,
    ),
]
CODES = [text.code for text in LETTERS]


def enqueue(referral: Referral, code: str) -> Letter | None:
    """Put the letter into the outbox, under the graduate's key; None without an address."""
    address = address_of(referral.vacancy)
    if not address:
        return None
    if address.casefold() == str(referral.graduate.email).casefold():
        raise Refused("Почта работодателя – это почта самого выпускника. Исправьте её в карточке.")
    operator = operators.operator()
    until = referral.link_until
    assert until is not None
    return outbox.enqueue(
        code=code,
        to=address,
        about=referral,
        key=referral.key,
        operator=operator,
        context={
            "employer": str(referral.vacancy.employer),
            "vacancy": referral.vacancy.title,
            "url": links.employer_url(referral),
            "deadline": clock.format_deadline(until, timezone.get_default_timezone_name()),
            **ending(),
        },
    )


def cancel(referral: Referral) -> None:
    """Keep what is not sent from going out."""
    outbox.cancel(Letter.objects.about(referral).filter(code__in=CODES))


def forget_person(contact: EmployerContact, **kwargs: Any) -> None:
    """Take the address of a removed contact person off the letters; what waits is not sent.

    An address that the employer or another person of it has too is theirs, and stays.
    """
    employer, address = contact.employer, contact.email
    others = employer.contacts.exclude(pk=contact.pk).filter(email__iexact=address)
    if not address or employer.email.casefold() == address.casefold() or others.exists():
        return
    rows = Referral.objects.filter(vacancy__employer=employer).values_list("pk", flat=True)
    about = Letter.objects.filter(
        content_type=ContentType.objects.get_for_model(Referral), object_id__in=map(str, rows)
    )
    outbox.forget_letters(about.filter(code__in=CODES, to__iexact=address))


def may_go(letter: Letter) -> bool:
    """Whether a letter may still be sent: somebody may have withdrawn since it was queued."""
    rows = Referral.objects.select_related("case__graduate")
    row = rows.filter(pk=letter.object_id, state__in=AWAITED).first()
    return row is not None and row.case.is_open and gate.allows(row.graduate, TO_EMPLOYERS)


def guard() -> None:
    """Have the outbox ask before it sends; called once at start."""
    for code in CODES:
        outbox.guard(code, may_go)
