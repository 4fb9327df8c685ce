"""Three invented requests for assistance: not looked at, registered, accepted (P-F1).

They are typed as a person types them; what comes in is a card that staff have yet to confirm.
"""

from typing import Any, TextIO

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from core import clock, roles
from core.demo_accounts import account_of
from core.models import Organisation, User
from forms_app import consents, services
from forms_app.models import Submission
from placement.assistance.models import AssistanceRequest
from placement.assistance.pages import JOURNEY
from placement.centre.operators import operator
from placement.consents import ASSISTANCE
from placement.graduates.demo import MARK, day
from placement.graduates.models import Graduate

# Address, name, what the specialist has done with the request.
DEMOS = (
    ("request1@example.org", "Голубев Роман Ильич", ()),
    ("request2@example.org", "Данилова Яна Михайловна", (services.register,)),
    (
        "request3@example.org",
        "Ершов Тимур Русланович",
        (services.register, services.accept),
    ),
)


def load(stdout: TextIO) -> None:
    """The requests that are missing; without demonstration accounts nobody decides."""
    specialist, centre = account_of(roles.PLACEMENT_SPECIALIST), operator()
    if specialist is None or centre is None:
        stdout.write("assistance: left out, the centre has no accounts or takes no requests\n")
        return
    added = 0
    for email, name, actions in DEMOS:
        last_name, first_name, middle_name = name.split()
        person = {"last_name": last_name, "first_name": first_name, "middle_name": middle_name}
        asked = AssistanceRequest.objects.filter(graduate__is_demo=True)
        if asked.filter(**{f"graduate__{part}": word for part, word in person.items()}).exists():
            continue
        with transaction.atomic():
            submission = _send(email, person, centre)
            _decide(submission, actions, specialist)
        added += 1
    if added:
        stdout.write(f"assistance: {added} invented requests\n")


def _send(email: str, person: dict[str, str], centre: Organisation) -> Submission:
    today = clock.in_zone(clock.now(), centre.tz).date()
    texts = {
        purpose: consents.current_text(purpose=purpose, operator=centre, on=today)
        for purpose in (consents.KEEP_DRAFT, ASSISTANCE)
    }
    draft = services.start_draft(
        journey=JOURNEY,
        scope=centre.code,
        email=email,
        consent_text=texts[consents.KEEP_DRAFT],
    ).draft
    for step, fields in _steps(email, person, consents.mark(texts[ASSISTANCE])).items():
        data = MultiValueDict({name: [value] for name, value in fields.items()})
        saved = services.save_step(draft=draft, revision=draft.revision, step=step, data=data)
        draft = saved.draft
    submission = services.send_draft(draft=draft, revision=draft.revision)
    Graduate.objects.filter(assistance_requests__submission=submission).update(
        is_demo=True, group=f"ШВ-30 {MARK}"
    )
    return submission


def _decide(submission: Submission, actions: Any, specialist: User) -> None:
    for act in actions:
        submission = act(submission=submission, actor=specialist)


def _steps(email: str, person: dict[str, str], consent: str) -> dict[str, dict[str, str]]:
    return {
        "who": {"who": "myself"},
        "person": {**person, "birth_date": f"{day(-20 * 366):%d.%m.%Y}"},
        "consent": {"agree": "on", "text": consent},
        "passport": {
            "passport_series": "00 00",
            "passport_number": "000000",
            "passport_issued": f"Отделение «Пример» {MARK}, 01.02.2022",
        },
        "contacts": {
            "phone": "+7 911 000-03-00",
            "email": email,
            "address": f"г. Всеволожск, Образцовая улица, д. 1 {MARK}",
            "same_address": "on",
        },
        "study": {"profession_other": "Швея", "later": "on"},
        "undertaking": {"undertaking": "on"},
        "further": {
            "to_employers": "yes",
            "to_committee": "no",
            "photo_site": "no",
            "photo_vk": "no",
            "health": "no",
        },
        "resume-when": {"resume_when": "later"},
    }
