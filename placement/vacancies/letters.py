"""The letter that asks an employer whether vacancies are still wanted (P-6.4)."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock, crypto, outbox
from core.letters import ASK, LetterText
from core.models import Letter, PersonKey
from core.text import plural
from forms_app.lifecycle import State
from placement.centre import operators
from placement.centre.letters import ending
from placement.employers.models import EmployerContact
from placement.vacancies import links
from placement.vacancies.models import Vacancy
from placement.vacancies.rules import age

VACANCY_ACTUAL = "vacancy-actual"
LETTERS = [
    LetterText(
        VACANCY_ACTUAL,
        "Вопрос работодателю: актуальны ли вакансии",
        "Актуальны ли ваши вакансии: {employer}",
        "Здравствуйте!\n\nВ реестре вакансий центра трудоустройства есть вакансии"
        " вашей организации: {employer}.\n\nОтветьте, пожалуйста, актуальны ли они. Входить на"
        " сайт не нужно: откройте ссылку и выберите ответ.\n\n{vacancies}\n\nЕсли не ответить за"
        " {days_hidden}, вакансия перестанет показываться на сайте, но её можно будет вернуть. Ссылки"
        " действуют до вашего ответа или до нашего следующего письма; не пересылайте их"
        " посторонним." + ASK,
        ("employer", "vacancies", "days_hidden", "contact", "operator"),
    ),
]
# A request in one of these states says nothing any more.
ENDED = (State.REJECTED, State.WITHDRAWN, State.DESTROYED)


def address_of(vacancy: Vacancy) -> str:
    """Where the employer is asked: the contact person, the request, the employer; else empty.

    A request says where only while it stands and the person whom it named is still there: its
    own address may be that person's.
    """
    request = vacancy.request
    known = [vacancy.employer.email]
    if request and request.contact and request.submission.state not in ENDED:
        known = [request.contact.email, request.submission.email, *known]
    if address := next(filter(None, known), ""):
        return address
    contacts = vacancy.employer.contacts.exclude(email="").order_by("name", "pk")
    return str(contacts.values_list("email", flat=True).first() or "")


def without_address() -> QuerySet[Vacancy]:
    """Open vacancies with an unanswered question for which `address_of` finds nothing."""
    contacts = EmployerContact.objects.filter(employer=OuterRef("employer")).exclude(email="")
    return (
        Vacancy.objects.open()
        .filter(asked_at__isnull=False, employer__email="")
        .filter(
            Q(request=None)
            | Q(request__contact=None)
            | Q(request__submission__state__in=ENDED)
            | Q(request__submission__email="", request__contact__email="")
        )
        .exclude(Exists(contacts))
    )


def forget_person(contact: EmployerContact) -> None:
    """Cancel the questions that wait for a person who is removed; no sent one names them any more.

    An address that the employer or another person of it has too is theirs, and stays. Questions
    under the key of the request that brought the person in go with the person in any case.
    """
    letters = Letter.objects.filter(code=VACANCY_ACTUAL)
    if contact.submission is not None:
        outbox.forget_letters(letters.filter(key=contact.submission.key_id))
    employer = contact.employer
    others = employer.contacts.exclude(pk=contact.pk).filter(email__iexact=contact.email)
    if not contact.email or employer.email.casefold() == contact.email.casefold():
        return
    if others.exists():
        return
    for row in (employer, *employer.merged.all()):
        named = letters.about(row).filter(to__iexact=contact.email)
        keys = PersonKey.objects.filter(letters__in=named, submissions=None)
        for key in list(keys.distinct()):
            crypto.destroy_key(key, at=clock.now())
        outbox.forget_letters(named)


def may_go(letter: Letter) -> bool:
    """Whether anything is still asked: the vacancies may have been closed while it waited."""
    employer = int(letter.object_id)
    theirs = Q(employer=employer) | Q(employer__merged=employer)
    return Vacancy.objects.open().filter(theirs, asked_at__isnull=False).exists()


def guard() -> None:
    """Have the outbox ask before it sends; called once at start."""
    outbox.guard(VACANCY_ACTUAL, may_go)


def ask_letters(
    vacancies: Sequence[Vacancy],
) -> Iterator[tuple[Letter | None, list[Vacancy]]]:
    """Put one letter per address into the outbox; None with those that have no address.

    All the vacancies are of one employer; the letter is about it.
    """
    by_address: dict[str, list[Vacancy]] = {}
    for vacancy in vacancies:
        by_address.setdefault(address_of(vacancy), []).append(vacancy)
    for address, asked in by_address.items():
        yield (_enqueue(address, asked) if address else None), asked


def _enqueue(address: str, vacancies: Sequence[Vacancy]) -> Letter:
    employer = vacancies[0].employer
    operator = operators.operator()
    silence = age.STALE_AFTER + age.HIDE_AFTER
    return outbox.enqueue(
        code=VACANCY_ACTUAL,
        to=address,
        about=employer,
        key=_key(address, vacancies),
        operator=operator,
        context={
            "employer": str(employer),
            "vacancies": "\n\n".join(
                f"{vacancy.title}\n{links.answer_url(vacancy)}" for vacancy in vacancies
            ),
            "days_hidden": plural(silence.days, "день", "дня", "дней"),
            **ending(),
        },
    )


def _key(address: str, vacancies: Sequence[Vacancy]) -> PersonKey:
    """The key of the request that named the address; of an earlier letter there; or a new one.

    When the data of a request are destroyed, so are the letters to its contact person.
    """
    for vacancy in vacancies:
        request = vacancy.request
        if request and request.submission.key.destroyed_at is None:
            own = {request.submission.email, request.contact.email if request.contact else ""}
            if address in own:
                return request.submission.key
    earlier = (
        Letter.objects.about(vacancies[0].employer)
        .filter(to=address, code=VACANCY_ACTUAL, key__destroyed_at=None)
        .select_related("key")
        .first()
    )
    return earlier.key if earlier else crypto.new_key()
