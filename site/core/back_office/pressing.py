"""One press: an act done to a row from where the row is only listed, such as the board (X-4).

The button is a form of its own that names the way back, so that it works without scripts. Right
and scope are asked by the view of the act as for its page; what its form asks for is taken as the
form would propose it.
"""

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Model
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from .acts import part_acts

if TYPE_CHECKING:
    from .admin import DeskAdmin

# The field of the button's form that names the way back.
BACK = "back"


class RowAct(NamedTuple):
    """An act offered beside a row: done at once, or on the act's own page."""

    label: str
    url: str
    is_pressed: bool


def row_acts(desk: "DeskAdmin", request: HttpRequest, row: Model, *codes: str) -> list[RowAct]:
    """Of the acts with these codes those that this person may do to the row now.

    Of what has to be read before it is done, the page is offered instead of the press.
    """
    return [
        RowAct(
            label=act.button,
            url=desk.url(act.code, row),
            is_pressed=act.is_pressed and not act.read_first(row),
        )
        for act in desk.acts
        if act.code in codes
        and act.parts is None
        and desk.allows(request, act.right, row)
        and act.is_open(row, desk.lifecycle)
    ]


def pressed_part_acts(
    desk: "DeskAdmin", request: HttpRequest, row: Model, part: Model, name: str
) -> list[RowAct]:
    """What this person may do to a part of the row by one press."""
    buttons = part_acts(desk, request, row, part, name)["buttons"]
    return [RowAct(label, url, is_pressed=True) for label, url in buttons]


def way_back(request: HttpRequest, otherwise: str, name: str = BACK) -> str:
    """The page of this site to which the form, or else its address, wants to lead back."""
    target = request.POST.get(name) or request.GET.get(name, "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_ours else otherwise
