"""What the board shows of letters, accounts, looks and journals (X-4, X-5, X-6)."""

from typing import cast

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse

from core import access, clock, reviews
from core.accounts import staff_without_second_factor
from core.back_office.board import BoardLine, BoardPanel, first_rows
from core.letters import letter_titles
from core.models import Journal, JournalEntry, Letter, User

from .journals import JournalDesk
from .letters import LetterDesk, letters_of
from .reads import ReadDesk, reviewed_by

_AGAIN = "Исправьте причину и отправьте их ещё раз."


def failed_letters(desk: LetterDesk, request: HttpRequest) -> BoardPanel | None:
    """Letters that could not be sent, the oldest first."""
    if not desk.may(request, "view"):
        return None
    failed = letters_of(cast(User, request.user)).filter(state=Letter.State.FAILED)
    total, shown = first_rows(failed.order_by("created_at", "pk"))
    titles = letter_titles() if shown else {}
    zone = desk.zone(request)
    return BoardPanel(
        code="letters",
        title="Неотправленные письма",
        warnings=[f"Не удалось отправить писем: {total}. {_AGAIN}"] if total else [],
        headings=("Письмо", "Кому", "Создано", "Причина"),
        lines=[
            BoardLine(
                cells=(
                    titles.get(row.code, row.code),
                    row.to,
                    clock.format_short(row.created_at, zone),
                    row.last_error,
                ),
                url=desk.primary_url(request, row),
            )
            for row in shown
        ],
        total=total,
        url=f"{desk.url('index')}?state={Letter.State.FAILED}",
    )


def unprotected_accounts(request: HttpRequest) -> BoardPanel | None:
    """Accounts of staff that a password alone opens."""
    if not request.user.has_perm("core.change_user"):  # type: ignore[union-attr]
        return None
    rows = staff_without_second_factor().order_by("last_name", "first_name", "pk")
    total, shown = first_rows(rows)
    return BoardPanel(
        code="accounts",
        title="Учётные записи без второго фактора",
        headings=("Работник", "Должность", "Адрес"),
        lines=[
            BoardLine(
                cells=(row.full_name, row.post or "–", row.email),
                url=reverse("wagtailusers_users:edit", args=[row.pk]),
            )
            for row in shown
        ],
        total=total,
        url=reverse("wagtailusers_users:index"),
    )


def unreviewed_reads(desk: ReadDesk, request: HttpRequest) -> BoardPanel | None:
    """Looks at identity data that the person who asks has to go through."""
    if not desk.may(request, "view"):
        return None
    logs = reviews.with_unreviewed(reviewed_by(request)).filter(unreviewed__gt=0)
    organisations = list(logs.order_by("short_name"))
    if not organisations:
        return None
    return BoardPanel(
        code="reads",
        title="Непроверенные просмотры личных данных",
        headings=("Организация", "Просмотров"),
        lines=[
            BoardLine(cells=(str(one), one.unreviewed), url=desk.url("review"))
            for one in organisations
        ],
        total=sum(one.unreviewed for one in organisations),
        url=desk.url("index"),
    )


def new_access(desk: ReadDesk, request: HttpRequest) -> BoardPanel | None:
    """Who has come to identity data since the reviewer last went through the log."""
    if not desk.may(request, "view"):
        return None
    mine = list(reviews.with_reviewed_to(reviewed_by(request)))
    total, shown = first_rows(access.announced(mine)) if mine else (0, [])
    if not total:
        return None
    zone = desk.zone(request)
    prefetch_related_objects(shown, "about")
    return BoardPanel(
        code="access",
        title="Новый доступ к личным данным",
        headings=("Работник", "Группы", "Кто открыл", "Когда"),
        lines=[
            BoardLine(
                cells=(
                    row.about.full_name if row.about else "учётная запись удалена",
                    ", ".join(row.details["groups"]),
                    row.actor_label,
                    clock.format_short(row.at, zone),
                ),
                url=desk.url("review"),
            )
            for row in shown
        ],
        total=total,
        url=desk.url("review"),
    )


def journals(desk: JournalDesk, request: HttpRequest) -> BoardPanel | None:
    """The journals of registration with the last numbers that they gave."""
    if not desk.may(request, "view"):
        return None
    given = JournalEntry.objects.filter(journal=OuterRef("pk")).order_by("-year", "-number")
    rows = Journal.objects.annotate(
        last_label=Subquery(given.values("label")[:1]),
        last_at=Subquery(given.values("registered_at")[:1]),
    )
    total, shown = first_rows(rows.order_by("title", "pk"))
    if not total:
        return None
    zone = desk.zone(request)
    return BoardPanel(
        code="journals",
        title="Журналы регистрации",
        headings=("Журнал", "Последний номер", "Выдан"),
        lines=[
            BoardLine(
                cells=(
                    str(row),
                    row.last_label or "–",
                    f"{clock.in_zone(row.last_at, zone):%d.%m.%Y}" if row.last_at else "–",
                ),
                url=desk.url("inspect", row),
            )
            for row in shown
        ],
        total=total,
        url=desk.url("index"),
    )
