"""Resumes of invented graduates: approved, offered, drafts (P-F3)."""

from typing import TextIO

from core import roles
from core.demo_accounts import account_of
from core.photos import drawn_photo, kept_photo
from placement.consents import ASSISTANCE
from placement.graduates import demo as graduates
from placement.graduates.demo import MARK, card_of, day
from placement.graduates.models import Graduate
from placement.grants import gate
from placement.resumes import services
from placement.resumes.content import Content, Job, Study

# Whose resume, and how far it has come.
DEMOS = (
    (graduates.SEARCHING, ("approved", "draft")),
    (graduates.WARD, ("draft",)),
    (graduates.GUARDED, ("offered",)),
    (graduates.AT_WORK, ("approved",)),
    (graduates.HIRED, ("approved",)),
)


def load(stdout: TextIO) -> None:
    """The resumes of those who have none."""
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None:
        return
    added = 0
    for person, stages in DEMOS:
        graduate = card_of(person)
        if graduate is None or graduate.resumes.exists() or not gate.allows(graduate, ASSISTANCE):
            continue
        for stage in stages:
            resume = services.create_resume(
                graduate=graduate, content=_content(graduate), actor=specialist
            )
            if person is graduates.SEARCHING and services.may_have_photo(graduate):
                drawing = drawn_photo("Рисунок вместо фото (вымышл.)")
                with kept_photo(drawing, key=resume.key) as photo:
                    resume = services.add_photo(resume=resume, photo=photo, actor=specialist)
            if stage != "draft":
                services.offer(resume=resume, actor=specialist)
            if stage == "approved":
                how = f"Подпись на распечатке от {day(0):%d.%m.%Y} {MARK}"
                services.approve(resume=resume, actor=specialist, how=how)
            added += 1
    if added:
        stdout.write(f"resumes: {added} invented ones\n")


def _content(graduate: Graduate) -> Content:
    position = str(graduate.profession)
    left = graduate.left_year or day(0).year
    return Content(
        district="Всеволожский район",
        phone=str(graduate.phone),
        email=str(graduate.email),
        position=position,
        jobs=(
            Job(
                since=f"02.{left}",
                until=f"04.{left}",
                organisation=f"Учебная мастерская «Пример» {MARK}",
                position=f"{position}, практика",
                duties="Работа по заданию мастера, порядок на рабочем месте.",
            ),
        )
        if left <= day(0).year
        else (),
        studies=(
            Study(
                institution=f"Мультицентр {MARK}",
                since=f"09.{left - 1}",
                until=f"06.{left}",
                speciality=position,
            ),
        ),
        computer="Пользователь: почта, поиск в интернете.",
        qualities="Внимательность, аккуратность, пунктуальность.",
        pay="от 35 000 руб.",
        ready="Через неделю после приглашения.",
    )
