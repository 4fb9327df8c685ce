"""Who fills in the form of a known employer proves to be so by a code sent to the bank's address.

Anybody can type an ИНН, and most ИНН are public; only the employer reads its own mail (P-F2, ADR 9).
"""

import datetime as dt
import hmac

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from core import clock, crypto, outbox
from core.errors import Refused
from forms_app import limits, numbers
from forms_app.answers import mask
from forms_app.engine import session
from forms_app.engine.context import JourneyContext
from forms_app.engine.journey import PaperNote
from forms_app.models import Draft
from placement.centre.letters import contact
from placement.centre.operators import operators
from placement.employers.models import Employer
from placement.employers.services import find_by_inn
from placement.requests.form import COMPANY_PAGE
from placement.requests.letters import EMPLOYER_CODE

_SESSION = "placement_employer_code"
GOOD_FOR = dt.timedelta(minutes=30)
CODES_PER_HOUR = 3
TRIES_PER_HOUR = 10
_LINES = (
    "Сведения о предприятии, которые центр уже знает, в форме не напечатаны: ИНН может набрать"
    " любой. Там оставлены строки: впишите сведения от руки."
)


def known_employer(ctx: JourneyContext) -> Employer | None:
    """The employer of the bank for whom the form is filled in; None for a new one."""
    if not ctx.data.get(COMPANY_PAGE, {}).get("state"):
        return None
    return find_by_inn(ctx.data["employer"]["inn"])


def notes(ctx: JourneyContext) -> list[PaperNote]:
    """What the page of papers says to who has not proved to be the employer."""
    employer = known_employer(ctx)
    if employer is None or ctx.by_staff or ctx.data["employer"]["inn"] in ctx.disclosed:
        return []
    if not employer.email:
        return [PaperNote(f"{_LINES} Заполненную форму может напечатать специалист центра.")]
    text = f"{_LINES} Если предприятие ваше, получите код на его адрес – {mask(employer.email)}."
    return [PaperNote(text, "Получить код", reverse("employer_code"))]


@transaction.atomic
def send(request: HttpRequest, *, draft: Draft, employer: Employer) -> None:
    """Send a new code to the address in the bank; an earlier one is void.

    Raises Refused when there is no address, or when it has got enough letters.
    """
    if not employer.email:
        raise Refused("В банке данных нет адреса электронной почты этого предприятия.")
    limits.count("employer-code", employer.inn, limit=CODES_PER_HOUR)
    limits.count_letter(employer.email)
    code = numbers.new_text()
    operator = next(o for o in operators() if o.code == draft.scope)
    outbox.enqueue(
        code=EMPLOYER_CODE,
        to=employer.email,
        about=draft,
        key=draft.key,
        operator=operator,
        context={
            "code": code,
            "minutes": int(GOOD_FOR.total_seconds() // 60),
            "contact": contact(),
            "operator": operator.full_name,
        },
    )
    request.session[_SESSION] = {
        "inn": employer.inn,
        "digest": _digest(employer.inn, code),
        "until": (clock.now() + GOOD_FOR).timestamp(),
    }


def is_sent(request: HttpRequest, employer: Employer) -> bool:
    """Whether a code is on its way that this session may still give."""
    waiting = request.session.get(_SESSION, {})
    is_due = clock.now().timestamp() < waiting.get("until", 0)
    return is_due and waiting["inn"] == employer.inn


def accept(request: HttpRequest, *, employer: Employer, typed: str) -> bool:
    """Whether ``typed`` is the code; once, then the session sees the bank's data for a while.

    Raises Refused after too many tries for one employer.
    """
    limits.count("employer-code-try", employer.inn, limit=TRIES_PER_HOUR)
    given = _digest(employer.inn, numbers.normalise(typed))
    waiting = request.session.get(_SESSION, {}) if is_sent(request, employer) else {}
    if not hmac.compare_digest(given, waiting.get("digest", "-")):
        return False
    del request.session[_SESSION]
    session.disclose(request, employer.inn)
    return True


def _digest(inn: str, code: str) -> str:
    return crypto.keyed_digest("placement.employer-code", f"{inn}:{code}")
