"""The contest's screens in Wagtail's admin."""

from contest.applications.desk.board import ContestBoard
from contest.menu import ContestGroup
from core.back_office import add_to_board

group = ContestGroup()
group.register_with_wagtail()

board = ContestBoard(group.applications)
add_to_board(board.incoming, order=10)
add_to_board(board.returned, order=12)
add_to_board(board.failed_letters, order=14)
