"""The centre's pages name the college that runs them, and the centre by one name."""

import pytest
from django.test import Client

from core import outbox
from core.models import Letter
from forms_app import links, services
from forms_app.models import ConsentText
from home.settings import SiteSettings
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
CONTEST = "Министерство, которое проводит конкурс"
COLLEGE = "Колледж для всех"


@pytest.fixture
def college(home_page, vacancies_page, employers_page, centre):
    """The site's settings name who runs the contest; the college takes employers' requests."""
    settings = SiteSettings.for_site(home_page.get_site())
    settings.owner, settings.phone, settings.email = CONTEST, "8 (383) 222-33-44", "k@example.org"
    settings.operator_data = f"{CONTEST}, ИНН 5406000000"
    settings.save()
    centre.short_name, centre.email = COLLEGE, "college@example.org"
    centre.phone = "8 (813) 702-00-01 доб. 12"
    centre.save()
    return centre


def frame_of(text: str) -> str:
    """Header and footer of a page."""
    return text[: text.index("<main")] + text[text.index("</main>") :]


def letter_of(about, code: str) -> str:
    return outbox.content(Letter.objects.about(about).get(code=code))[1]


@pytest.mark.req("X-9")
@pytest.mark.parametrize("address", ["/vacancies/", "/employers/", "/forms/vacancy-request/"])
def test_header_and_footer_name_the_college_on_its_pages(college, address):
    frame = frame_of(Client().get(address).content.decode())
    assert COLLEGE in frame
    assert 'href="tel:+78137020001,12"' in frame
    for other in (CONTEST, "222-33-44", "k@example.org"):
        assert other not in frame
    assert CONTEST in frame_of(Client().get("/").content.decode())


@pytest.mark.req("X-9")
def test_a_page_under_a_personal_link_names_whom_the_form_was_filed_to(college):
    submission = req.sent()
    frame = frame_of(Client().get(links.track_url(submission)).content.decode())
    assert COLLEGE in frame
    assert CONTEST not in frame


def test_until_somebody_takes_requests_the_pages_are_the_sites_own(college):
    ConsentText.objects.all().delete()
    assert CONTEST in frame_of(Client().get("/vacancies/").content.decode())


def test_a_new_phone_of_the_college_is_shown_at_once(college):
    assert "college@example.org" in frame_of(Client().get("/vacancies/").content.decode())
    college.phone = "8 (812) 000-00-09"
    college.save()
    assert "8 (812) 000-00-09" in frame_of(Client().get("/vacancies/").content.decode())


# --- the contest's words -----------------------------------------------------------------------------


def test_a_request_is_rejected_with_a_reason_and_no_clause_of_a_regulation(
    centre, visitor, specialist
):
    specialist.organisation = centre
    specialist.save()
    submission = req.sent()
    services.register(submission=submission, actor=specialist)
    page = visitor.get(f"/cms/placement/requests/reject/{submission.pk}/").content.decode()
    assert 'name="reason"' in page
    assert 'name="clause"' not in page
    assert "оложени" not in page
    visitor.post(f"/cms/placement/requests/reject/{submission.pk}/", {"reason": "Не по профилю."})
    submission.refresh_from_db()
    assert submission.state == "rejected"
    letter = letter_of(submission, "vacancy-request-rejected")
    assert "Причина: Не по профилю." in letter
    assert "пункт" not in letter


def test_a_draft_of_a_request_is_told_of_no_date_that_it_does_not_have(centre):
    draft = req.start()
    letter = letter_of(draft, "draft-started")
    assert "Черновик хранится до" in letter
    for words in ("в срок", "без срока"):
        assert words not in letter


def test_who_enters_a_request_is_not_told_of_a_date_to_be_in_time_for(centre, visitor):
    page = visitor.get("/cms/forms/vacancy-request/enter/").content.decode()
    assert "вовремя" not in page


def test_who_withdraws_a_request_is_told_of_no_time_to_apply_in(centre):
    page = Client().get(f"{links.track_url(req.sent())}withdraw/").content.decode()
    assert "Новую можно подать в любое время" in page
    assert "Пока идёт приём" not in page
