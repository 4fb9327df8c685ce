"""A new link ends what an old one opened, also in browsers that are at it (X-3)."""

import pytest
from django.test import Client

from forms_app import links, services
from forms_app.models import Draft
from tests.forms_app.helpers import begin, sent, upload, walk

pytestmark = pytest.mark.usefixtures("sample")
HOME = "/forms/sample/"


@pytest.mark.req("X-3")
def test_a_correction_that_an_old_link_opened_ends_with_the_new_link(client, superuser):
    submission = sent()
    remark = services.RemarkText("Исправьте имя.", step="person")
    services.return_for_correction(submission=submission, actor=superuser, remarks=[remark])
    old = f"/track/{links.token('track', submission)}/correct/"
    client.post(old)
    assert client.get(f"{HOME}person/").status_code == 200
    services.issue_access(submission=submission, actor=superuser)
    assert client.get(f"{HOME}person/").url == HOME
    submission.refresh_from_db()
    fresh = Client()
    fresh.post(f"/track/{links.token('track', submission)}/correct/")
    assert fresh.get(f"{HOME}person/").status_code == 200


@pytest.mark.req("X-3")
def test_a_correction_that_was_left_cannot_be_found_after_the_new_link(client, superuser):
    submission = sent()
    remark = services.RemarkText("Исправьте имя.", step="person")
    services.return_for_correction(submission=submission, actor=superuser, remarks=[remark])
    client.post(f"/track/{links.token('track', submission)}/correct/")
    draft = Draft.objects.get(corrects=submission)
    client.post(f"{HOME}saved/", {"draft": str(draft.pk), "revision": 0, "leave": "1"})
    assert client.get(f"{HOME}saved/").status_code == 200
    services.issue_access(submission=submission, actor=superuser)
    assert client.get(f"{HOME}saved/").url == HOME


@pytest.mark.req("X-3")
def test_the_confirmation_of_who_sent_shows_no_new_link(client, superuser):
    begin(client)
    draft = walk(client)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    draft.refresh_from_db()
    submission = services.send_draft(draft=draft, revision=draft.revision)
    assert client.get(f"{HOME}done/").status_code == 200
    services.issue_access(submission=submission, actor=superuser)
    assert client.get(f"{HOME}done/").url == HOME
