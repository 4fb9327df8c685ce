"""A request that two people decide at the same moment (P-3.6)."""

import pytest
from django.db import IntegrityError, transaction

from core import roles
from forms_app import services as forms
from forms_app.models import Submission
from placement.assistance.models import Refusal
from placement.assistance.services import prepare_refusal, sign_refusal
from placement.cases.models import Case
from placement.grants import services as grants
from tests.placement.assistance.requests import sent
from tests.placement.graduates.factories import evidence
from tests.threads import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("P-3.6"),
]


def test_a_refusal_is_signed_once_and_by_another_whoever_presses_when(
    centre, specialist, make_user
):
    deputies, submission = [make_user(roles.DEPUTY_DIRECTOR) for _ in range(2)], sent()
    forms.register(submission=submission, actor=specialist)
    at_once(
        *[lambda: prepare_refusal(submission=submission, ground="stranger", actor=specialist)] * 2
    )
    row = Refusal.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        # The database refuses it too.
        Refusal.objects.update(signed_by=row.prepared_by, signed_at=row.prepared_at)
    answers = at_once(
        *(lambda who=who: sign_refusal(submission=submission, actor=who) for who in deputies)
    )
    assert sum(isinstance(one, Exception) for one in answers) == 1
    submission.refresh_from_db()
    assert submission.state == "rejected"


def test_two_specialists_who_accept_while_the_person_signs_open_one_case(
    centre, specialist, make_user
):
    other, submission = make_user(roles.PLACEMENT_SPECIALIST), sent()
    forms.register(submission=submission, actor=specialist)
    grant = submission.grants.get(purpose="assistance")
    signed = evidence("assistance")
    answers = at_once(
        lambda: forms.accept(submission=submission, actor=specialist),
        lambda: forms.accept(submission=submission, actor=other),
        lambda: grants.sign(grant=grant, evidence=signed, actor=None),
    )
    accepted = [isinstance(one, Submission) for one in answers[:2]]
    assert sorted(accepted) == [False, True]
    assert isinstance(answers[1 - accepted.index(False)], Submission)
    assert not isinstance(answers[2], Exception)
    assert Case.objects.get().specialist in (specialist, other)
