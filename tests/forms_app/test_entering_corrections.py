"""Corrections on paper, and a new way to a submission, through the desk."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission

from core import clock
from core.errors import Refused
from core.models import HistoryRecord, Letter, Organisation, ReadRecord, User
from forms_app import links, services
from forms_app.lifecycle import State
from forms_app.models import Draft, Submission
from tests.factories import UserFactory
from tests.forms_app.helpers import draft_of, post, said, sent
from tests.forms_app.sample import Sample

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.forms_app.desk_urls")]
DESK = "/cms/sample/desk/"
CODE = re.compile(r"<strong>([0-9A-Z]{4}-[0-9A-Z]{4})</strong>")


@pytest.fixture
def worker(sample) -> User:
    """Staff who work on the desk and enter, without the right to identity data."""
    user = UserFactory(organisation=Organisation.objects.get(code="sample"))
    names = ["access_admin", "view_journal", "change_journal"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture(autouse=True)
def _own_right(sample, monkeypatch):
    monkeypatch.setattr(Sample, "staff_permission", "core.change_journal")
    monkeypatch.setattr(Sample, "identity_permission", "core.review_reads")


def returned(actor: User, *, email: str = "", days: float = 5) -> Submission:
    """A submission that was returned two days ago for the step «work»."""
    submission = services.return_for_correction(
        submission=sent(email),
        actor=actor,
        remarks=[services.RemarkText("Проверьте долю.", step="work")],
        due_at=clock.now() + dt.timedelta(days=5),
    )
    submission.remarks.update(at=clock.now() - dt.timedelta(days=2))
    submission.corrections_due_at = clock.now() + dt.timedelta(days=days)
    submission.save()
    return submission


def arrival(days_ago: float) -> dict[str, str]:
    at = clock.in_zone(clock.now() - dt.timedelta(days=days_ago), "Asia/Novosibirsk")
    return {"source": "paper", "day": f"{at:%d.%m.%Y}", "time": f"{at:%H:%M}"}


@pytest.mark.req("C-10", "C-11")
def test_corrections_on_paper_are_entered_after_the_date_when_they_came_before_it(
    worker, client_of
):
    submission = returned(worker, days=-0.5)
    browser = client_of(worker)
    assert f"{DESK}correct/" in said(browser.get(f"{DESK}inspect/{submission.pk}/"))
    begun = browser.post(f"{DESK}correct/{submission.pk}/", arrival(1))
    assert begun.url == "/forms/sample/work/"
    assert ReadRecord.objects.get().what == "ввод исправлений: Работа"
    draft = draft_of(browser)
    assert post(browser, "work", share="60").url == "/forms/sample/check/"
    for upload in draft.uploads.filter(slot="signed"):
        services.drop_upload(draft=draft, upload_id=upload.pk, actor=worker)
    services.store_upload(**_scan(draft), actor=worker)
    draft.refresh_from_db()
    data = {"draft": str(draft.pk), "revision": draft.revision}
    assert browser.post("/forms/sample/send/", data).url == "/forms/sample/done/"
    submission.refresh_from_db()
    assert submission.state == State.RECEIVED
    assert submission.current.number == 2
    record = HistoryRecord.objects.about(submission).get(action="correct")
    assert (record.actor, record.details["source"]) == (worker, "paper")


def _scan(draft: Draft) -> dict:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.forms_app.helpers import PNG

    source = SimpleUploadedFile("скан.png", PNG)
    return {"draft": draft, "slot": "signed", "source": source, "name": "скан.png"}


@pytest.mark.req("C-11")
@pytest.mark.parametrize(
    ("days", "came", "words"),
    [(-0.5, 0.1, "Исправления принимались"), (5, 9, "раньше, чем заявку вернули")],
)
def test_an_arrival_that_cannot_be_taken_is_refused_and_nothing_typed_is_lost(
    worker, client_of, days, came, words
):
    submission = returned(worker, days=days)
    typed = arrival(came)
    page = said(client_of(worker).post(f"{DESK}correct/{submission.pk}/", typed))
    assert words in page
    assert typed["time"] in page
    assert not submission.correction_drafts.exists()


@pytest.mark.req("X-3")
def test_staff_go_on_with_what_the_applicant_began_and_the_applicant_waits(worker, client_of):
    submission = returned(worker, email="anna@example.org")
    own = services.start_correction(submission=submission)
    browser = client_of(worker)
    assert "уже начал исправлять" in said(browser.get(f"{DESK}correct/{submission.pk}/"))
    browser.post(f"{DESK}correct/{submission.pk}/", arrival(1))
    assert draft_of(browser) == own
    own.refresh_from_db()
    assert (own.entered_by, own.source) == (worker, "paper")
    with pytest.raises(Refused, match="сейчас вводятся"):
        services.start_correction(submission=submission)


@pytest.mark.req("X-5")
@pytest.mark.parametrize(("right", "status"), [("", 404), ("review_reads", 200)])
def test_entering_a_correction_opens_no_identity_data_that_were_filed(
    worker, client_of, right, status
):
    worker.user_permissions.add(*Permission.objects.filter(codename=right))
    submission = returned(worker)
    browser = client_of(worker)
    browser.post(f"{DESK}correct/{submission.pk}/", arrival(1))
    file = f"/forms/sample/uploads/{draft_of(browser).uploads.get(slot='agreement').pk}/"
    paper = "/forms/sample/papers/form.pdf"
    assert browser.get(file).status_code == status
    assert browser.get(paper).status_code == status
    page = said(browser.get("/forms/sample/uploads/"))
    assert (file in page, paper in page) == (status == 200, status == 200)


@pytest.mark.req("X-3")
def test_a_new_code_opens_the_submission_and_voids_the_old_ways(worker, client_of, client):
    submission = sent("")
    leaked = links.track_url(submission)
    page = client_of(worker).post(f"{DESK}access/{submission.pk}/")
    assert "no-store" in page["Cache-Control"]
    number, code = CODE.findall(said(page))
    assert number == submission.reference
    assert client.get(leaked).status_code == 404
    again = said(client_of(worker).post(f"{DESK}access/{submission.pk}/"))
    old = client.post("/track/", {"number": number, "code": code})
    assert "не подходят" in said(old)
    fresh = client.post("/track/", {"number": number, "code": CODE.findall(again)[1]})
    assert fresh.status_code == 302
    assert HistoryRecord.objects.about(submission).filter(action="issue-access").count() == 2


@pytest.mark.req("C-10", "X-3")
def test_registering_who_has_neither_address_nor_code_leads_to_a_new_code(worker, client_of):
    submission = sent("")
    browser = client_of(worker)
    Submission.objects.update(code_hash="")
    done = browser.post(f"{DESK}register/{submission.pk}/")
    assert done.url == f"{DESK}access/{submission.pk}/"
    assert "Выдать номер и код" in said(browser.get(done.url))


@pytest.mark.req("X-3")
def test_a_new_link_is_mailed_and_the_leaked_one_is_void(worker, client_of, client):
    submission = sent("anna@example.org")
    leaked = links.track_url(submission)
    assert client_of(worker).post(f"{DESK}access/{submission.pk}/").status_code == 302
    assert client.get(leaked).status_code == 404
    submission.refresh_from_db()
    assert client.get(links.track_url(submission)).status_code == 200
    assert Letter.objects.about(submission).filter(code="submission-link").count() == 1


@pytest.mark.req("X-7")
def test_only_who_works_on_submissions_gives_a_new_way_or_enters_corrections(worker, client_of):
    submission = returned(worker)
    worker.user_permissions.remove(Permission.objects.get(codename="change_journal"))
    browser = client_of(User.objects.get(pk=worker.pk))
    for page in ("access", "correct"):
        assert browser.post(f"{DESK}{page}/{submission.pk}/", arrival(1)).status_code == 404
