"""What the secretary reads of letters and calls is true (X-3, X-4)."""

import pytest

from core import clock
from core.models import Letter
from forms_app import services
from forms_app.models import Call
from tests.boards import panel
from tests.contest.desk import LIST, WORKERS
from tests.contest.factories import fill, sent_application, upload_all

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-3", "X-4")]
PHONE = "+7 913 123-45-67"


def words(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def without_address(contest):
    submission = sent_application(contest)
    submission.email = ""
    submission.save()
    return submission


@pytest.mark.parametrize("act", ["register", "accept", "return", "withdraw", "reject"])
def test_no_page_claims_a_letter_to_who_has_no_address(act, contest, browser_of, people):
    submission = without_address(contest)
    if act in ("accept", "reject"):
        services.register(submission=submission, actor=people["staff"])
    typed = {
        "return": {"due_on": "2070-01-31", "step-participant": "Уточните."},
        "withdraw": {"reason": "письменно"},
        "reject": {"clause": "8", "reason": "Стаж меньше года."},
    }
    browser = browser_of("secretary")
    page = words(browser.get(f"{LIST}{act}/{submission.pk}/"))
    assert f"Позвоните: {PHONE}" in page
    done = words(browser.post(f"{LIST}{act}/{submission.pk}/", typed.get(act, {}), follow=True))
    assert f"письма не будет. Позвоните: {PHONE}" in done
    assert "отправлено письмо" not in done
    assert "поставлено в очередь" not in done


def test_where_there_is_an_address_the_queued_letter_is_named(application, browser_of):
    page = words(browser_of("secretary").post(f"{LIST}register/{application.pk}/", follow=True))
    assert "Письмо на адрес k•••@example.org поставлено в очередь отправки." in page
    assert "Позвоните" not in page


def test_the_board_lists_whom_to_call_until_somebody_has_called(contest, browser_of, people):
    submission = without_address(contest)
    browser = browser_of("secretary")
    assert panel(browser, "to-call") == ""
    services.register(submission=submission, actor=people["staff"])
    shown = panel(browser, "to-call")
    assert "Королёва" in shown
    assert "tel:+79131234567" in shown
    assert "Заявка зарегистрирована" in shown
    assert f"{LIST}inspect/{submission.pk}/" in shown
    assert "Заявителю никто не сообщил" in words(browser.get(f"{LIST}inspect/{submission.pk}/"))
    today = browser.get(f"{LIST}called/{submission.pk}/").context_data["form"]["called_on"].value()
    typed = {"called_on": f"{today:%d.%m.%Y}", "note": "Придёт в четверг"}
    browser.post(f"{LIST}called/{submission.pk}/", typed)
    assert panel(browser, "to-call") == ""
    page = words(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert "Придёт в четверг" in page
    assert people["secretary"].full_name in page
    assert "никто не сообщил" not in page


def test_a_letter_that_failed_asks_for_a_call_too(application, browser_of):
    Letter.objects.about(application).update(state=Letter.State.FAILED)
    assert "tel:+79131234567" in panel(browser_of("secretary"), "to-call")


def test_what_was_typed_of_a_call_stays_when_it_is_refused(contest, browser_of, people):
    submission = services.register(submission=without_address(contest), actor=people["staff"])
    page = words(
        browser_of("secretary").post(
            f"{LIST}called/{submission.pk}/", {"called_on": "31.01.2061", "note": "Придёт"}
        )
    )
    assert "Этот день ещё не наступил" in page
    assert "Придёт" in page
    assert Call.objects.due().exists()


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["secretary", "staff", "member", "other-secretary", "editor"])
def test_only_who_works_on_applications_sees_and_notes_calls(who, contest, browser_of, people):
    submission = services.register(submission=without_address(contest), actor=people["staff"])
    browser = browser_of(who)
    assert bool(panel(browser, "to-call")) == (who in WORKERS)
    expected = 200 if who in WORKERS else 404
    assert browser.get(f"{LIST}called/{submission.pk}/").status_code == expected


@pytest.mark.req("X-6")
def test_a_failed_letter_can_be_given_up(application, browser_of):
    letter = Letter.objects.about(application).get()
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED)
    browser = browser_of("secretary")
    assert letter.to in panel(browser, "failed-letters")
    browser.post(f"{LIST}give-up/{application.pk}/{letter.pk}/")
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
    assert panel(browser, "failed-letters") == ""


@pytest.mark.req("C-10")
def test_an_entry_on_paper_without_address_is_called_about(contest, people):
    draft = services.enter_on_behalf(
        journey="contest-application",
        scope=contest.slug,
        actor=people["secretary"],
        source="paper",
        received_at=clock.now(),
    )
    draft = fill(draft, contest, participant={"email": ""})
    upload_all(draft)
    actor = people["secretary"]
    submission = services.send_draft(draft=draft, revision=draft.revision, actor=actor)
    services.register(submission=submission, actor=people["secretary"])
    assert Call.objects.due().get().submission == submission
