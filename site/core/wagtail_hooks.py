"""What the core adds to Wagtail's admin."""

from functools import partial
from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from core import access
from core.back_office import hooks as desk_hooks  # noqa: F401 - registers styles and menu
from core.back_office import plain_menu  # noqa: F401 - registers its address
from core.back_office.board import Maker, add_to_board
from core.back_office.screens import JournalDesk, LetterDesk, ReadDesk, RecordsGroup, board
from core.letter_texts import LetterTextViewSet

register_snippet(LetterTextViewSet)
modeladmin_register(RecordsGroup)

QUEUES: tuple[Maker, ...] = (
    partial(board.failed_letters, LetterDesk()),
    partial(board.unreviewed_reads, ReadDesk()),
    partial(board.new_access, ReadDesk()),
    board.unprotected_accounts,
)
for place, queue in enumerate(QUEUES):
    add_to_board(queue, order=80 + place, group="Учёт и доступ")
add_to_board(partial(board.journals, JournalDesk()), order=90)


@hooks.register("register_log_actions")
def log_of_access(actions: LogActionRegistry) -> None:
    """Words for the history of an account."""

    @actions.register_action(access.LOGGED)
    class AccessFormatter(LogFormatter):
        """Which groups opened identity data to it."""

        label = "Доступ к личным данным"

        def format_message(self, log_entry: Any) -> str:
            """Name the groups."""
            return f"Открыт доступ к личным данным: {', '.join(log_entry.data['groups'])}"
