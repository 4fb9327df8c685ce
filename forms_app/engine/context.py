"""What a step, a rule or a paper may know about the form being filled in."""

import dataclasses
import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Any

from core import clock

if TYPE_CHECKING:
    from core.models import Organisation, User
    from forms_app.models import Draft, Submission


@dataclasses.dataclass(frozen=True)
class Scope:
    """What a form is filed to, for example a contest.

    ``deadline`` is the first instant that is too late, or None; it is shown in ``tz``.
    ``clause`` names the rule that sets the deadline; ``subject`` is the domain's own row;
    ``url`` is its public page.
    """

    code: str
    title: str
    operator: "Organisation"
    tz: zoneinfo.ZoneInfo
    deadline: dt.datetime | None = None
    clause: str = ""
    url: str = ""
    subject: Any = None


@dataclasses.dataclass
class JourneyContext:
    """What the form is filed to, the draft and the cleaned data of the steps so far.

    ``data`` maps a step's code to its form's ``cleaned_data``; while a step is shown it holds
    exactly the complete steps before it. ``draft`` is None before a draft is started and when
    a filed version is read again. ``at`` is the instant of the request or of sending.
    """

    scope: str
    draft: "Draft | None" = None
    data: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    at: dt.datetime = dataclasses.field(default_factory=clock.now)
    actor: "User | None" = None
    submission: "Submission | None" = None
    # What is missing in a set that staff enter as incomplete: its blank fields are no errors.
    lacks: str = ""
    # What the domain has let this session see beyond what was typed: keys in the domain's own words.
    disclosed: frozenset[str] = frozenset()

    @property
    def about(self) -> Scope:
        """Title, operator, deadline and zone of the scope; ``about.subject`` is the domain's row."""
        raise NotImplementedError

    @property
    def corrects(self) -> "Submission | None":
        """The returned submission that this draft corrects."""
        return self.draft.corrects if self.draft is not None else None

    @property
    def reference(self) -> str:
        """The number that papers carry: the submission's, which is its first draft's."""
        if self.submission is not None:
            return self.submission.reference
        if self.corrects is not None:
            return self.corrects.reference
        return self.draft.number if self.draft is not None else ""

    @property
    def by_staff(self) -> bool:
        """Whether staff type in what came on paper or by e-mail (C-10)."""
        return self.draft is not None and self.draft.entered_by_id is not None

    @property
    def came_on_paper(self) -> bool:
        """Whether the form first reached the operator otherwise than through the site (C-10)."""
        first = self.submission or self.corrects or self.draft
        return first is not None and first.received_otherwise

    @property
    def decided_at(self) -> dt.datetime:
        """The instant that decides lateness: arrival for what staff enter, otherwise ``at``."""
        arrived = self.draft.received_at if self.draft is not None else None
        return arrived or self.at

    @property
    def first_sent_at(self) -> dt.datetime:
        """When the form was first sent: facts «on the day of application» are judged then (C-8)."""
        filed = self.submission or self.corrects
        return filed.received_at if filed is not None else self.decided_at

    @property
    def first_sent_on(self) -> dt.date:
        """The day of first sending on the scope's clock; today while it has not been sent."""
        return clock.in_zone(self.first_sent_at, self.about.tz).date()

    @property
    def email(self) -> str:
        """The address that the draft was started with; empty without one."""
        owner = self.draft or self.submission
        return owner.email if owner is not None else ""
