"""A request is filed, or its corrected version (P-F1)."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from core import outbox
from core.history import log_change
from core.text import search_key
from forms_app.models import Submission
from placement.assistance.models import AssistanceRequest
from placement.graduates import services as graduates
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.grants import letters
from placement.grants import services as grants
from placement.grants.models import Grant, Representative

# What a request says of a person; all else on the card is for staff.
_ASKED = (
    "last_name",
    "first_name",
    "middle_name",
    "born_on",
    "capacity",
    "profession",
    "certificate",
    "certificate_on",
    "email",
    "phone",
)


class Wish(NamedTuple):
    """A consent that the person wants to give; it holds when it is signed."""

    purpose: str
    place: str = ""


@transaction.atomic
def file_request(
    *,
    submission: Submission,
    person: Graduate,
    representative: Representative | None,
    wishes: Sequence[Wish],
    awaits_certificate: bool,
    composed_on: dt.date,
) -> AssistanceRequest:
    """The request that is being sent, or its corrected version.

    ``person`` and ``representative`` are what was typed, not saved. The first version makes a card
    that nobody has confirmed yet; a correction changes that card until staff have confirmed it.
    A tick signs nothing: the wishes become consents that wait for their signatures.
    """
    rows = AssistanceRequest.objects.select_for_update().filter(submission=submission)
    request = rows.select_related("graduate__key").first()
    is_new = request is None
    graduate = _graduate(request.graduate if request else None, person, submission.email)
    request = request or AssistanceRequest(submission=submission, composed_on=composed_on)
    request.graduate = graduate
    request.awaits_certificate = awaits_certificate
    request.save()
    acting = graduate.representatives.filter(ended_on=None).first()
    serial = acting.link_serial if acting is not None else None
    signer = _representative(graduate, representative)
    asked = _grants(request, wishes)
    is_told = is_new or (signer is not None and signer.link_serial != serial)
    if signer is not None and is_told and signer.email and asked:
        outbox.enqueue(about=graduate, key=graduate.key, **letters.asked(asked[0], signer))
    return request


def _graduate(card: Graduate | None, person: Graduate, address: str) -> Graduate:
    """The card as the request says it; the e-mail only where letters about the request go there."""
    if card is None:
        return graduates.register_graduate(data=person, actor=None, source=Graduate.Source.REQUEST)
    if card.state != GraduateState.CLAIMED:
        return card
    answers = {name: getattr(person, name) for name in _ASKED}
    if person.email and str(person.email) != address:
        del answers["email"]
    data = GRADUATES.copy(card, **answers)
    return graduates.update_graduate(graduate=card, data=data, actor=None).graduate


def _representative(graduate: Graduate, data: Representative | None) -> Representative | None:
    """The one who was named; takes the place of who was only named by an earlier version.

    Who has signed, or was entered by staff, stays: staff decide about them.
    """
    rows = graduate.representatives.select_for_update(of=("self",)).filter(ended_on=None)
    only_named = rows.filter(signatures=None, entered_by=None)
    if data is None:
        if only_named.delete()[0]:
            log_change(graduate, actor=None, action="representative-dropped")
        return None
    signed = rows.exclude(signatures=None).first()
    if signed is not None:
        return signed
    names = [one for one in rows.exclude(entered_by=None) if _is_same(one, data)]
    if names:
        return names[0]
    row = only_named.first()
    data.graduate = graduate
    if row is not None:
        data.pk, data.link_serial, data.created_at = row.pk, row.link_serial, row.created_at
        # It is that row, with new values.
        data._state.adding = False  # noqa: SLF001 - Django documents it as open
        if str(row.email) != str(data.email):
            data.link_serial += 1
    data.full_clean(exclude=["graduate"])
    data.save()
    if row is None:
        log_change(graduate, actor=None, action="representative-added")
    return data


def _is_same(one: Representative, other: Representative) -> bool:
    return search_key(one.full_name) == search_key(other.full_name)


def _grants(request: AssistanceRequest, wishes: Sequence[Wish]) -> list[Grant]:
    """One open consent per wish; what is no longer wished and has no signature is asked no more."""
    graduate, submission = request.graduate, request.submission
    waiting = Grant.objects.waiting().filter(submission=submission, signatures=None)
    for grant in waiting:
        if Wish(grant.purpose, grant.place) not in wishes:
            grants.withdraw(grant=grant, actor=None)
    return [
        grants.open_grant(
            graduate=graduate,
            purpose=wish.purpose,
            place=wish.place,
            actor=None,
            submission=submission,
        )
        for wish in wishes
    ]
