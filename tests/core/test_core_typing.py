"""What is pasted into a form of any kind, and what a row, feed or table does with what it cannot hold."""

import datetime as dt

import pytest
from django.test import RequestFactory

from core import roles
from core.back_office.filters import DateRangeFilter
from core.back_office.listing import Listing
from core.back_office.screens import CalendarDesk, ReadDesk
from core.exports import csv_response
from core.fields import DateField, EmailField, LineField, TextField
from core.models import CalendarDay, Organisation, ReadReview

pytestmark = pytest.mark.django_db
PASTED = "\ufeffПовар\u00ad\u200b\u2011кондитер\x0b\u00a0и\u0306"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (LineField(), "Повар-кондитер й"),
        (TextField(), "Повар-кондитер\n й"),
    ],
)
def test_fields_take_pasted_text_as_it_was_meant(field, value):
    assert field.clean(PASTED) == value


def test_what_nobody_sees_is_no_answer():
    assert LineField(required=False).clean("\u200b\u00a0\ufeff") == ""
    assert EmailField().clean("\u200banna@Example.ORG\u00a0") == "anna@example.org"


def test_a_row_holds_nothing_that_no_feed_could_be_written_with(organisation):
    organisation.full_name = "Центр\x0bзанятости\x00\x07"
    organisation.address = "ул. Ленина,\x0b1\ufffe"
    organisation.save()
    stored = Organisation.objects.get(pk=organisation.pk)
    assert stored.full_name == "Центр занятости"
    assert "\x0b" not in stored.address
    assert "\ufffe" not in stored.address


def test_a_table_holds_no_control_characters():
    response = csv_response(name="x", header=["a\x0b"], rows=[["b\x00\x0bc"]])
    assert b"".join(response.streaming_content).decode("utf-8-sig") == '"a\n"\r\n"b\nc"\r\n'


def test_a_desk_takes_pasted_text_as_it_was_meant(client, make_user, organisation):
    reviewer = make_user(roles.ADMINISTRATOR, organisation=organisation)
    organisation.read_log_reviewer = reviewer
    organisation.save()
    client.force_login(reviewer)
    address = ReadDesk().url("review")
    typed = {"organisation": organisation.pk, "up_to": "2024-05-27 12:00", "remark": PASTED}
    client.post(address, typed)
    assert ReadReview.objects.get().remark == "Повар-кондитер\n й"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("27052024", dt.date(2024, 5, 27)),
        ("27 мая 2024 г.", dt.date(2024, 5, 27)),
        ("2024-05-27", dt.date(2024, 5, 27)),
        ("27.05.24", None),
        ("01.01.1800", None),
        ("31.12.9999", None),
    ],
)
def test_filters_of_days_take_days_as_people_write_them(typed, day):
    class Created(DateRangeFilter):
        name = "created"
        field = "created_at"

    request = RequestFactory().get("/", {"created_from": typed, "created_to": typed})
    chosen = Created(CalendarDesk(), request)
    assert (chosen.since, chosen.until) == (day, day)


def test_a_desk_is_searched_for_what_was_meant():
    request = RequestFactory().get("/", {"q": " Ива\u00adнова\u2011Петрова\x00 "})
    assert Listing(CalendarDesk(), request).query == "Иванова-Петрова"


def test_wagtails_own_forms_read_days_and_text_alike(client, make_user):
    client.force_login(make_user(roles.ADMINISTRATOR))
    address = CalendarDesk().url("create")
    page = client.get(address).content.decode()
    # The calendar would put today in the place of a day that its script cannot read.
    assert '"validateOnBlur": false' in page
    assert '"format": "d.m.Y"' in page
    answer = client.post(address, {"date": "27.05.24", "is_working": "on", "reason": PASTED})
    assert "Уточните год: 1924 или 2024?" in answer.content.decode()
    client.post(address, {"date": "27 мая 2024", "is_working": "on", "reason": PASTED})
    stored = CalendarDay.objects.get()
    assert (stored.date, stored.reason) == (dt.date(2024, 5, 27), "Повар-кондитер й")


def test_a_day_is_asked_about_only_within_living_memory():
    with pytest.raises(Exception, match="четырьмя цифрами: 1995"):
        DateField().clean("27.05.95")
