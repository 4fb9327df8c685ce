"""Acts: what can be done to a row, declared once (X-4, invariant 1)."""

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypedDict, cast

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from core.lifecycle import STAFF, Lifecycle
from core.models import User

from .trail import with_trail

if TYPE_CHECKING:
    from .admin import DeskAdmin
    from .objects import DeskListView


class Look(enum.StrEnum):
    """How the button of an act looks; the values are Wagtail's classes."""

    MAIN = ""
    SECOND = "button-secondary"
    DANGER = "button-secondary no"


def always(row: Any) -> bool:
    """Offered whatever the row holds."""
    return True


def nothing(row: Any) -> dict[str, Any]:
    """No values to begin with."""
    return {}


def no_words(row: Any) -> str:
    """Nothing to say of the row."""
    return ""


def anybody(row: Any, user: User) -> bool:
    """Left to whoever has the right."""
    return False


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that can be done to a row, by one service.

    ``code`` is the act's code in the transition table, in the history and in the address; an act
    that moves no state stands in no table. ``past`` is how the history tells it. ``offered`` says
    of a row whether the act makes sense now, beside what the table allows. The service takes the
    row under the name of its model, ``actor``, and what the form gives by name.

    An act on a part of the row has ``parts``, among which the part that the address names is looked
    for, and ``part_name``, under which the service takes it instead of the row; ``offered`` and
    ``initial`` are then asked of the part.
    """

    code: str
    button: str
    past: str
    service: Callable[..., Any]
    title: str = ""
    submit: str = ""
    help: str = ""
    success: str = ""
    # What the row itself adds to «help» before the act, and to «success» after it.
    help_for: Callable[[Any], str] = no_words
    success_for: Callable[[Any], str] = no_words
    right: str = "work"
    look: Look = Look.SECOND
    icon: str = ""
    form: type[forms.BaseForm] | None = None
    # What the form begins with: values of the row by the form's names.
    initial: Callable[[Any], Mapping[str, Any]] = nothing
    offered: Callable[[Any], bool] = always
    # Whether somebody else has to do it: the second half of an act of two persons has no button for
    # whoever did the first.
    left_to_another: Callable[[Any, User], bool] = anybody
    # Whether it can be done from the list to all rows that are ticked; then it asks for nothing.
    for_many: bool = False
    # Whether the page of the object, or for an act of the list the list, has a button for it; otherwise
    # a form stands on that page, or the way begins elsewhere.
    is_button: bool = True
    parts: Callable[[Any], QuerySet] | None = None
    part_name: str = ""
    # Done by one press beside the row or the part, without looking at the act's page first; what
    # its form asks for is then taken as the form proposes it.
    is_pressed: bool = False
    # What somebody has to read on the act's page before it is done: of a row of which it says
    # something the act is done neither by one press nor to many rows at once.
    read_first: Callable[[Any], str] = no_words
    # After it the row is gone, or no longer this person's: the way leads to the list.
    leads_to_list: bool = False
    view: "type[DeskListView] | None" = None

    def __post_init__(self) -> None:
        if self.for_many and self.form is not None:
            raise TypeError(f"«{self.code}» asks for something and cannot be done to many rows")

    @property
    def heading(self) -> str:
        """The title of its page."""
        return self.title or self.button

    def is_open(self, row: Any, lifecycle: Lifecycle | None) -> bool:
        """Whether the table and the row's own facts allow it to staff now; rights are not asked."""
        if lifecycle is None or self.code not in lifecycle.codes:
            return self.offered(row)
        allowed = lifecycle.actions(source=row.state, who=STAFF)
        return self.code in allowed and self.offered(row)


def reworded(acts: Iterable[Act], changes: Mapping[str, Mapping[str, Any]]) -> tuple[Act, ...]:
    """The acts, some of them with other words or views: code of the act → what differs."""
    return tuple(replace(act, **changes.get(act.code, {})) for act in acts)


def buttons(
    desk: "DeskAdmin", request: HttpRequest, row: Model, acts: Iterable[Act]
) -> list[dict[str, Any]]:
    """Buttons of the acts that this person may do to the row now."""
    return [
        {
            "code": act.code,
            "url": with_trail(desk.url(act.code, row), request),
            "label": act.button,
            "icon": act.icon,
            "classname": act.look.value,
        }
        for act in acts
        if act.is_button
        and act.parts is None
        and desk.allows(request, act.right, row)
        and act.is_open(row, desk.lifecycle)
        and not act.left_to_another(row, cast(User, request.user))
    ]


class PartActs(TypedDict):
    """Words and addresses of acts on a part: pages to go to, and what is done at once."""

    links: list[tuple[str, str]]
    buttons: list[tuple[str, str]]


def part_acts(
    desk: "DeskAdmin", request: HttpRequest, row: Model, part: Model, name: str
) -> PartActs:
    """What this person may do to a part of the row, as a `panels.Line` takes it."""
    acts = PartActs(links=[], buttons=[])
    for act in desk.acts:
        if act.part_name == name and desk.allows(request, act.right, row) and act.offered(part):
            target = acts["buttons"] if act.is_pressed else acts["links"]
            url = with_trail(desk.url(act.code, row, part.pk), request)
            target.append((act.button, url))
    return acts
