"""The contest's screens in Wagtail's admin."""

from functools import partial

from contest.applications.desk.board import ContestBoard
from contest.applications.models import Entry
from contest.findings.desk.panels import DocumentsPanel
from contest.meetings.desk.board import MeetingBoard
from contest.meetings.desk.findings import FindingBoard
from contest.menu import ContestGroup
from contest.notices.desk.board import ReleaseBoard
from contest.results.desk.board import ResultsBoard
from contest.scoring.desk.board import ScoringBoard
from contest.setup.desk.board import dates
from contest.stage_two.desk.board import StageTwoBoard
from contest.video.desk.board import VideoBoard
from contest.video.desk.panels import VideoPanel
from core.back_office import add_panel, add_to_board, add_to_search, failed_letters
from forms_app.back_office.calls import to_call
from forms_app.back_office.destruction import planned_panel

group = ContestGroup()
group.register_with_wagtail()

add_to_board(ScoringBoard(group.scoring).waiting, order=5)
add_to_board(StageTwoBoard(group.stage_two), order=5)
add_panel(Entry, DocumentsPanel(group.applications, group.findings))

board = ContestBoard(group.applications)
add_to_board(board.incoming, order=10)
add_to_board(board.overview, order=11)
add_to_board(partial(dates, group.contests), order=11)
add_to_board(VideoBoard(group.videos), order=11)
add_to_board(board.returned, order=12)
add_to_board(partial(to_call, group.applications), order=13)
add_to_board(partial(failed_letters, [group.applications, group.meetings]), order=14)
add_to_board(partial(planned_panel, group.applications), order=15)
meetings = MeetingBoard(group.meetings)
add_to_board(meetings.meetings, order=6)
add_to_board(meetings.deadlines, order=7)
add_to_board(FindingBoard(group.findings).waiting, order=8)
add_to_board(ResultsBoard(group.results).waiting, order=8)
add_to_board(ReleaseBoard(group.releases), order=8)
add_to_board(group.complaints.waiting, order=9)
add_to_search(group.applications, order=10)
add_panel(Entry, VideoPanel(group.videos))
