"""Setting up a contest in the back office."""

import datetime as dt

import pytest

from core.models import HistoryRecord

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


@pytest.mark.req("C-10")
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


def form_of(browser, address: str) -> dict[str, object]:
    """What a browser would send back of the form as it stands."""
    response = browser.get(address)
    form = response.context_data["form"]
    fields = {}
    for field in [*form, *(f for fs in form.formsets.values() for f in fs.management_form)]:
        value = field.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if isinstance(value, list):
            value = [getattr(item, "pk", item) for item in value]
        if value is not None:
            fields[field.html_name] = value
    for formset in form.formsets.values():
        for inner in formset.forms:
            for field in inner:
                if (value := field.value()) not in (None, False, ""):
                    fields[field.html_name] = value
    return fields
