"""Letters about the rows of a desk: who works on a row sees what was not sent, and mends it (X-6)."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from core import clock, history, outbox
from core.errors import Refused
from core.letters import letter_titles
from core.models import Letter, User
from core.templatetags.desk_tags import state_tag

from .acts import Act, part_acts
from .admin import DeskAdmin
from .board import SHOWN, BoardLine, BoardPanel
from .panels import Line, Panel

# So many failed letters are looked through; the owner of the installation sees the others.
MOST = 500


def send_again(letter: Letter, *, actor: User) -> None:
    """Try a failed letter again and say so in its history; Refused for any other."""
    if letter.state != Letter.State.FAILED:
        raise Refused("Ещё раз отправляются только письма, которые не удалось отправить.")
    outbox.retry(letter)
    history.log_change(letter, actor=actor, action="retry")


def give_up(letter: Letter, *, actor: User) -> None:
    """Leave a failed letter unsent for good; Refused for any other."""
    if letter.state != Letter.State.FAILED:
        raise Refused("Отменить можно только письмо, которое не удалось отправить.")
    outbox.cancel(Letter.objects.filter(pk=letter.pk))
    history.log_change(letter, actor=actor, action="cancel")


def has_failed(letter: Letter) -> bool:
    """Whether somebody has to look at the letter."""
    return letter.state == Letter.State.FAILED


def letters_about(row: Model) -> QuerySet[Letter]:
    """The letters about a row."""
    return Letter.objects.about(row)


LETTER_ACTS = (
    Act(
        code="retry",
        button="Отправить ещё раз",
        past="Отправка письма повторена",
        service=send_again,
        title="Отправить письмо ещё раз",
        help="Письмо уйдёт на тот же адрес. Содержание не меняется.",
        success="Письмо поставлено в очередь отправки.",
        offered=has_failed,
        parts=letters_about,
        part_name="letter",
        is_button=False,
    ),
    Act(
        code="give-up",
        button="Больше не отправлять",
        past="Письмо отменено",
        service=give_up,
        title="Больше не отправлять письмо",
        submit="Не отправлять",
        help="Письмо останется неотправленным и исчезнет с рабочего стола. Отмените его, если "
        "новость сообщили иначе или она устарела.",
        success="Письмо отменено.",
        offered=has_failed,
        parts=letters_about,
        part_name="letter",
        is_button=False,
    ),
)


def letters_panel(row: Model, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The letters about a row with what became of them; nothing where none was written."""
    letters = list(letters_about(row).order_by("-created_at")[:SHOWN])
    if not letters:
        return None
    titles, zone = letter_titles(), desk.zone(request)
    may_work = desk.allows(request, "work", row)
    return Panel(
        code="letters",
        title="Письма",
        lines=[
            Line(
                text=titles.get(letter.code, letter.code),
                tag=state_tag(letter.state, letter.get_state_display()),
                note=_about(letter, zone, may_work=may_work),
                **part_acts(desk, request, row, letter, "letter"),
            )
            for letter in letters
        ],
    )


def failed_letters(desks: Sequence[DeskAdmin], request: HttpRequest) -> BoardPanel | None:
    """Letters that could not be sent about rows on which this person works, the oldest first."""
    # Two desks may share a model: submissions of two journeys.
    mine = [
        (ContentType.objects.get_for_model(desk.model).pk, desk)
        for desk in desks
        if desk.may(request, "work")
    ]
    if not mine:
        return None
    kinds = {kind for kind, _ in mine}
    failed = Letter.objects.filter(state=Letter.State.FAILED, content_type__in=kinds)
    letters = list(failed.order_by("created_at", "pk")[:MOST])
    rows = _rows(mine, letters, request)
    pairs = [(one, rows[key]) for one in letters if (key := _key(one)) in rows]
    if not pairs:
        return None
    titles = letter_titles()
    return BoardPanel(
        code="failed-letters",
        title="Не ушли письма",
        headings=("О чём", "Письмо", "Кому", "Создано", "Причина"),
        lines=[
            BoardLine(
                cells=(
                    desk.object_label(row),
                    titles.get(letter.code, letter.code),
                    letter.to,
                    clock.format_short(letter.created_at, desk.zone_of(row, request)),
                    letter.last_error,
                ),
                url=desk.primary_url(request, row),
            )
            for letter, (desk, row) in pairs[:SHOWN]
        ],
        total=len(pairs),
        warnings=[
            "Откройте карточку: исправьте адрес, отправьте письмо ещё раз или сообщите иначе."
        ],
    )


def _rows(
    desks: Sequence[tuple[int, DeskAdmin]], letters: list[Letter], request: HttpRequest
) -> dict[tuple[int, str], tuple[DeskAdmin, Any]]:
    """The rows that the letters are about, of those on which this person works."""
    found: dict[tuple[int, str], tuple[DeskAdmin, Any]] = {}
    for kind, desk in desks:
        keys = {letter.object_id for letter in letters if letter.content_type_id == kind}
        if keys:
            rows = desk.display_rows(desk.rows_for(request, "work").filter(pk__in=keys))
            found |= {(kind, str(row.pk)): (desk, row) for row in rows}
    return found


def _key(letter: Letter) -> tuple[int, str]:
    return letter.content_type_id, letter.object_id


def _about(letter: Letter, zone: clock.TimeZone, *, may_work: bool) -> str:
    address = "адрес удалён" if letter.to == outbox.NOBODY else letter.to
    when = (
        clock.format_short(letter.sent_at, zone)
        if letter.sent_at
        else f"создано {clock.format_short(letter.created_at, zone)}"
    )
    parts = [address if may_work else "", when, letter.last_error]
    return ", ".join(part for part in parts if part)
