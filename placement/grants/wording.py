"""The text that somebody signs: which wording, and what fills its places (P-F4, P-F5, FACTS 2)."""

import datetime as dt

from core import clock
from core.errors import Refused
from core.models import Organisation
from core.text import plural
from forms_app import consents
from forms_app.models import ConsentText
from placement.centre import operators
from placement.centre.terms.models import terms_on
from placement.consents import RECOMMENDATIONS, text_purpose
from placement.graduates.models import Graduate
from placement.grants.models import Grant, Representative
from placement.grants.rules import capacity
from placement.grants.rules.capacity import Kind

WARDS = {
    True: "несовершеннолетнего",
    False: "гражданина, признанного судом недееспособным",
}


def operator() -> Organisation:
    """Who takes the consents; Refused while the centre is not set up."""
    row = operators.operator()
    if row is None:
        raise Refused("Центр ещё не настроен: нет учреждения, которому дают согласия.")
    return row


def text_of(grant: Grant, representative: Representative | None, on: dt.date) -> ConsentText:
    """The version that is signed on a day; Refused where staff have written none."""
    purpose = text_purpose(grant.purpose, by_representative=representative is not None)
    try:
        return consents.current_text(purpose=purpose, operator=operator(), on=on)
    except consents.NoText:
        raise Refused("Текста этого согласия ещё нет. Обратитесь в центр.") from None


def values(
    grant: Grant,
    representative: Representative | None,
    *,
    on: dt.date | None = None,
    identity_document: str = "",
    address: str = "",
    own_document: str = "",
    own_address: str = "",
    signature: str = "",
) -> dict[str, str]:
    """What fills the places; what is empty leaves a line to write on by hand.

    ``identity_document`` and ``address`` are the graduate's, ``own_…`` the representative's. Without
    ``on`` the paper is dated by hand.
    """
    graduate = grant.graduate.in_use
    years = terms_on(on or clock.local_day(clock.now())).photo_years
    filled = {
        "person": graduate.name_on(on).full_name,
        "identity_document": identity_document,
        "address": address,
        "recipients": str(grant.employer) if grant.employer else _whoever(grant),
        "place": grant.place,
        "term": plural(years, "год", "года", "лет"),
        "signed_on": f"{on:%d.%m.%Y}" if on else "",
        "signature": signature,
    }
    if representative is not None:
        day = on or clock.local_day(clock.now())
        filled |= {
            "representative": _named(representative),
            "representative_document": own_document or str(representative.identity),
            "representative_address": own_address or str(representative.address),
            "ward": WARDS[_is_minor(graduate, day)],
            "ground": _ground(representative, day),
        }
    return filled


def _whoever(grant: Grant) -> str:
    """To whom a consent goes that names nobody; recommendations go to nobody unnamed."""
    if grant.purpose == RECOMMENDATIONS:
        return ""
    return "работодатели, у которых есть подходящая вакансия"


def _named(representative: Representative) -> str:
    if not representative.is_institution:
        return representative.full_name
    return f"{representative.full_name}, {representative.post}, {representative.institution}"


def _is_minor(graduate: Graduate, on: dt.date) -> bool:
    years = graduate.age_on(on)
    return years is not None and years < capacity.OF_AGE


def _ground(representative: Representative, on: dt.date) -> str:
    """The article, and the paper that shows the authority."""
    graduate = representative.graduate.in_use
    if graduate.born_on is None:
        raise Refused("Сначала укажите дату рождения: от неё зависит, кто подписывает.")
    article = capacity.article(Kind(representative.kind), born_on=graduate.born_on, on=on)
    return "; ".join(filter(None, (article, str(representative.authority))))
