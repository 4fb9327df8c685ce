"""Use cases around the list of stage II: who joins it, who came, the draw, who did not appear."""

from .admitting import admit
from .attendance import save_attendance
from .draw import draw_lots, record_draw
from .no_shows import record_no_show, take_back_no_show

__all__ = [
    "admit",
    "draw_lots",
    "record_draw",
    "record_no_show",
    "save_attendance",
    "take_back_no_show",
]
