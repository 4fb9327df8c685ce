"""Setting up a contest in the back office."""

import datetime as dt

import pytest

from core.errors import Refused
from core.models import HistoryRecord
from tests.contest.desk import form_of
from tests.contest.factories import sent_application, typed_draft

pytestmark = pytest.mark.django_db


@pytest.mark.req("C-11")
def test_the_deadline_is_typed_in_the_contests_own_zone(browser_of, contest, people):
    """A member of staff in Moscow types Novosibirsk's midnight (invariant 4)."""
    contest.stages.create(title="I этап", starts_on="2030-05-01", ends_on="2030-05-02")
    browser = browser_of("secretary")
    fields = form_of(browser, f"/cms/contest/contests/edit/{contest.pk}/")
    fields["applications_close_at"] = "28.05.2030 00:00"
    response = browser.post(f"/cms/contest/contests/edit/{contest.pk}/", fields)
    assert response.status_code == 302
    contest.refresh_from_db()
    assert contest.applications_close_at == dt.datetime(2030, 5, 27, 17, tzinfo=dt.UTC)
    page = browser.get(f"/cms/contest/contests/edit/{contest.pk}/").content.decode()
    assert "28.05.2030 00:00" in page
    assert "до конца дня 27 мая 2030 года" in page
    record = HistoryRecord.objects.about(contest).get()
    assert record.action == "edit"


def test_a_contest_with_applications_cannot_be_hidden(browser_of, contest, application):
    browser = browser_of("secretary")
    address = f"/cms/contest/contests/edit/{contest.pk}/"
    fields = form_of(browser, address)
    fields.pop("is_published")
    page = browser.post(address, fields)
    assert "скрыть его нельзя" in page.content.decode()
    contest.refresh_from_db()
    assert contest.is_published


def test_a_secretary_cannot_give_a_contest_to_another_operator(browser_of, contest, people):
    browser = browser_of("secretary")
    address = f"/cms/contest/contests/edit/{contest.pk}/"
    fields = {**form_of(browser, address), "operator": people["other-secretary"].organisation_id}
    assert browser.post(address, fields).status_code == 200
    contest.refresh_from_db()
    assert contest.operator == people["secretary"].organisation


def test_the_address_of_a_contest_never_changes(browser_of, contest, application):
    """Applications and drafts are filed under it: another address would orphan them."""
    slug = contest.slug
    browser = browser_of("secretary")
    contest.stages.create(title="I этап", starts_on="2030-05-01", ends_on="2030-05-02")
    address = f"/cms/contest/contests/edit/{contest.pk}/"
    fields = {**form_of(browser, address), "slug": "moved", "title": "Новое название"}
    assert browser.post(address, fields).status_code == 302
    contest.refresh_from_db()
    assert (contest.slug, contest.title) == (slug, "Новое название")
    contest.slug = "moved"
    with pytest.raises(Refused, match="постоянный"):
        contest.save()
    with pytest.raises(Refused, match="постоянный"):
        contest.save(update_fields=["slug"])


@pytest.mark.req("X-9", "X-5")
@pytest.mark.parametrize("made", [typed_draft, sent_application])
def test_a_contest_with_applications_stays_with_the_operator_of_their_consents(
    browser_of, contest, people, made
):
    made(contest)
    operator, other = contest.operator, people["other-secretary"].organisation
    browser = browser_of("administrator")
    contest.stages.create(title="I этап", starts_on="2030-05-01", ends_on="2030-05-02")
    address = f"/cms/contest/contests/edit/{contest.pk}/"
    fields = {**form_of(browser, address), "operator": other.pk}
    assert browser.post(address, fields).status_code == 302
    contest.refresh_from_db()
    assert contest.operator == operator


def test_no_service_moves_filed_applications_to_another_operator(contest, people, application):
    contest.operator = people["other-secretary"].organisation
    with pytest.raises(Refused, match="согласия даны этому оператору"):
        contest.save()


@pytest.mark.parametrize("made", [typed_draft, sent_application])
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"services-0-DELETE": "on"}, "Удалить «Содействие в трудоустройстве граждан» нельзя"),
        ({"indicators-1-DELETE": "on"}, "Удалить «9.2"),
        ({"indicators-0-number": "9.9"}, "Изменить это нельзя"),
        ({"indicators-0-unit": "count"}, "Изменить это нельзя"),
        ({"code": "other"}, "Изменить это нельзя"),
    ],
)
def test_what_answers_hang_on_stays(browser_of, contest, made, changed, said):
    made(contest)
    role = contest.roles.get(code="career")
    browser = browser_of("secretary")
    address = f"/cms/contest/roles/edit/{role.pk}/"
    fields = {**form_of(browser, address), **changed}
    page = browser.post(address, fields)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert role.services.count() == 1
    assert role.indicators.filter(number="9.1").exists()


def test_words_of_a_role_may_change_while_there_are_applications(browser_of, contest, application):
    role = contest.roles.get(code="career")
    browser = browser_of("secretary")
    address = f"/cms/contest/roles/edit/{role.pk}/"
    fields = {**form_of(browser, address), "indicators-0-help_text": "Проще"}
    assert browser.post(address, fields).status_code == 302
    assert role.indicators.first().help_text == "Проще"


def test_before_the_first_application_a_role_is_free_to_change(browser_of, contest, people):
    role = contest.roles.get(code="career")
    browser = browser_of("secretary")
    address = f"/cms/contest/roles/edit/{role.pk}/"
    fields = {**form_of(browser, address), "indicators-0-number": "9.9"}
    assert browser.post(address, fields).status_code == 302
    assert role.indicators.filter(number="9.9").exists()


def test_a_number_that_is_none_is_refused_with_what_to_do(browser_of, contest, people):
    contest.stages.create(title="I этап", starts_on="2030-05-01", ends_on="2030-05-02")
    browser = browser_of("secretary")
    address = f"/cms/contest/contests/edit/{contest.pk}/"
    fields = {**form_of(browser, address), "min_experience_years": "один"}
    page = browser.post(address, fields)
    assert page.context_data["form"].errors["min_experience_years"] == [
        "Введите число цифрами, например 12."
    ]
    assert browser.post(address, {**fields, "min_experience_years": "2,0"}).status_code == 302
    contest.refresh_from_db()
    assert contest.min_experience_years == 2
