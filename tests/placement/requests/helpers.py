"""An employer's request as it is typed, and the ground that it stands on."""

import datetime as dt
from typing import Any

from core import clock
from forms_app import consents, services
from forms_app.models import ConsentText, Draft, Submission
from forms_app.services.locking import progress_of
from placement.professions.models import Profession
from tests.factories import as_typed
from tests.forms_app.laying import lay_steps
from tests.placement.factories import inn, ogrn

JOURNEY = "vacancy-request"
CODE = "mc-siti"
INN = inn(900)
COMPANY = {
    "about": f"new:{INN}",
    "full_name": "Общество с ограниченной ответственностью «Ромашка»",
    "ogrn": ogrn(900),
    "address": "г. Всеволожск, Лесной пр., д. 2",
    "phone": "8 (813) 702-11-22",
    "email": "office@romashka.example",
    "website": "romashka.example",
    "activity": "общественное питание",
    "founded_year": "1999",
    "head_post": "генеральный директор",
    "head_name": "Ромашкин Пётр Ильич",
}
JOB = {
    "title": "Повар",
    "places": "2",
    "profession_other": "Повар холодного цеха",
    "department": "Столовая",
    "reports_to": "Заведующий производством",
    "duties": "Готовить обеды",
}
TERMS = {
    "start_on": "",
    "address": "г. Всеволожск, Лесной пр., д. 4",
    "district": "lo-vsevolozhsk",
    "schedule": "shift",
    "schedule_note": "2/2 с 8 до 20",
    "probation": "2 месяца",
    "pay": "60 000",
    "pay_probation": "",
    "access": ["accessible_entrance", "mentor"],
    "hearing_note": "Показываем на картинках",
    "vision_note": "",
    "motor_note": "",
}
ASKED = {
    "education": "training",
    "computer_skills": "не нужно",
    "legal_basis": "",
    "age": "",
    "sex": "",
    "more": "no",
}
CONTACT = {
    "name": "Кадрова Анна Сергеевна",
    "post": "специалист по кадрам",
    "phone": "8 911 765-43-21",
    "email": "kadry@romashka.example",
}


def text(purpose: str) -> ConsentText:
    return ConsentText.objects.get(purpose=purpose, operator__code=CODE)


def typed_steps(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A request of a new employer with one vacancy; ``changes`` replace fields of single steps."""
    steps = {
        "employer": {"inn": INN},
        "company": COMPANY,
        "vacancy_1": JOB,
        "conditions_1": TERMS,
        "requirements_1": ASKED,
        "consent": {"agree": "on", "text": consents.mark(text("employer-contact"))},
        "contact": CONTACT,
    }
    steps |= {code: {} for code in changes if code not in steps}
    bases = {"vacancy": JOB, "conditions": TERMS, "requirements": ASKED}
    found = {
        code: {**(fields or bases.get(code.partition("_")[0], {})), **changes.get(code, {})}
        for code, fields in steps.items()
    }
    order = ["employer", "company"]
    order += [f"{page}_{n}" for n in range(1, 11) for page in bases]
    order += ["consent", "contact"]
    return {code.replace("_", "-"): found[code] for code in order if code in found}


def two_vacancies(**changes: dict[str, Any]) -> dict[str, Any]:
    """Changes that add a second vacancy."""
    return {
        "requirements_1": {"more": "yes"},
        "vacancy_2": {"title": "Посудомойщик", "places": "1"},
        "conditions_2": {},
        "requirements_2": {},
        **changes,
    }


def start(email: str = "hr@romashka.example") -> Draft:
    return services.start_draft(
        journey=JOURNEY, scope=CODE, email=email, consent_text=text(consents.KEEP_DRAFT)
    ).draft


def save(draft: Draft, step: str, fields: dict[str, Any]) -> services.Saved:
    saved = services.save_step(
        draft=draft,
        revision=draft.revision,
        step=step,
        data=as_typed(fields),
        actor=draft.entered_by,
    )
    draft.refresh_from_db()
    return saved


def fill(draft: Draft, **changes: dict[str, Any]) -> Draft:
    steps = typed_steps(**changes)
    if draft.entered_by is not None:
        # The approved form on paper holds no consent of the contact person.
        told = {"how": "call", "informed_on": f"{today():%d.%m.%Y}"}
        steps = {
            ("informed" if code == "consent" else code): told if code == "consent" else fields
            for code, fields in steps.items()
        }
    return lay_steps(draft, {step: as_typed(fields) for step, fields in steps.items()})


def sent(*, email: str = "hr@romashka.example", **changes: dict[str, Any]) -> Submission:
    draft = fill(start(email), **changes)
    return services.send_draft(draft=draft, revision=draft.revision)


def progress_form(draft: Draft, step: str) -> Any:
    """The form of a step as it is judged now."""
    state = progress_of(draft, at=clock.now()).get(step)
    assert state is not None
    return state.form


def known_company(number: str, state: str = "same", **changed: str) -> dict[str, Any]:
    """The company page of an employer that the bank knows."""
    return {**dict.fromkeys(COMPANY, ""), "about": f"known:{number}", "state": state, **changed}


def profession(name: str = "Повар") -> Profession:
    return Profession.objects.get_or_create(key=name.casefold(), defaults={"name": name})[0]


def today() -> dt.date:
    """The day at the centre."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
