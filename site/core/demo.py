"""Demonstration content of the core: the organisations of the sources, the staff accounts."""

from typing import TextIO

from core.demo_accounts import make_accounts
from core.models import Organisation, User

# Only what the published documents say; numbers that they do not name stay blank.
ORGANISATIONS: list[dict[str, str]] = [
    {
        "code": "mintrud-nso",
        "full_name": "Министерство труда и социального развития Новосибирской области",
        "short_name": "Минтрудсоцразвития Новосибирской области",
        "address": "г. Новосибирск",
        "time_zone": "Asia/Novosibirsk",
        "head_post": "Министр",
        "head_name": "Е.В. Бахарева",
    },
    {
        "code": "crss",
        "full_name": (
            "Государственное автономное учреждение Новосибирской области "
            "«Центр развития социальной сферы»"
        ),
        "short_name": "ГАУ НСО «Центр развития соцсферы»",
        "email": "crpk@nso.ru",
        "time_zone": "Asia/Novosibirsk",
        "head_post": "Директор",
        "head_name": "Климахина Наталья Викторовна",
    },
    {
        "code": "mc-siti",
        "full_name": (
            "Государственное автономное нетиповое профессиональное образовательное учреждение "
            "Ленинградской области «Мультицентр социальной и трудовой интеграции»"
        ),
        "short_name": "ГАНПОУ ЛО «МЦ СиТИ»",
        "address": "Ленинградская область, г. Всеволожск",
        "time_zone": "Europe/Moscow",
        "head_post": "Директор",
        "head_name": "И.Г. Дрозденко",
        "deputy_post": "Заместитель директора по трудоустройству и занятости",
        "founder": "КОМИТЕТ ОБЩЕГО И ПРОФЕССИОНАЛЬНОГО ОБРАЗОВАНИЯ ЛЕНИНГРАДСКОЙ ОБЛАСТИ",
        "addressee": "\n".join(  # noqa: FLY002 – line by line, as it is printed
            (
                "Директору государственного автономного нетипового",
                "профессионального образовательного учреждения",
                "Ленинградской области",
                "«Мультицентр социальной и трудовой интеграции»",
                "(ГАНПОУ ЛО «МЦ СиТИ»)",
                "И.Г. Дрозденко",
            )
        ),
    },
]

# What papers print; filled in where an earlier demonstration knew no such thing.
ON_PAPERS = ("deputy_post", "founder", "addressee")
# Demonstration accounts whose group may review the log of reads.
REVIEWERS = {"crss": "admin@example.org", "mc-siti": "director@example.org"}


def load(stdout: TextIO) -> None:
    """Add what is missing; what staff have changed since stays."""
    for facts in ORGANISATIONS:
        values = {name: value for name, value in facts.items() if name != "code"}
        _, created = Organisation.objects.get_or_create(code=facts["code"], defaults=values)
        if created:
            stdout.write(f"organisation: {facts['short_name']}\n")
        for name in set(ON_PAPERS) & values.keys():
            Organisation.objects.filter(code=facts["code"], **{name: ""}).update(
                **{name: values[name]}
            )
    accounts = make_accounts()
    _name_reviewers()
    stdout.write(f"demonstration accounts: {len(accounts)}\n")


def _name_reviewers() -> None:
    """Let somebody open the log of reads of each operator that has named nobody (X-5)."""
    for code, login in REVIEWERS.items():
        reviewer = User.objects.filter(is_demo=True, username=login).first()
        unnamed = Organisation.objects.filter(code=code, read_log_reviewer=None)
        if reviewer is not None:
            unnamed.update(read_log_reviewer=reviewer)
