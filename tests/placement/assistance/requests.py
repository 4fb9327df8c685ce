"""A graduate's request as it is typed."""

import datetime as dt
from typing import Any

from core import clock
from forms_app import consents, services
from forms_app.models import ConsentText, Draft, Submission
from placement.consents import ASSISTANCE
from tests.factories import as_typed
from tests.forms_app.laying import lay_steps
from tests.placement.requests.helpers import CODE

JOURNEY = "employment-assistance"
ADULT = "15.03.2004"
PERSON = {
    "last_name": "Пробнова",
    "first_name": "Мария",
    "middle_name": "Петровна",
    "birth_date": ADULT,
}
PASSPORT = {
    "passport_series": "41 08",
    "passport_number": "123456",
    "passport_issued": "ТП № 15, 01.02.2022",
}
CONTACTS = {
    "phone": "8 921 765-43-21",
    "email": "maria@example.org",
    "address": "Всеволожск, Лесная, 3",
    "same_address": "",
    "actual_address": "Кириши, Мира, 5",
}
STUDY = {
    "profession_other": "Швея-мотористка",
    "certificate": "СВ-117",
    "certificate_on": "30.06.2025",
}
FURTHER = {
    "to_employers": "yes",
    "to_committee": "no",
    "photo_site": "no",
    "photo_vk": "yes",
    "health": "no",
}
MOTHER = {
    "kind": "parent",
    "full_name": "Пробнова Анна Ивановна",
    "phone": "8 921 111-22-33",
    "email": "anna@example.org",
}


def seventeen() -> str:
    """The birth date of who is 17 today."""
    return f"{clock.local_day(clock.now()) - dt.timedelta(days=17 * 366):%d.%m.%Y}"


def text(purpose: str) -> ConsentText:
    return ConsentText.objects.filter(purpose=purpose, operator__code=CODE).latest("version")


def typed_steps(**changes: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    """A grown-up's request; ``changes`` replace fields of steps, None leaves a step out."""
    steps: dict[str, dict[str, Any]] = {
        "who": {"who": "myself"},
        "person": PERSON,
        "consent": {"agree": "on", "text": consents.mark(text(ASSISTANCE))},
        "representative": MOTHER,
        "passport": PASSPORT,
        "contacts": CONTACTS,
        "study": STUDY,
        "undertaking": {"undertaking": "on"},
        "further": FURTHER,
        "resume-when": {"resume_when": "later"},
    }
    if "representative" not in changes:
        del steps["representative"]
    found = {code: {**fields, **(changes.get(code) or {})} for code, fields in steps.items()}
    return {code: fields for code, fields in found.items() if changes.get(code, {}) is not None}


def start(email: str = "maria@example.org") -> Draft:
    return services.start_draft(
        journey=JOURNEY, scope=CODE, email=email, consent_text=text(consents.KEEP_DRAFT)
    ).draft


def typed(draft: Draft, **changes: dict[str, Any] | None) -> Draft:
    """The draft with everything filled in, so that it only has to be sent."""
    steps = typed_steps(**changes)
    return lay_steps(draft, {step: as_typed(fields) for step, fields in steps.items()})


def sent(*, email: str = "maria@example.org", **changes: dict[str, Any] | None) -> Submission:
    draft = typed(start(email), **changes)
    return services.send_draft(draft=draft, revision=draft.revision)


def minor(**changes: Any) -> Submission:
    """The request of a 17-year-old whose mother signs too."""
    return sent(person={"birth_date": seventeen()}, representative={}, **changes)
