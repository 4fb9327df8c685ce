"""What the core adds to Wagtail's admin."""

from functools import partial

from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from core.back_office import hooks as desk_hooks  # noqa: F401 - registers styles and menu
from core.back_office.board import Maker, add_to_board
from core.back_office.screens import JournalDesk, LetterDesk, ReadDesk, RecordsGroup, board
from core.letter_texts import LetterTextViewSet

register_snippet(LetterTextViewSet)
modeladmin_register(RecordsGroup)

QUEUES: tuple[Maker, ...] = (
    partial(board.failed_letters, LetterDesk()),
    partial(board.unreviewed_reads, ReadDesk()),
    board.unprotected_accounts,
)
for place, queue in enumerate(QUEUES):
    add_to_board(queue, order=80 + place, group="Учёт и доступ")
add_to_board(partial(board.journals, JournalDesk()), order=90)
