"""Printed papers: certificates, the list to sign on when they are handed out, who is in stage II."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from contest.certificates.models import CertificateIssue
from contest.finalists.models import Finalist
from contest.meetings.models import AgendaItem, Decision
from contest.setup.models import Contest
from core import clock, issued_papers, paper
from core.models import IssuedPaper

_FOLDER = "contest/certificates/papers"
HAND_OUT = ("№ п/п", "Сертификат №", "Кому", "За что", "Дата", "Подпись")
# A longer name, or one with a longer word, is printed in smaller letters.
LONG_NAME, LONG_WORD = 44, 20
ADMITTED = ("№ п/п", "Рег. номер", "Фамилия, имя, отчество", "Центр занятости населения", "Роль")


def certificates(
    contents: Sequence[Mapping[str, Any]], *, made_at: dt.datetime, is_demo: bool = False
) -> paper.Paper:
    """Certificates as one document, each on a page of its own; ``contents`` are their frozen facts."""
    pages = [
        {
            **facts,
            "day": clock.format_date(dt.date.fromisoformat(facts["issued_on"])),
            "is_long": is_long(facts["name"]),
            "checksum": issued_papers.shown_digest(issued_papers.digest_of(facts)),
        }
        for facts in contents
    ]
    context = {
        "pages": pages,
        "is_demo": is_demo,
        "check_at": settings.SITE_URL.partition("://")[2] + "/papers/",
    }
    title = "Сертификаты" if len(pages) > 1 else title_of(contents[0])
    return paper.render(f"{_FOLDER}/certificates.html", context, title=title, made_at=made_at)


def is_long(name: str) -> bool:
    """Whether a name needs the smaller letters to stay inside the frame."""
    return len(name) > LONG_NAME or any(len(word) > LONG_WORD for word in name.split())


def title_of(facts: Mapping[str, Any]) -> str:
    """«Сертификат № 001/2026»."""
    return f"Сертификат № {facts['number']}"


def hand_out_list(issue: CertificateIssue) -> paper.Paper:
    """Who gets which certificate, with a column to sign in; replaced and revoked ones are left out."""
    rows = IssuedPaper.objects.filter(certificate__issue=issue, certificate__is_current=True)
    contents = map(issued_papers.facts_of, rows.select_related("key").order_by("entry__number"))
    context = {
        "contest": issue.contest,
        "issue": issue,
        "header": HAND_OUT,
        "rows": [
            [str(place), facts["number"], facts["name"], facts["words"], "", ""]
            for place, facts in enumerate(contents, start=1)
        ],
        "made": clock.format_instant(issue.issued_at, issue.contest.tz),
    }
    title = f"Ведомость выдачи сертификатов от {issue.issued_on:%d.%m.%Y}"
    return paper.render(f"{_FOLDER}/hand_out.html", context, title=title, made_at=issue.issued_at)


def admitted_list(contest: Contest, *, at: dt.datetime) -> paper.Paper:
    """Who is admitted to stage II, group by group, with the protocols that decided it (C-15)."""
    finalists = Finalist.objects.in_contest().filter(contest=contest)
    related = finalists.select_related(
        "entry__submission__registration", "entry__centre", "entry__role", "entry__service__group"
    )
    ordered = related.order_by(
        "entry__service__group__sort_order", "entry__submission__sort_key", "pk"
    )
    groups: dict[str, list[Finalist]] = {}
    for finalist in ordered:
        groups.setdefault(finalist.entry.service.group.title, []).append(finalist)
    context = {
        "contest": contest,
        "header": ADMITTED,
        "groups": [
            (title, [_admitted(number, one) for number, one in enumerate(members, start=1)])
            for title, members in groups.items()
        ],
        "total": sum(map(len, groups.values())),
        "protocols": [_protocol_words(one) for one in admissions(contest)],
        "made": clock.format_instant(at, contest.tz),
    }
    title = f"Список допущенных ко II этапу – {contest}"
    return paper.render(f"{_FOLDER}/admitted.html", context, title=title, made_at=at)


def admissions(contest: Contest) -> QuerySet[Decision]:
    """The adopted decisions on admission to stage II that signed protocols hold, the oldest first."""
    kinds = (AgendaItem.Kind.ADMISSION, AgendaItem.Kind.TIE_STAGE_TWO)
    rows = Decision.objects.in_force(contest, *kinds).reverse()
    return rows.select_related("item__meeting__number", "item__meeting__contest")


def _admitted(number: int, finalist: Finalist) -> list[str]:
    entry = finalist.entry
    registration = entry.submission.registration
    name = entry.full_name
    if finalist.is_replacement:
        name += " (вместо выбывшего участника)"
    label = registration.label if registration else ""
    return [str(number), label, name, entry.centre.name, entry.role.title]


def _protocol_words(decision: Decision) -> str:
    meeting = decision.item.meeting
    number = meeting.number.label if meeting.number else ""
    return f"протокол заседания комиссии от {meeting.day:%d.%m.%Y} № {number}, вопрос {decision.item.ordinal}"
