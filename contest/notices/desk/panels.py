"""What the page of a release shows: how many are told what, everybody with the way to reach them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from contest.applications.models import Entry
from contest.meetings.words import place_title
from contest.notices.lifecycle import ReleaseState
from contest.notices.models import Notice, Release, Verdict
from contest.scoring.desk.paging import page_of
from core import clock
from core.back_office import DeskAdmin, Panel
from core.models import Letter
from core.phones import phone_text
from core.templatetags.desk_tags import state_tag
from forms_app import telling
from forms_app.answers import mask
from forms_app.models import Submission
from forms_app.models.calls import to_be_called


def counts(row: Release, notices: list[Notice]) -> Panel:
    """The exact numbers."""
    by_verdict = Counter(notice.said for notice in notices)
    written = sum(bool(notice.entry.submission.email) for notice in notices)
    facts = [
        (str(verdict.label), str(by_verdict[verdict])) for verdict in Verdict if by_verdict[verdict]
    ]
    facts += [("Писем", str(written)), ("Позвонить", str(len(notices) - written))]
    decision = row.decision
    meeting = decision.item.meeting
    facts.append(("Решение", f"{decision.item.get_kind_display()}, {meeting}"))
    if meeting.number and meeting.signed_on:
        facts.append(
            ("Протокол", f"№ {meeting.number.label}, подписан {meeting.signed_on:%d.%m.%Y}")
        )
    facts.append(("Подготовил", f"{row.prepared_by.full_name}, {_when(row, 'prepared_at')}"))
    if row.released_by:
        facts.append(("Отправил", f"{row.released_by.full_name}, {_when(row, 'released_at')}"))
    return Panel(code="counts", title="Сколько и о чём", facts=facts)


def _when(row: Release, name: str) -> str:
    return clock.format_short(getattr(row, name), row.tz)


def recipients(row: Release, notices: list[Notice], request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Everybody who is told, what, by which way, and what they were told before."""
    page = page_of(notices, request)
    earlier = _told_before(row, [notice.entry for notice in page.rows])
    ways = _ways(row, page.rows)
    url = desk.url("inspect", row)
    turns = (("Предыдущие", page.previous), ("Следующие", page.next))
    links = [(words, f"{url}?p={number}#recipients") for words, number in turns if number]
    return Panel(
        code="recipients",
        title="Кому сообщается",
        headings=("Участник", "Группа", "Что сообщается", "Как", "Раньше сообщено"),
        rows=[
            (
                _name(notice.entry),
                notice.entry.service.group.title,
                _said(notice),
                ways[notice.pk],
                earlier.get(notice.entry_id, "–"),
            )
            for notice in page.rows
        ],
        links=[("Прочитать все письма", desk.url("letters", row)), *links],
        is_aside=False,
    )


def _said(notice: Notice) -> str:
    """The verdict; for whoever has a place, the place: whoever phones has to say which."""
    if notice.said.is_placed and notice.place is not None:
        return place_title(notice.place, notice.release.contest)
    return str(notice.said.label)


def _name(entry: Entry) -> str:
    return entry.full_name or "данные уничтожены"


def _told_before(row: Release, entries: list[Entry]) -> dict[int, str]:
    """What earlier decisions told each of them, the newest last; one query."""
    told: dict[int, list[str]] = defaultdict(list)
    rows = Notice.objects.told().filter(entry__in=entries).exclude(release=row).with_places()
    for notice in rows.select_related("release__contest").order_by("release__released_at"):
        told[notice.entry_id].append(_said(notice))
    return {pk: "; ".join(words) for pk, words in told.items()}


def _ways(row: Release, notices: Iterable[Notice]) -> dict[int, str | SafeString]:
    """By which way each is told, or how that went; the telephone of whom no letter reaches."""
    by_phone = [one.entry.submission for one in notices if not _is_written(one)]
    numbers = telling.phones_of(by_phone) if by_phone else {}
    told_of = Submission.objects.filter(pk__in=[one.pk for one in by_phone])
    waiting = set(to_be_called(told_of).values_list("pk", flat=True))
    is_released = row.state == ReleaseState.RELEASED
    ways: dict[int, str | SafeString] = {}
    for notice in notices:
        submission, letter = notice.entry.submission, notice.letter
        if letter is not None and letter.state != Letter.State.FAILED:
            ways[notice.pk] = state_tag(letter.state, f"письмо {letter.get_state_display()}")
        elif _is_written(notice):
            ways[notice.pk] = f"письмо на {mask(submission.email)}"
        elif is_released and submission.pk not in waiting:
            ways[notice.pk] = state_tag("ok", "сообщено по телефону")
        else:
            number = phone_text(numbers.get(submission.pk, ""))
            ways[notice.pk] = f"позвонить: {number or 'телефон не указан'}"
    return ways


def _is_written(notice: Notice) -> bool:
    """Whether a letter reaches this participant, as far as is known."""
    letter = notice.letter
    return bool(notice.entry.submission.email) and (
        letter is None or letter.state != Letter.State.FAILED
    )
