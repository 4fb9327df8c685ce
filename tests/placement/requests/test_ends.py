"""How requests end: what was refused stays off the site, what nobody publishes is not kept (P-F2)."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Refused
from core.models import HistoryRecord
from forms_app import services
from forms_app.lifecycle import State
from forms_app.tasks import destroy_due
from placement import tasks
from placement.employers.models import EmployerContact
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules import age
from placement.vacancies.services import asks
from tests.forms_app.helpers import said
from tests.placement.factories import VacancyFactory
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
DAY = dt.timedelta(days=1)
LIST = "/cms/placement/vacancies/"


def vacancy():
    return Vacancy.objects.get()


def with_profession():
    Vacancy.objects.update(profession=req.profession())
    return vacancy()


def reject(submission, actor):
    services.register(submission=submission, actor=actor)
    services.reject(submission=submission, actor=actor, reason="не по профилю", clause="2.3")


def withdraw(submission, actor):
    services.withdraw(submission=submission)


def buttons(visitor):
    page = said(visitor.get(f"{LIST}inspect/{vacancy().pk}/"))
    return {action for action in ("publish", "reopen") if f"{LIST}{action}/" in page}


# --- rejected and withdrawn requests -------------------------------------------------------------


@pytest.mark.req("P-F2", "P-2.4b")
@pytest.mark.parametrize("is_destroyed", [False, True])
@pytest.mark.parametrize(("end", "said_so"), [(reject, "отклонена"), (withdraw, "отозвана")])
def test_a_vacancy_of_an_undone_request_does_not_come_back(
    end, said_so, is_destroyed, superuser, visitor
):
    submission = req.sent()
    with_profession()
    end(submission, superuser)
    if is_destroyed:
        services.destroy_submission(submission=submission, reason="срок прошёл")
    assert buttons(visitor) == set()
    with pytest.raises(Refused, match=said_so):
        vacancies.reopen(vacancy=vacancy(), actor=superuser, why="ошибка")
    # One that was opened before this was refused.
    Vacancy.objects.update(state=VacancyState.NEW, ended_at=None)
    assert buttons(visitor) == set()
    with pytest.raises(Refused, match=said_so):
        vacancies.publish(vacancy=vacancy(), actor=superuser)
    assert not Vacancy.objects.public().exists()


@pytest.mark.req("P-2.4b")
@pytest.mark.parametrize("is_destroyed", [False, True])
def test_a_vacancy_of_an_accepted_request_comes_back(is_destroyed, superuser, visitor):
    submission = req.sent()
    services.register(submission=submission, actor=superuser)
    services.accept(submission=submission, actor=superuser)
    vacancies.publish(vacancy=with_profession(), actor=superuser)
    vacancies.fill(vacancy=vacancy(), hired=2, actor=superuser)
    if is_destroyed:
        services.destroy_submission(submission=submission, reason="срок прошёл")
    assert buttons(visitor) == {"reopen"}
    vacancies.reopen(vacancy=vacancy(), actor=superuser, why="ошибка")
    assert buttons(visitor) == {"publish"}
    vacancies.publish(vacancy=vacancy(), actor=superuser)
    assert Vacancy.objects.public().exists()


@pytest.mark.req("P-2.4b")
def test_a_rejection_that_is_taken_back_opens_its_vacancies_again(superuser, visitor):
    submission = req.sent()
    with_profession()
    reject(submission, superuser)
    assert vacancy().state == VacancyState.WITHDRAWN
    services.take_back(submission=submission, actor=superuser, reason="отклонили не ту заявку")
    assert (vacancy().state, vacancy().ended_at) == (VacancyState.NEW, None)
    services.accept(submission=submission, actor=superuser)
    vacancies.publish(vacancy=vacancy(), actor=superuser)
    vacancies.fill(vacancy=vacancy(), hired=2, actor=superuser)
    # The rejection that was taken back is not the end that the history tells.
    services.destroy_submission(submission=submission, reason="срок прошёл")
    assert buttons(visitor) == {"reopen"}


def test_a_vacancy_that_the_employer_took_back_stays_closed_then(superuser):
    submission = req.sent()
    vacancies.withdraw(vacancy=vacancy(), reason="нашли сами", actor=None)
    reject(submission, superuser)
    services.take_back(submission=submission, actor=superuser, reason="отклонили не ту заявку")
    assert vacancy().state == VacancyState.WITHDRAWN


# --- what nobody publishes -----------------------------------------------------------------------


def later(days):
    """The regular work so many days from now."""
    at = dt.datetime.now(dt.UTC) + days * DAY
    with time_machine.travel(at, tick=False):
        tasks.follow_vacancies(at)
        destroy_due(at)


@pytest.mark.req("X-5")
@pytest.mark.parametrize("is_returned", [False, True])
def test_a_request_that_nobody_publishes_or_corrects_is_not_kept_for_ever(is_returned, superuser):
    submission = req.sent()
    if is_returned:
        services.return_for_correction(
            submission=submission,
            actor=superuser,
            remarks=[services.RemarkText("Исправьте", step="vacancy-1")],
        )
    later(179)
    assert vacancy().state == VacancyState.NEW
    later(181)
    assert vacancy().state == VacancyState.EXPIRED
    submission.refresh_from_db()
    assert submission.state != State.DESTROYED
    later(181 + 31)
    submission.refresh_from_db()
    assert submission.state == State.DESTROYED
    assert not EmployerContact.objects.exists()


@pytest.mark.req("X-5")
def test_the_days_count_from_the_last_time_somebody_touched_the_vacancy(superuser):
    req.sent()
    start = dt.datetime.now(dt.UTC)
    with time_machine.travel(start + 100 * DAY, tick=False):
        vacancies.update_vacancy(
            vacancy=vacancy(), data=VACANCIES.copy(vacancy(), places=1), actor=superuser
        )
    later(200)
    assert vacancy().state == VacancyState.NEW
    later(281)
    assert vacancy().state == VacancyState.EXPIRED
    with time_machine.travel(start + 282 * DAY, tick=False):
        vacancies.reopen(vacancy=vacancy(), actor=superuser, why="ошибка")
    later(283)
    assert vacancy().state == VacancyState.NEW


def test_what_staff_entered_themselves_waits_as_long_as_they_like():
    VacancyFactory()
    later(400)
    assert vacancy().state == VacancyState.NEW


@pytest.mark.req("P-6.4")
def test_the_specialist_sees_what_will_close_unpublished(visitor):
    req.sent()
    made = vacancy()
    page = f"{LIST}inspect/{made.pk}/"
    assert "давно не опубликована" not in said(visitor.get(LIST))
    assert "она закроется" not in said(visitor.get(page))
    warned = age.UNPUBLISHED_FOR - age.WARN_BEFORE
    HistoryRecord.objects.about(made).update(at=made.created_at - warned)
    Vacancy.objects.update(created_at=made.created_at - warned)
    ends_at = clock.in_zone(asks.expires_unpublished_at(vacancy()), "Europe/Moscow")
    assert "давно не опубликована" in said(visitor.get(LIST))
    assert f"{ends_at:%d.%m.%Y} она закроется" in said(visitor.get(page))
