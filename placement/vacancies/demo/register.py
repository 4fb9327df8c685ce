"""Invented vacancies in every state, made by the same services as real ones (P-2.4b)."""

import datetime as dt
from typing import Any, TextIO

from core import clock, roles
from core.demo_accounts import account_of
from core.models import User
from core.text import search_key
from core.tick import Pieces
from placement.employers import services as employers
from placement.employers.models import Employer
from placement.professions.models import Profession
from placement.programmes.demo import PROGRAMMES
from placement.vacancies import services as vacancies
from placement.vacancies.demo.samples import DEMOS, Demo, Firm
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks


def load(stdout: TextIO) -> None:
    """The professions that the institution teaches, then the vacancies that are missing."""
    professions = {name: _profession(name) for _, name, _, _ in PROGRAMMES}
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None:
        stdout.write("vacancies: left out, there are no demonstration accounts\n")
        return
    count = 0
    for demo in DEMOS:
        if Vacancy.objects.filter(is_demo=True, title=demo.title, request=None).exists():
            continue
        _make(demo, professions[demo.firm.profession], specialist)
        count += 1
    if count:
        # What time does: the silent one is marked, and the one that stayed silent leaves the site.
        now, pieces = clock.now(), Pieces()
        asks.mark_stale(now, pieces)
        asks.hide_stale(now, pieces)
        pieces.finish()
        stdout.write(f"vacancies: {count} invented ones\n")


def _profession(name: str) -> Profession:
    profession, _ = Profession.objects.get_or_create(key=search_key(name), defaults={"name": name})
    return profession


def _employer(firm: Firm, specialist: User) -> Employer:
    employer = Employer.objects.current().filter(is_demo=True, full_name=firm.name).first()
    if employer is None:
        data = Employer(
            full_name=firm.name,
            kind=Employer.Kind.ACTUAL,
            activity=firm.activity,
            district=firm.district,
            email=f"{firm.code}@example.org",
        )
        employer = employers.register_employer(data=data, actor=specialist, is_demo=True)
    return employer


def _make(demo: Demo, profession: Profession, specialist: User) -> None:
    today = clock.local_day(clock.now())
    address, district = demo.place or (demo.firm.address, demo.firm.district)
    data = Vacancy(
        title=demo.title,
        address=address,
        district=district,
        schedule=demo.schedule,
        profession=profession,
        start_on=None if demo.start is None else today + dt.timedelta(days=demo.start),
        **demo.facts,
    )
    vacancy = vacancies.create_vacancy(
        data=data, employer=_employer(demo.firm, specialist), actor=specialist, is_demo=True
    )
    if demo.state == "new":
        return
    vacancies.publish(vacancy=vacancy, actor=specialist)
    _age(vacancy, demo)
    vacancy.refresh_from_db()
    if demo.state == "paused":
        vacancies.pause(vacancy=vacancy, actor=specialist, why="Ремонт в оранжерее.")
    elif demo.state == "filled":
        vacancies.fill(vacancy=vacancy, hired=1, note="Принят выпускник.", actor=specialist)
    elif demo.state == "expired":
        vacancies.expire(vacancy=vacancy, actor=specialist, note="Приют переехал.")
    elif demo.state == "withdrawn":
        vacancies.withdraw(vacancy=vacancy, reason="Должность сократили.", actor=specialist)


def _age(vacancy: Vacancy, demo: Demo) -> None:
    """Let time have passed since the publication; only a demonstration may."""
    at = clock.now() - dt.timedelta(days=demo.days)
    marks: dict[str, Any] = {"published_at": at, "confirmed_at": at}
    if demo.state in ("stale", "hidden"):
        marks |= {"asked_at": at + dt.timedelta(days=30), "ask_serial": 1}
    if demo.state == "hidden":
        marks["stale_at"] = at + dt.timedelta(days=38)
    Vacancy.objects.filter(pk=vacancy.pk).update(**marks)
