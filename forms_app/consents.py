"""Consents: which text is in force, and the evidence that it was agreed to (invariant 7)."""

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import QuerySet

from core import crypto
from core.errors import Refused
from core.models import PersonKey
from forms_app.models import Consent, ConsentText, Draft, Submission

if TYPE_CHECKING:
    from core.models import Organisation
    from forms_app.engine.context import JourneyContext

KEEP_DRAFT = "draft-keeping"
BLANK = "____________________"
CHANGED = "Текст согласия обновился: прочитайте его ещё раз."
_PLACE = re.compile(r"\{([a-z_]+)\}")


class NoText(ImproperlyConfigured):
    """Staff have not yet written the text of a consent that the form asks for."""


def current_text(*, purpose: str, operator: "Organisation", on: dt.date) -> ConsentText:
    """The newest version in force on a day; raise NoText when there is none."""
    text = _in_force(purpose=purpose, operator=operator, on=on).order_by("-version").first()
    if text is None:
        raise NoText(f"no consent text: {purpose} of {operator.code}")
    return text


def has_text(*, purpose: str, operator: "Organisation", on: dt.date) -> bool:
    """Whether the operator has a version in force on a day: without one no form can be filed."""
    return _in_force(purpose=purpose, operator=operator, on=on).exists()


def _in_force(*, purpose: str, operator: "Organisation", on: dt.date) -> QuerySet[ConsentText]:
    return ConsentText.objects.filter(purpose=purpose, operator=operator, effective_from__lte=on)


def text_for(ctx: "JourneyContext", purpose: str, given: Consent | None) -> ConsentText:
    """The version a person has agreed to by ``given``, else the one in force (pinned)."""
    if given is not None:
        return given.text
    today = ctx.at.astimezone(ctx.about.tz).date()
    return current_text(purpose=purpose, operator=ctx.about.operator, on=today)


def active(ctx: "JourneyContext", purpose: str) -> Consent | None:
    """The consent that holds for this draft or submission."""
    holders: dict[str, Draft | Submission] = {}
    if ctx.draft is not None:
        holders = {"draft": ctx.draft}
    filed = ctx.submission or ctx.corrects
    if filed is not None:
        holders = {"submission": filed}
    if not holders:
        return None
    return (
        Consent.objects.filter(text__purpose=purpose, withdrawn_at=None, **holders)
        .select_related("text", "text__operator")
        .order_by("-given_at")
        .first()
    )


def was_given(ctx: "JourneyContext", purpose: str) -> bool:
    """Whether a consent was given for this draft or submission, even if it was taken back since."""
    filed = ctx.submission or ctx.corrects
    holder = {"submission": filed} if filed is not None else {"draft": ctx.draft}
    return Consent.objects.filter(text__purpose=purpose, **holder).exists()


def mark(text: ConsentText) -> str:
    """What a page sends back to say which wording it showed: an edited one has another mark."""
    return f"{text.pk}:{text.sha256}"


@transaction.atomic
def give(*, draft: Draft, text: ConsentText, at: dt.datetime, by_staff: bool = False) -> Consent:
    """Record that the person agreed to this exact text; once per text and draft.

    The consent to processing has a key of its own, so that it outlives the data as evidence.
    Raises Refused when the stored wording is another one by now.
    """
    holder = {"submission": draft.corrects} if draft.corrects_id else {"draft": draft}
    given = Consent.objects.filter(text=text, withdrawn_at=None, **holder).first()
    if given is not None:
        return given
    _freeze(text, at)
    return Consent.objects.create(
        text=text,
        text_sha256=text.sha256,
        key=draft.key if text.purpose == KEEP_DRAFT else crypto.new_key(),
        draft=draft,
        submission=draft.corrects,
        method=Consent.Method.INK if by_staff else Consent.Method.TICK,
        given_at=at,
    )


@transaction.atomic
def give_later(
    *, submission: Submission, text: ConsentText, values: dict[str, str], at: dt.datetime
) -> Consent:
    """Record a consent that is asked for apart, after the sending; the filled text is its evidence.

    The caller has locked the submission and knows that its owner sits here. Raises Refused when the
    stored wording is another one by now.
    """
    consent = record(text=text, filled=fill(text.body, values), method=Consent.Method.TICK, at=at)
    consent.submission = submission
    consent.save(update_fields=["submission"])
    return consent


@transaction.atomic
def record(
    *,
    text: ConsentText,
    filled: str,
    method: Consent.Method,
    at: dt.datetime,
    key: PersonKey | None = None,
) -> Consent:
    """Record a consent apart from any form; ``filled`` is what was read and signed, its evidence.

    ``key`` is the one under which files of this consent lie already. Raises Refused when the stored
    wording is another one by now.
    """
    _freeze(text, at)
    consent = Consent.objects.create(
        text=text,
        text_sha256=text.sha256,
        key=key or crypto.new_key(),
        method=method,
        given_at=at,
    )
    _seal(consent, filled)
    return consent


def _freeze(text: ConsentText, at: dt.datetime) -> None:
    """From the first consent on a text never changes; the row's lock keeps an editor out."""
    stored = ConsentText.objects.select_for_update().filter(pk=text.pk).first()
    if stored is None or stored.sha256 != text.sha256:
        raise Refused(CHANGED, field="text")
    if stored.used_at is None:
        ConsentText.objects.filter(pk=text.pk).update(used_at=at)


def take_back(*, draft: Draft, purpose: str, at: dt.datetime) -> None:
    """The tick was taken away before sending: what was given for this purpose ends."""
    Consent.objects.filter(
        draft=draft, submission=None, text__purpose=purpose, withdrawn_at=None
    ).update(withdrawn_at=at)


def fill(body: str, values: dict[str, str]) -> str:
    """The text with its ``{name}`` places filled; a missing value leaves a line to write on."""
    return _PLACE.sub(lambda found: values.get(found[1]) or BLANK, body)


def seal_filled(*, consent: Consent, values: dict[str, str]) -> None:
    """Keep the filled text, encrypted under the consent's own key."""
    _seal(consent, fill(consent.text.body, values))


def _seal(consent: Consent, text: str) -> None:
    consent.filled_text = crypto.encrypt(
        consent.key, text.encode(), context=f"forms_app.Consent.filled_text:{consent.pk}"
    )
    consent.save(update_fields=["filled_text"])


def filled_text(consent: Consent) -> str:
    """The filled text; raise KeyDestroyed when the evidence is gone."""
    if consent.filled_text is None:
        return consent.text.body
    blob = bytes(consent.filled_text)
    context = f"forms_app.Consent.filled_text:{consent.pk}"
    return crypto.decrypt(consent.key, blob, context=context).decode()
