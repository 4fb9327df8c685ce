"""What an employer says of the workplace itself: asked beside the approved form, shown, matched (P-2.2e)."""

import datetime as dt
import re

import pytest
from django.test import Client

from placement.matching.services import job_facts
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from tests.placement.factories import VacancyFactory
from tests.placement.requests import helpers as requests

TODAY = dt.date(2026, 11, 27)
pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2e"), pytest.mark.usefixtures("centre")]


def filed(**answers) -> Vacancy:
    """The vacancy of a request in which this was answered on the page of the job."""
    submission = requests.sent(vacancy_1=answers)
    return submission.vacancy_request.vacancies.get()


def test_what_is_ticked_is_there_and_what_is_left_is_not():
    row = filed(workplace=["lift", "transport"])
    said = {name: getattr(row, name) for name in Vacancy.WORKPLACE}
    assert {name for name, answer in said.items() if answer} == {"lift", "transport"}
    assert {name for name, answer in said.items() if answer is False} == set(said) - {
        "lift",
        "transport",
    }
    facts = job_facts(row, TODAY)
    assert {"lift", "transport"} <= facts.offers
    assert not facts.unasked


def test_a_question_left_out_is_unknown_and_no_refusal():
    row = filed()
    assert {getattr(row, name) for name in Vacancy.WORKPLACE} == {None}
    assert job_facts(row, TODAY).unasked == set(Vacancy.WORKPLACE)
    # The approved form's own ticks say no where they are left.
    assert not row.remote_work
    assert "remote_work" not in job_facts(row, TODAY).unasked


def test_the_question_says_that_it_is_ours_and_stands_on_no_row_of_the_approved_form():
    asked = [one for one in VACANCIES if one.name in Vacancy.WORKPLACE]
    assert len(asked) == 5
    for one in asked:
        assert "в утверждённой форме его нет: можно не отвечать" in one.asked.question
        assert one.paper == ""


@pytest.mark.parametrize(("answer", "is_shown"), [(True, True), (False, False), (None, False)])
def test_the_public_page_shows_what_there_is(vacancies_page, answer, is_shown):
    row = VacancyFactory(state="published", guide_dog=answer)
    page = Client().get(row.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert ("можно с собакой-проводником" in page.casefold()) is is_shown


def test_staff_write_down_what_they_were_told_by_telephone(visitor, cook):
    row = VacancyFactory(state="published", profession=cook)
    address = f"/cms/placement/vacancies/edit/{row.pk}/"
    page = visitor.get(address).content.decode()
    assert re.search(r'<select name="lift".*?Неизвестно.*?</select>', page, re.DOTALL)
