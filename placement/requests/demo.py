"""Three invented requests of employers, made by the same services as real ones (P-F2)."""

import datetime as dt
from typing import Any, TextIO

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from core import clock, roles
from core.demo_accounts import account_of
from core.models import Organisation, User
from core.text import search_key
from forms_app import consents, services
from forms_app.models import Submission
from forms_app.services.locking import progress_of
from placement.consents import CONTACT_PERSON
from placement.employers.models import Employer
from placement.professions.models import Profession
from placement.requests.journey.request import VacancyRequestJourney
from placement.requests.models import VacancyRequest
from placement.requests.setting_up import take_requests
from placement.vacancies import services as vacancies
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

OPERATOR = "mc-siti"
JOURNEY = VacancyRequestJourney.code
# ИНН with right check digits and a region that does not exist.
NEW, REGISTERED, RETURNED = "9900000017", "9900000024", "9900000031"
Typed = dict[str, Any]

# One that demonstration vacancies are for, too.
PROFESSION = "Швея"

_COMPANIES = {
    NEW: ("Общество с ограниченной ответственностью «Пекарня-Пример»", "хлебобулочные изделия"),
    REGISTERED: (
        "Общество с ограниченной ответственностью «Ателье-Пример»",
        "пошив и ремонт одежды",
    ),
    RETURNED: ("Общество с ограниченной ответственностью «Склад-Пример»", "хранение товаров"),
}
_JOBS: dict[str, list[tuple[Typed, Typed, Typed]]] = {
    NEW: [
        (
            {"title": "Пекарь", "places": 2, "profession_other": "Пекарь"},
            {"schedule": "shift", "schedule_note": "2/2 с 7 до 19", "pay": "52 000"},
            {"education": "training"},
        ),
        (
            {
                "title": "Гардеробщик бассейна",
                "profession_other": "Гардеробщик",
                "duties": "Порядок в женской раздевалке. Нужна женщина.",
                "ground": "nature-of-work",
                "explanation": "Работник всю смену находится в женской раздевалке бассейна.",
            },
            {"schedule": "full", "pay": "41 000", "access": ["mentor"]},
            {"education": "any"},
        ),
    ],
    REGISTERED: [
        (
            {"title": "Швея", "places": 3, "profession_other": PROFESSION},
            {
                "schedule": "part",
                "schedule_note": "по 4 часа",
                "pay": "28 000",
                "access": ["accessible_entrance", "part_time", "mentor"],
                "hearing_note": "Задания даём на карточках с рисунками.",
            },
            {"education": "any"},
        ),
    ],
    RETURNED: [
        (
            {"title": "Комплектовщик", "places": 4, "profession_other": "Комплектовщик"},
            {"schedule": "shift", "probation": "2 месяца"},
            {"education": "any"},
        ),
    ],
}


def load(stdout: TextIO) -> None:
    """Add the requests that are missing; without demonstration accounts nobody decides."""
    operator = Organisation.objects.filter(code=OPERATOR).first()
    if operator is None:
        stdout.write("requests: left out, there is no organisation mc-siti\n")
        return
    take_requests(operator)
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None:
        stdout.write("requests: left out, there is no demonstration specialist\n")
        return
    missing = [n for n in _COMPANIES if not Employer.objects.filter(inn=n, is_demo=True).exists()]
    for number in missing:
        with transaction.atomic():
            _decide(number, _send(number, operator), specialist)
    stdout.write(f"requests: {len(missing)}\n")


