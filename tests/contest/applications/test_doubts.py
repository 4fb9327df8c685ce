"""What is odd in an application is warned of where it is typed, checked and decided."""

import pytest

from contest.applications.rules import cross_checks
from contest.setup.models import Contest
from core import clock
from forms_app import services
from forms_app.models import Draft, Submission
from forms_app.reading import progress_of as filed_progress
from forms_app.services.locking import progress_of
from tests.contest.desk import LIST
from tests.contest.factories import as_typed, fill, typed_draft, typed_steps, upload_all
from tests.forms_app.helpers import begin, draft_of, said

pytestmark = pytest.mark.django_db
JOURNEY = "contest-application"
ODD = "сколько услуг оказано"


def odd(draft: Draft, contest: Contest) -> Draft:
    """The complete draft with an odd answer, whose author has read the warning and went on."""
    fields = {
        **typed_steps(contest, role="vocational")["indicators"],
        "indicator-9-1": "14",
        "indicator-9-2": "",
        "indicator-9-2_absent": "on",
    }
    marks: list[str] = []
    for _ in range(2):
        saved = services.save_step(
            draft=draft,
            revision=draft.revision,
            step="indicators",
            data=as_typed({**fields, "acknowledged": marks}),
        )
        draft = saved.draft
        form = progress_of(draft, at=clock.now()).get("indicators").form
        marks = [warning.mark for warning in form.pending_warnings()] or marks
    assert saved.complete
    return draft


def sent(draft: Draft) -> Submission:
    upload_all(draft)
    return services.send_draft(draft=draft, revision=draft.revision)


def test_the_check_page_repeats_the_warning_and_lets_it_be_sent(client, contest):
    begin(client, "koroleva@example.org", JOURNEY)
    draft = odd(fill(draft_of(client, JOURNEY), contest, role="vocational"), contest)
    assert ODD in said(client.get(f"/forms/{JOURNEY}/check/"))
    assert sent(draft).state == "received"


def test_the_desk_sees_what_is_odd_and_the_commission_does_not(browser_of, contest):
    submission = sent(odd(typed_draft(contest, role="vocational"), contest))
    address = f"{LIST}inspect/{submission.pk}/"
    assert ODD in said(browser_of("secretary").get(address))
    assert ODD not in said(browser_of("member").get(address))


def test_what_was_filed_before_a_rule_came_stays_whole(contest, monkeypatch):
    """Its warnings are no longer asked about, its errors are not looked for."""
    submission = sent(typed_draft(contest))
    monkeypatch.setattr(cross_checks, "service_fault", lambda *a, **k: "невозможно")
    monkeypatch.setattr(cross_checks, "education_doubt", lambda **k: "странно")
    progress = filed_progress(submission.current)
    assert progress.is_complete
    assert "странно" in progress.warnings()
