"""A known employer repeats the last request in two clicks (P-F2)."""

import datetime as dt

import pytest
import time_machine

from core import outbox
from core.models import Letter
from forms_app import consents, links, services
from forms_app.models import Draft, Submission
from placement.employers.models import Employer, EmployerContact
from placement.vacancies.models import Vacancy
from tests.forms_app.helpers import said
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]


def address(submission):
    return links.repeat_url(submission).partition("8000")[2]


def ticked():
    return {
        "keep": "on",
        "text": consents.mark(req.text("draft-keeping")),
        "consent-agree": "on",
        "consent-text": consents.mark(req.text("employer-contact")),
    }


@pytest.mark.req("P-F2")
def test_the_letters_bring_the_link(superuser):
    submission = req.sent()
    services.register(submission=submission, actor=superuser)
    services.accept(submission=submission, actor=superuser)
    letters = Letter.objects.about(submission)
    assert letters.count() == 3
    for letter in letters:
        assert links.repeat_url(submission) in outbox.content(letter)[1]


@pytest.mark.req("P-F2", "X-5")
def test_two_clicks_repeat_a_request(client):
    first = req.sent(**req.two_vacancies())
    page = said(client.get(address(first)))
    assert "Посудомойщик" in page
    assert "Кадрова" not in page
    assert "765-43-21" not in page
    assert Draft.objects.count() == 1
    answer = client.post(address(first), ticked())
    assert answer.url == f"/forms/{req.JOURNEY}/check/"
    check = said(client.get(answer.url))
    assert "Отправить" in check
    assert "Кадрова" not in check
    draft = Draft.objects.get(state="open")
    sent = client.post(
        f"/forms/{req.JOURNEY}/send/", {"draft": str(draft.pk), "revision": draft.revision}
    )
    assert sent.url == f"/forms/{req.JOURNEY}/done/"
    second = Submission.objects.exclude(pk=first.pk).get()
    assert second.key_id != first.key_id
    assert second.vacancy_request.vacancies.count() == 2
    assert second.vacancy_request.contact.name == req.CONTACT["name"]
    assert not second.vacancy_request.changes_employer
    assert (Employer.objects.count(), Vacancy.objects.count()) == (1, 4)
    # The same person is recognised, and stands in the bank once.
    assert EmployerContact.objects.count() == 1
    given = second.consents.get(text__purpose="employer-contact")
    assert given.pk != first.consents.get(text__purpose="employer-contact").pk
    # After sending, too, a link that was passed on opens nothing.
    assert "request.pdf" not in said(client.get(sent.url))
    assert client.get(f"/forms/{req.JOURNEY}/papers/request.pdf").status_code == 404


@pytest.mark.req("P-F2")
def test_a_date_that_has_passed_makes_that_step_need_attention_and_nothing_else(client):
    soon = req.today() + dt.timedelta(days=5)
    first = req.sent(conditions_1={"start_on": f"{soon:%d.%m.%Y}"})
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=30)):
        answer = client.post(address(first), ticked())
        assert answer.url == f"/forms/{req.JOURNEY}/conditions-1/"
        page = said(client.get(answer.url))
        assert "Эта дата уже прошла" in page
        assert "Лесной пр., д. 4" in page
        draft = Draft.objects.get(state="open")
        assert req.save(draft, "conditions-1", req.TERMS).complete
        assert services.locking.progress_of(draft, at=dt.datetime.now(dt.UTC)).is_complete


@pytest.mark.req("P-F2", "X-5")
def test_the_contact_is_typed_anew_rather_than_shown(client):
    first = req.sent()
    client.post(address(first), ticked())
    page = said(client.get(f"/forms/{req.JOURNEY}/contact/"))
    assert "специалист по кадрам" in page
    for secret in ("Кадрова", "765-43-21", "79117654321", "kadry@"):
        assert secret not in page


@pytest.mark.req("X-5")
@pytest.mark.parametrize("lacks", ["keep", "consent-agree"])
def test_consents_are_given_anew(client, lacks):
    first = req.sent()
    typed = ticked()
    typed.pop(lacks)
    page = client.post(address(first), typed)
    assert page.status_code == 200
    assert "Ошибка" in said(page)
    assert Draft.objects.count() == 1


@pytest.mark.req("X-5")
def test_a_destroyed_requests_link_says_so_and_a_forged_one_is_not_there(client, superuser):
    first = req.sent()
    link = address(first)
    forged = link[:-2] + ("1" if link[-2] == "0" else "0") + "/"
    assert client.get(forged).status_code == 404
    services.withdraw(submission=first)
    first.refresh_from_db()
    services.destroy_submission(submission=first, reason="срок")
    assert client.get(link).status_code == 410
    assert client.post(link, ticked()).status_code == 410
    assert client.get(forged).status_code == 404


def test_the_link_is_limited_like_others(client):
    first = req.sent()
    for _ in range(9):
        assert client.post(address(first), ticked()).status_code == 302
    for _ in range(3):
        page = client.post(address(first), ticked())
    assert page.status_code == 200
    assert "Слишком много попыток" in said(page)
