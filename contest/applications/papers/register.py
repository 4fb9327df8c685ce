"""The printable register of applications (C-K6)."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F, QuerySet

from contest.applications.models import Entry
from contest.setup.in_use import JOURNEY
from contest.setup.models import Contest
from core import paper
from core.clock import format_instant, in_zone
from forms_app.engine import registry

HEADER = [
    "№",
    "Рег. номер",
    "Дата регистрации",
    "Поступила",
    "Фамилия, имя, отчество",
    "Центр занятости населения",
    "Роль",
    "Государственная услуга",
    "Статус",
]


def entries_of(contest: Contest) -> QuerySet[Entry]:
    """The contest's entries in the order of their registration, not yet registered ones last."""
    return (
        Entry.objects.filter(contest=contest)
        .select_related("submission__registration", "centre", "role", "service")
        .order_by(
            F("submission__registration__number").asc(nulls_last=True),
            "submission__received_at",
            "pk",
        )
    )


def rows(contest: Contest, entries: QuerySet[Entry]) -> Iterator[list[str]]:
    """Rows under HEADER, one by one; the same for paper, XLSX and CSV. No identity data."""
    labels = registry.get(JOURNEY).state_labels()
    for number, entry in enumerate(entries.iterator(), start=1):
        submission = entry.submission
        registration = submission.registration
        yield [
            str(number),
            registration.label if registration else "",
            f"{in_zone(registration.registered_at, contest.tz):%d.%m.%Y}" if registration else "",
            _arrival(entry, contest),
            entry.full_name,
            entry.centre.name,
            entry.role.title,
            entry.service.title,
            labels[submission.state],
        ]


def _arrival(entry: Entry, contest: Contest) -> str:
    """When it came, and what was wrong with that; of what staff entered not when it was typed in."""
    submission = entry.submission
    words = [f"{in_zone(submission.received_at, contest.tz):%d.%m.%Y %H:%M}"]
    if submission.received_at >= contest.applications_close_at:
        words.append("после срока")
    if submission.is_incomplete:
        words.append("комплект неполный")
    return ", ".join(words)


def render(contest: Contest, entries: QuerySet[Entry], *, at: dt.datetime) -> paper.Paper:
    """The register as a landscape A4 paper, as it stands at ``at``."""
    context = {
        "contest": contest,
        "header": HEADER,
        "rows": list(rows(contest, entries)),
        "made": format_instant(at, contest.tz),
    }
    title = f"Реестр заявок – {contest}"
    return paper.render(
        "contest/applications/papers/register.html", context, title=title, made_at=at
    )
