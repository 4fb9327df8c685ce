"""What waits on the board is done there: by one press, back to the board, with words (X-4)."""

import datetime as dt
import re

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from core import clock
from core.models import HistoryRecord
from forms_app import services
from forms_app.lifecycle import State
from placement.employers.models import ContactRecord
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.rules import grounds
from tests.boards import panel
from tests.placement.factories import EmployerFactory, VacancyFactory
from tests.placement.requests import helpers as req
from tests.placement.statistics.helpers import COOK, drafted

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
REQUESTS, VACANCIES = "/cms/placement/requests/", "/cms/placement/vacancies/"
FLAGS = [{"field": "duties", "text": "девушка", "reason": "пол"}]


@pytest.fixture(autouse=True)
def at_the_centre(people, centre):
    for person in people.values():
        person.organisation = centre
        person.save()


@pytest.fixture
def stale(db) -> Vacancy:
    """A published vacancy whose employer has not answered."""
    at = timezone.now()
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, employer=EmployerFactory())
    Vacancy.objects.filter(pk=vacancy.pk).update(asked_at=at, stale_at=at)
    return vacancy


def press(browser, address: str, code: str) -> str:
    """Press a button of the board's panel; what is said then."""
    answer = browser.post(address, {"back": f"/cms/#{code}"})
    assert (answer.status_code, answer.url) == (302, f"/cms/#{code}")
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_a_new_request_is_registered_from_the_board(visitor):
    submission = req.sent()
    address = f"{REQUESTS}register/{submission.pk}/"
    waiting = panel(visitor, "requests")
    form = re.search(rf'<form method="post" action="{address}">(.*?)</form>', waiting, re.DOTALL)
    assert form
    assert 'name="csrfmiddlewaretoken"' in form[1]
    assert '<input type="hidden" name="back" value="/cms/#requests">' in form[1]
    words = press(visitor, address, "requests")
    assert "Ромашка" in words or submission.reference in words
    assert "Зарегистрировано. Письмо на адрес" in words
    submission.refresh_from_db()
    assert submission.state == State.REGISTERED
    assert panel(visitor, "requests") == ""


def test_a_second_press_does_nothing_and_says_so(visitor):
    submission = req.sent()
    address = f"{REQUESTS}register/{submission.pk}/"
    press(visitor, address, "requests")
    assert "уже сделано" in press(visitor, address, "requests")
    about = HistoryRecord.objects.about(submission)
    assert about.filter(action="register").count() == 1


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/", "javascript:alert(1)"]
)
def test_a_press_leads_to_no_other_site(visitor, target):
    submission = req.sent()
    answer = visitor.post(f"{REQUESTS}register/{submission.pk}/", {"back": target})
    assert answer.url == REQUESTS


@pytest.mark.req("X-7")
def test_who_may_not_do_it_is_offered_nothing_and_cannot_press(browser_of, stale):
    submission = req.sent()
    director = browser_of("director")
    page = director.get("/cms/").content.decode()
    for address in (
        f"{REQUESTS}register/{submission.pk}/",
        f"{VACANCIES}confirm/{stale.pk}/",
    ):
        assert address not in page
        assert director.post(address, {"back": "/cms/"}).status_code == 404


def test_what_a_colleague_refused_meanwhile_is_said_in_words(visitor, specialist):
    record = ContactRecord.objects.create(
        employer=EmployerFactory(),
        form=ContactRecord.Form.CALL,
        at=timezone.now(),
        by=specialist,
        summary="обещали",
        promised_on=timezone.localdate() - dt.timedelta(days=1),
    )
    address = f"/cms/placement/employers/complete-record/{record.employer_id}/{record.pk}/"
    assert f'action="{address}"' in panel(visitor, "contacts")
    assert "Отмечено как выполненное." in press(visitor, address, "contacts")
    assert "Уже отмечено как выполненное." in press(visitor, address, "contacts")


