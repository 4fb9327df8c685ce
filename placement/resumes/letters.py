"""The letter that asks to read a version of a resume and to agree with it (P-F3, P-F5)."""

from collections.abc import Iterator

from core import clock, outbox
from core.letters import ASK, LetterText
from core.models import Letter
from placement.centre import operators
from placement.centre.letters import ending
from placement.consents import ASSISTANCE
from placement.graduates.links import page_url
from placement.graduates.models import Graduate
from placement.grants import gate
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.grants.rules.capacity import Signer, signers
from placement.grants.services.codes import own_address
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume

OFFERED = "resume-offered"
OFFERED_REPRESENTATIVE = "resume-offered-representative"
CODES = (OFFERED, OFFERED_REPRESENTATIVE)
_PLACES = ("link", "contact", "operator")
_UNANSWERED = (
    "Срока нет, но пока вы не согласитесь, работодатели это резюме не увидят.\n\nСсылка личная, не"
    " пересылайте её. Страница спросит дату рождения того, чьё это резюме." + ASK
)
LETTERS = [
    LetterText(
        OFFERED,
        "Просьба прочитать и согласовать резюме",
        "Прочитайте резюме и ответьте, всё ли верно",
        "Здравствуйте!\n\nСпециалист центра трудоустройства подготовил ваше резюме. Прочитайте его,"
        " пожалуйста, и ответьте, всё ли верно: {link}\n\n" + _UNANSWERED,
        _PLACES,
    ),
    LetterText(
        OFFERED_REPRESENTATIVE,
        "Законному представителю: просьба прочитать и согласовать резюме",
        "Прочитайте резюме и ответьте, всё ли верно",
        "Здравствуйте!\n\nСпециалист центра трудоустройства подготовил резюме того, кого вы"
        " представляете. Нужно и ваше согласие: прочитайте резюме и ответьте, всё ли верно:"
        " {link}\n\n" + _UNANSWERED,
        _PLACES,
    ),
]


def deciders(graduate: Graduate) -> frozenset[Signer]:
    """Who has to agree today: whoever would sign the consent to transfer (ADR 22).

    Nobody in particular where the birth date is unknown.
    """
    graduate = graduate.in_use
    if graduate.born_on is None:
        return frozenset()
    today = clock.local_day(clock.now())
    return signers(born_on=graduate.born_on, capacity=graduate.capacity, on=today)


def enqueue(resume: Resume) -> list[Letter]:
    """Write to each whose word is missing and who has an address of their own."""
    return [
        outbox.enqueue(
            code=code,
            to=address,
            about=resume,
            key=resume.key,
            operator=operators.operator(),
            context={"link": link, **ending()},
        )
        for code, address, link in _asked(resume)
    ]


def cancel(resume: Resume) -> None:
    """Keep what is not sent from going out."""
    outbox.cancel(Letter.objects.about(resume).filter(code__in=CODES))


def may_go(letter: Letter) -> bool:
    """Whether the word of this addressee is still missing, and the data may still be used."""
    rows = Resume.objects.select_related("graduate__key", "graduate__merged_into__key")
    row = rows.filter(pk=letter.object_id, state=ResumeState.OFFERED).first()
    if row is None or not row.graduate.in_use.is_current:
        return False
    if not gate.allows(row.graduate, ASSISTANCE):
        return False
    return letter.to.casefold() in {address.casefold() for _, address, _ in _asked(row)}


def guard() -> None:
    """Have the outbox ask before it sends; called once at start."""
    for code in CODES:
        outbox.guard(code, may_go)


def _asked(resume: Resume) -> Iterator[tuple[str, str, str]]:
    """Letter, address and personal link of each whose word is missing."""
    person = resume.graduate.in_use
    wanted = deciders(person) or {Signer.PERSON}
    own = own_address(resume.graduate, None)
    if own and Signer.PERSON in wanted and resume.person_agreed_at is None:
        yield OFFERED, own, page_url(person)
    if Signer.REPRESENTATIVE not in wanted or resume.representative_agreed_at is not None:
        return
    today = clock.local_day(clock.now())
    cards = Graduate.objects.of_person(person)
    for representative in Representative.objects.filter(graduate__in=cards):
        if not representative.is_acting(today):
            continue
        if address := own_address(resume.graduate, representative):
            yield OFFERED_REPRESENTATIVE, address, representative_url(representative)
