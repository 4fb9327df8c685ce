"""Referrals in any state, and what they rest on."""

import datetime as dt
from typing import Any

from core import clock
from core.models import User
from placement.cases.models import Case
from placement.consents import TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.referrals import services
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.resumes.content import Content, Job, Study
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.placement.factories import VacancyFactory
from tests.placement.graduates.factories import GraduateFactory, allow

# What an employer answers, with what has to be said besides.
ANSWERS: dict[str, dict[str, Any]] = {
    "invite": {},
    "hire": {"started_on": dt.date(2026, 11, 2)},
    "decline": {"decline_reason": "filled"},
    "no-show": {},
}
CONTENT = Content(
    family="Женат, двое детей",
    address="Ленинградская область, г. Выборг, Тайная улица, д. 7",
    district="Выборгский район",
    phone="+79210000077",
    position="Повар",
    jobs=(Job(since="06.2025", organisation="Столовая «Ромашка»", position="Помощник повара"),),
    studies=(Study(institution="МЦ СиТИ", since="2022", until="2026", speciality="Повар"),),
    qualities="Аккуратный",
)
# How a referral gets into each state.
WAYS: dict[str, list[str]] = {
    ReferralState.PREPARED: [],
    ReferralState.SENT: ["send"],
    ReferralState.INVITED: ["send", "invite"],
    ReferralState.HIRED: ["send", "hire"],
    ReferralState.DECLINED: ["send", "decline"],
    ReferralState.NO_SHOW: ["send", "no-show"],
    ReferralState.CALLED_OFF: ["send", "call-off"],
}


def open_case(specialist: User, graduate: Graduate | None = None) -> Case:
    """A person who is led and allows the transfer to employers."""
    person = graduate or GraduateFactory()
    allow(person, TO_EMPLOYERS)
    return Case.objects.create(
        graduate=person, specialist=specialist, opened_on=dt.date(2026, 9, 1)
    )


def approved_resume(graduate: Graduate, **fields: Any) -> Resume:
    """A version that may go out."""
    number = graduate.resumes.count() + 1
    content = CONTENT.to_json()
    defaults = {"number": number, "position": "Повар", "content": content}
    return Resume.objects.create(
        graduate=graduate,
        state=ResumeState.APPROVED,
        approved_at=clock.now(),
        **{**defaults, **fields},
    )


def open_vacancy(**fields: Any) -> Vacancy:
    """A vacancy that the register publishes."""
    return VacancyFactory(state=VacancyState.PUBLISHED, **fields)


def prepared(specialist: User, **fields: Any) -> Referral:
    """A referral that nobody outside sees yet."""
    case = fields.pop("case", None) or open_case(specialist)
    if not case.graduate.resumes.exists():
        approved_resume(case.graduate)
    vacancy = fields.pop("vacancy", None) or open_vacancy()
    return services.prepare(case=case, vacancy=vacancy, actor=specialist)


def sent(specialist: User, **fields: Any) -> Referral:
    """A referral whose letter is queued."""
    return services.send(referral=prepared(specialist, **fields), actor=specialist)


def in_state(state: str, specialist: User, **fields: Any) -> Referral:
    """A referral in this state, brought there by the services."""
    row = prepared(specialist, **fields)
    for step in WAYS[state]:
        if step == "send":
            row = services.send(referral=row, actor=specialist)
        elif step == "call-off":
            row = services.call_off(referral=row, actor=specialist, why="Вакансия закрыта")
        else:
            row = services.answer(referral=row, answer=step, actor=None, **ANSWERS[step])
    return row


def reread(row: Referral) -> Referral:
    """As it is in the database now."""
    return Referral.objects.select_related("case__graduate__key", "vacancy").get(pk=row.pk)