def _send(number: str, operator: Organisation) -> Submission:
    today = clock.in_zone(clock.now(), operator.tz).date()
    texts = {
        purpose: consents.current_text(purpose=purpose, operator=operator, on=today)
        for purpose in (consents.KEEP_DRAFT, CONTACT_PERSON)
    }
    draft = services.start_draft(
        journey=JOURNEY,
        scope=OPERATOR,
        email=_email(number),
        consent_text=texts[consents.KEEP_DRAFT],
    ).draft
    for step, fields in _steps(number, consents.mark(texts[CONTACT_PERSON])).items():
        data = _as_request(fields)
        saved = services.save_step(draft=draft, revision=draft.revision, step=step, data=data)
        if not saved.complete:  # what is pointed out is explained: the second press confirms it
            saved = _confirm(saved, step, data)
        draft = saved.draft
    submission = services.send_draft(draft=draft, revision=draft.revision)
    request = VacancyRequest.objects.get(submission=submission)
    Employer.objects.filter(pk=request.employer_id).update(is_demo=True)
    request.vacancies.update(is_demo=True)
    return submission


def _confirm(saved: services.Saved, step: str, data: MultiValueDict) -> services.Saved:
    draft = saved.draft
    state = progress_of(draft, at=clock.now()).get(step)
    assert state is not None
    assert state.form is not None
    marks = [warning.mark for warning in state.form.pending_warnings()]
    read = MultiValueDict({**dict(data.lists()), "acknowledged": marks})
    return services.save_step(draft=draft, revision=draft.revision, step=step, data=read)


def _decide(number: str, submission: Submission, specialist: User) -> None:
    """Take the request to where it stands by the specialist's own actions."""
    if number == REGISTERED:
        services.register(submission=submission, actor=specialist)
        _publish(submission, specialist)
    elif number == RETURNED:
        midnight = clock.at_local(
            clock.in_zone(clock.now(), "Europe/Moscow").date() + dt.timedelta(days=8),
            dt.time(),
            "Europe/Moscow",
        )
        remark = services.RemarkText(
            "Укажите, пожалуйста, оклад: без него кандидаты откликаются редко.",
            step="conditions-1",
        )
        services.return_for_correction(
            submission=submission, actor=specialist, remarks=[remark], due_at=midnight
        )


def _publish(submission: Submission, specialist: User) -> None:
    """Give each vacancy a profession of the institution and publish it."""
    taught = Profession.objects.filter(is_taught=True, key=search_key(PROFESSION)).first()
    if taught is None:
        return
    for vacancy in Vacancy.objects.filter(request__submission=submission):
        data = VACANCIES.copy(vacancy, profession=taught, profession_other="")
        vacancies.update_vacancy(vacancy=vacancy, data=data, actor=specialist)
        vacancies.publish(vacancy=vacancy, actor=specialist)


def _steps(number: str, consent: str) -> dict[str, Typed]:
    name, activity = _COMPANIES[number]
    steps: dict[str, Typed] = {
        "employer": {"inn": number},
        "company": {
            "about": f"new:{number}",
            "full_name": f"{name} (вымышлено)",
            "phone": "+7 813 702-00-00",
            "email": _email(number),
            "activity": activity,
            "head_post": "директор",
            "head_name": "Образцова Инна Примеровна",
        },
    }
    jobs = _JOBS[number]
    for place, (job, terms, asked) in enumerate(jobs, start=1):
        steps[f"vacancy-{place}"] = {"places": 1, **job}
        steps[f"conditions-{place}"] = {
            "address": "Ленинградская область, г. Всеволожск, Образцовая улица, д. 1",
            "district": "lo-vsevolozhsk",
            **terms,
        }
        more = "yes" if place < len(jobs) else "no"
        steps[f"requirements-{place}"] = {**asked, "more": more}
    steps["consent"] = {"agree": "on", "text": consent}
    steps["contact"] = {
        "name": "Примерова Анна Образцовна",
        "post": "специалист по кадрам",
        "phone": "+7 911 000-00-00",
        "email": _email(number),
    }
    return steps


def _email(number: str) -> str:
    """An address that receives nothing."""
    return f"hr{number}@example.org"


def _as_request(fields: Typed) -> MultiValueDict:
    return MultiValueDict(
        {
            name: [str(item) for item in value] if isinstance(value, list) else [str(value)]
            for name, value in fields.items()
        }
    )