def test_a_call_is_noted_for_today(visitor, people):
    submission = req.sent(email="", contact={"email": ""})
    services.register(submission=submission, actor=people["specialist"])
    waiting = panel(visitor, "to-call")
    assert 'class="desk-phone"' in waiting
    address = f"{REQUESTS}called/{submission.pk}/"
    assert f'action="{address}"' in waiting
    assert "Звонок записан." in press(visitor, address, "to-call")
    call = submission.calls.first()
    assert call.called_on == clock.in_zone(clock.now(), "Europe/Moscow").date()
    assert panel(visitor, "to-call") == ""


def test_an_unanswered_vacancy_is_confirmed_with_the_places_that_are_free(visitor, stale):
    Vacancy.objects.filter(pk=stale.pk).update(places=3, filled_places=1)
    waiting = panel(visitor, "stale")
    assert 'class="desk-phone"' in waiting
    press(visitor, f"{VACANCIES}confirm/{stale.pk}/", "stale")
    stale.refresh_from_db()
    assert stale.stale_at is None
    assert (stale.places, stale.filled_places) == (3, 1)


def test_a_vacancy_is_published_from_the_board_unless_something_has_to_be_read(visitor):
    plain, explained, doubtful, other = (
        VacancyFactory(),
        VacancyFactory(
            wording_ground=next(iter(grounds.LABELS)), wording_explanation="Так велит закон."
        ),
        VacancyFactory(),
        VacancyFactory(profession=None, profession_other="Флорист"),
    )
    Vacancy.objects.filter(pk__in=[explained.pk, doubtful.pk]).update(wording_flags=FLAGS)
    waiting = panel(visitor, "new")
    assert f'action="{VACANCIES}publish/{plain.pk}/"' in waiting
    assert f'href="{VACANCIES}publish/{explained.pk}/"' in waiting
    for vacancy in (doubtful, other):
        assert f"{VACANCIES}publish/{vacancy.pk}/" not in waiting
        assert f'href="{VACANCIES}edit/{vacancy.pk}/"' in waiting
    press(visitor, f"{VACANCIES}publish/{plain.pk}/", "new")
    # Sent by hand, the press still leads to what has to be read.
    address = f"{VACANCIES}publish/{explained.pk}/"
    assert visitor.post(address, {"back": "/cms/#new"}).url == address
    states = dict(Vacancy.objects.values_list("pk", "state"))
    assert states[plain.pk] == VacancyState.PUBLISHED
    assert states[explained.pk] == VacancyState.NEW


@pytest.mark.req("P-2.4d")
def test_whole_figures_are_offered_to_who_approves_them(browser_of, people, cookery):
    draft = drafted(people["specialist"], [(cookery, COOK)])
    address = f'href="/cms/placement/statistics/approve/{draft.pk}/"'
    assert address in panel(browser_of("director"), "statistics")
    assert address not in panel(browser_of("specialist"), "statistics")


@pytest.mark.req("P-2.4b")
def test_many_vacancies_are_published_at_once_and_those_refused_are_named(visitor):
    plain, explained, other = (
        VacancyFactory(title="Повар"),
        VacancyFactory(
            title="Пекарь",
            wording_ground=next(iter(grounds.LABELS)),
            wording_explanation="Так велит закон.",
        ),
        VacancyFactory(title="Флорист", profession=None, profession_other="Флорист"),
    )
    Vacancy.objects.filter(pk=explained.pk).update(wording_flags=FLAGS)
    chosen = [plain.pk, explained.pk, other.pk]
    answer = visitor.post(f"{VACANCIES}bulk/", {"action": "publish", "selected": chosen})
    words = [str(message).strip() for message in get_messages(answer.wsgi_request)]
    assert "Опубликовать: выполнено – 1 из 3." in words
    assert any("Пекарь" in line and "прочтите" in line for line in words)
    assert any("Флорист" in line and "Выберите профессию" in line for line in words)
    assert list(Vacancy.objects.filter(state=VacancyState.PUBLISHED)) == [plain]
