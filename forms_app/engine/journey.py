"""A journey: one official form, declared by its domain (DESIGN §4)."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import Http404, HttpRequest

from core import clock
from forms_app.answers import Answer
from forms_app.lifecycle import State

from .context import JourneyContext, Scope
from .nouns import REQUEST, Noun
from .proof import Proof
from .steps import Step

if TYPE_CHECKING:
    from core.models import Journal, User
    from core.paper import Paper
    from forms_app.models import Submission, SubmissionVersion

RESERVED = frozenset(
    {
        "start",
        "number",
        "check",
        "papers",
        "uploads",
        "send",
        "saved",
        "done",
        "discard",
        "confirm",
        "address",
    }
)


@dataclasses.dataclass(frozen=True)
class UploadSlot:
    """A place for documents. ``paper_code`` names the paper whose signed scan belongs here.

    ``consent`` names the purpose of the consent whose signed original this is: such a file is
    evidence, kept under the consent's own key and longer than the other data (C-A5).
    """

    code: str
    label: str
    help: str = ""
    required: bool = True
    paper_code: str = ""
    multiple: bool = False
    consent: str = ""
    allowed: frozenset[str] | None = None
    max_size: int = 20 * 1024 * 1024
    max_files: int = 10


class NextPage(NamedTuple):
    """What is done next, and where: a button of the last page."""

    text: str
    url: str


@dataclasses.dataclass(frozen=True)
class PaperInput:
    """All that a paper is made of: same input, same bytes (X-8)."""

    answers: list[Answer]
    reference: str
    digest: str
    data: dict[str, dict[str, Any]]
    ctx: "BoundContext"

    @property
    def made_at(self) -> dt.datetime:
        """The stored instant that the paper says it was made at: of the draft, or of sending."""
        return self.ctx.draft.created_at if self.ctx.draft is not None else self.ctx.at


@dataclasses.dataclass(frozen=True)
class PaperSpec:
    """A paper to print and sign. ``steps`` names the steps it repeats; None means all of them.

    The digest it prints, and that voids its signed scan, covers the answers of those steps only.
    """

    code: str
    title: str
    slot: str
    render: "Callable[[PaperInput], Paper]"
    steps: frozenset[str] | None = None

    def covers(self, answers: Sequence[Answer]) -> list[Answer]:
        """The answers that this paper repeats."""
        return [a for a in answers if self.steps is None or a.step in self.steps]


@dataclasses.dataclass(frozen=True)
class PaperNote:
    """What the page of papers says of them, and where to go on from there."""

    text: str
    link: str = ""
    url: str = ""


@dataclasses.dataclass(frozen=True)
class Blocker:
    """Why a form cannot be sent yet, and the step (or «uploads») where that is put right."""

    text: str
    step: str = ""


@dataclasses.dataclass(frozen=True)
class Identity:
    """How a submission is found: who, further search words, e-mail for letters."""

    title: str
    search: Sequence[str] = ()
    email: str = ""


class Journey:
    """Subclass in a domain's ``journeys/`` and hand an instance to ``registry.register``.

    The steps run in order; what a step needs to know of earlier ones is in ``ctx.data``. The step
    that takes the consent to processing stands before every step with identity data (X-5).
    """

    code: str
    title: str
    noun: Noun = REQUEST
    form_version: str = "1"
    steps: Sequence[Step] = ()
    # Answers by which who comes by a link proves to be the owner; the first that was typed is asked.
    proofs: Sequence[Proof] = ()
    draft_days: int = 30
    # Whether a mailed link makes a new draft from what was filed (``services.repeat_submission``).
    repeatable: bool = False
    # Whether ``keep_until`` counts from dates that staff type and may mistype: then it is announced
    # before it acts (``services.planned_end``).
    has_planned_end: bool = False
    # Who may enter a submission for somebody, «app_label.codename»; empty: nobody.
    staff_permission: str = ""
    # Whether they may enter what came late or incomplete too, so that it can be refused formally.
    takes_everything: bool = False
    # Who of them may read the identity data of what is filed already; empty: nobody.
    identity_permission: str = ""
    # Step and code of the answer that holds the applicant's telephone.
    phone_answer: tuple[str, str] = ("", "")
    # Letter codes that differ from the engine's «submission-<event>».
    letters: dict[str, str] = {}
    # Whether nothing of what was filed, not even a name, is mailed or shown to who has only the link:
    # no answers, no files, and no remarks in letters.
    is_confidential: bool = False
    # Events of the domain's own of which somebody without e-mail is told by a call.
    called_about: frozenset[str] = frozenset()

    # What a refusal cites beside its reason: «Пункт положения». Empty: the reason is enough.
    clause_label: str = ""
    # What the instant of arrival decides, said to staff who enter a submission for somebody.
    arrival_decides: str = ""
    # Heading of the page on which staff begin an entry; whether they fill the form in together with
    # the person at their desk, too: it then arrives at that moment.
    entry_title: str = "Ввести {noun.acc}, поступивш{noun:ий|ую|ее} на бумаге или по почте"
    is_filled_together: bool = False
    # Words for states that differ from the engine's, and what they mean for the applicant.
    state_words: dict[str, str] = {}
    state_meanings: dict[str, str] = {}

    @classmethod
    def state_labels(cls) -> dict[str, str]:
        """The words of all states, the same wherever people read them."""
        return {**dict(State.choices), **cls.state_words}

    def check_definition(self) -> None:
        """Raise ValueError when a step's code is reserved or taken twice."""
        codes = [step.code for step in self.steps]
        if wrong := RESERVED.intersection(codes) or {c for c in codes if codes.count(c) > 1}:
            raise ValueError(f"step codes of {self.code}: {sorted(wrong)}")

    # -- where a form goes ---------------------------------------------------------------
    def scopes_open(self, at: dt.datetime) -> list[Scope]:
        """What the form can be filed to at this instant."""
        raise NotImplementedError

    def describe(self, scope: str) -> Scope:
        """The scope with this code; raise LookupError for an unknown one."""
        raise NotImplementedError

    def get_scope(self, request: HttpRequest) -> str:
        """Which scope a person starts: named by ``scope`` in the request, else the only open one.

        Raises Http404 for an unknown scope and when none or several are open.
        """
        named = request.POST.get("scope") or request.GET.get("scope")
        if named:
            try:
                return self.describe(named).code
            except LookupError:
                raise Http404 from None
        open_now = self.scopes_open(clock.now())
        if len(open_now) != 1:
            raise Http404
        return open_now[0].code

    def scopes_to_enter(self, user: "User") -> list[Scope]:
        """What this member of staff may enter submissions for: by default what is open and theirs.

        A scope that has closed belongs here too: what came in time may be entered later (C-10).
        """
        return [
            scope
            for scope in self.scopes_open(clock.now())
            if scope.operator.pk == user.organisation_id
        ]

    def may_enter(self, user: "User", scope: str) -> bool:
        """Whether this person may enter a submission to this scope on somebody's behalf (X-7)."""
        right = self.staff_permission
        if not right or not user.has_perm(right):
            return False
        return any(own.code == scope for own in self.scopes_to_enter(user))

    def ready(self, ctx: JourneyContext) -> list[str]:
        """What a person needs at hand, a line each, for the first page."""
        return []

    def what_next(self, ctx: JourneyContext) -> list[str]:
        """What happens to a form once it is sent, and when: a line each, for the last page."""
        registered = f"{self.noun.capital.acc} зарегистрируют и рассмотрят."
        return [self.state_meanings.get(State.RECEIVED, registered)]

    def next_page(self, ctx: JourneyContext, submission: "Submission") -> NextPage | None:
        """What whoever has sent the form can do at once, for the last page."""
        return None

    # -- rules ---------------------------------------------------------------------------
    def check_start(self, ctx: JourneyContext) -> None:
        """Raise Refused when nobody can start now (not open yet, over)."""

    def check_send(self, ctx: JourneyContext) -> None:
        """Raise Refused when the complete form may not be sent; runs under the lock."""

    def blockers(self, ctx: JourneyContext) -> list[Blocker]:
        """Further reasons why the form is not complete, beyond its steps and required uploads."""
        return []

    # -- papers and documents ------------------------------------------------------------
    def upload_slots(self, ctx: JourneyContext) -> list[UploadSlot]:
        """The documents to enclose."""
        return []

    def papers(self, ctx: JourneyContext) -> list[PaperSpec]:
        """The papers to print, and sign where a slot takes their scan."""
        return []

    def paper_notes(self, ctx: JourneyContext) -> list[PaperNote]:
        """What to know of the papers before they are printed."""
        return []

    def consent_values(self, ctx: JourneyContext, purpose: str) -> dict[str, str]:
        """What fills the places of a consent's text, from the answers."""
        return {}

    # -- what a sent form becomes --------------------------------------------------------
    def identity(self, ctx: JourneyContext) -> Identity:
        """Who the submission is about."""
        raise NotImplementedError

    def file(
        self, ctx: JourneyContext, submission: "Submission", version: "SubmissionVersion"
    ) -> None:
        """Write the domain's rows, inside the sending transaction; again for each correction."""

    def on_change(self, submission: "Submission", action: str, actor: "User | None") -> None:
        """React to a change of state, inside its transaction; ``action`` is the lifecycle's.

        «consent-withdrawn» says that a consent ended on which a decided submission rested.
        """

    def journal(self, submission: "Submission") -> "Journal":
        """The journal that the submission is registered in."""
        raise NotImplementedError

    def keep_until(self, submission: "Submission") -> dt.datetime | None:
        """When a submission's data are to be destroyed, decided or not; None while they are needed."""
        return None

    def other_data(self, submission: "Submission") -> list[str]:
        """What the domain keeps of the person beside answers and documents: named in the act."""
        return []

    def contact(self, about: Scope) -> str:
        """Where letters say that one may ask: what is known of it, else the operator by name."""
        return about.operator.contact or about.operator.full_name

    def letter_values(self, submission: "Submission") -> dict[str, str]:
        """Places that this journey's letters fill in beyond the engine's."""
        return {}

    def letter(self, event: str) -> str:
        """The code of the letter for an event, for example «received» or «draft-started»."""
        usual = event if event.startswith("draft-") else f"submission-{event}"
        return self.letters.get(event, usual)


@dataclasses.dataclass(kw_only=True)
class BoundContext(JourneyContext):
    """A context that knows its journey, for the engine; steps and forms do without."""

    journey: Journey

    @functools.cached_property
    def about(self) -> Scope:
        """The scope as the journey describes it."""
        return self.journey.describe(self.scope)
