"""A register is declared once: what is derived from the declaration, and what holds it to the model."""

import datetime as dt

import pytest
from django import forms
from django.utils.html import conditional_escape

from core.back_office import Act, record_form
from core.back_office.register import exported
from core.errors import Refused
from core.models import CalendarDay, Journal, Organisation
from core.records import Asked, Audience, Field, Group, Record
from core.records.checks import problems
from core.records.declare import _records

pytestmark = pytest.mark.sqlite


@pytest.fixture
def declare():
    """Declares a record and forgets it afterwards."""
    before = dict(_records)
    yield Record
    _records.clear()
    _records.update(before)


@pytest.fixture
def organisations(declare):
    return declare(
        Organisation,
        Group(
            "Название",
            Field("full_name", audience=Audience.PUBLIC, is_listed=True, is_searched=True),
            Field("short_name", "Как вас называют", is_exported=True, is_searched=True),
        ),
        Group("Связь", Field("email", help="Один адрес."), Field("address", lines=3)),
        Group("Люди", Field("head_name", audience=Audience.IDENTITY)),
        kept_by_services=[
            "code",
            "inn",
            "ogrn",
            "phone",
            "time_zone",
            "head_post",
            "addressee",
            "founder",
            "deputy_post",
            "read_log_reviewer",
            "destruction_wait_days",
        ],
    )


def ids_of(record):
    return sorted({problem.id for problem in problems(record)})


def test_a_record_that_fits_its_model_passes(organisations):
    assert ids_of(organisations) == []


@pytest.mark.req("X-7")
@pytest.mark.parametrize(
    ("groups", "kept", "expected"),
    [
        ([Field("title"), Field("title")], {"code", "number_format", "next_number"}, "E001"),
        ([Field("title"), Field("colour")], {"code", "number_format", "next_number"}, "E002"),
        ([Field("title")], {"code", "number_format"}, "E003"),
        ([Field("title")], {"title", "code", "number_format", "next_number"}, "E004"),
        (
            [Field("title", audience=Audience.IDENTITY, is_exported=True)],
            {"code", "number_format", "next_number"},
            "E005",
        ),
        (
            [Field("title"), Field("next_number", is_screened=True)],
            {"code", "number_format"},
            "E006",
        ),
    ],
)
def test_a_record_that_does_not_fit_is_named_by_the_system_check(declare, groups, kept, expected):
    record = declare(Journal, Group("Журнал", *groups), kept_by_services=kept)
    assert f"records.{expected}" in ids_of(record)


@pytest.mark.req("X-7")
def test_what_is_not_declared_public_is_seen_by_staff_alone(organisations):
    row = Organisation(
        full_name="Колледж", short_name="К", email="k@example.org", head_name="Иванов И. И."
    )
    public = organisations.sections(row, Audience.PUBLIC)
    assert [(s.title, s.facts) for s in public] == [
        ("Название", [("Полное наименование", "Колледж")])
    ]
    private = [fact for s in organisations.sections(row, Audience.PRIVATE) for fact in s.facts]
    assert ("Краткое наименование", "К") in private
    assert "Иванов И. И." not in str(private)
    assert "Иванов И. И." in str(organisations.sections(row, Audience.IDENTITY))


@pytest.mark.req("X-5")
def test_a_value_that_nobody_said_how_to_mask_is_hidden_whole(declare):
    record = declare(
        Organisation,
        Group(
            "Связь", Field("email", mask=lambda text: text[:1]), Field("phone"), Field("address")
        ),
    )
    row = Organisation(email="k@example.org", phone="+78120000001")
    masked = [record.masked(row, name) for name in record.names]
    assert masked == ["k", "•••", ""]


def test_what_can_be_called_or_opened_is_a_link_and_nothing_in_it_is_markup(declare):
    record = declare(
        Organisation, Group("Связь", Field("email", link="mailto:{}".format), Field("phone"))
    )
    row = Organisation(email='"<b>"@example.org', phone="<i>")
    [section] = record.sections(row, Audience.PRIVATE)
    texts = [conditional_escape(text) for _, text in section.facts]
    address = "&quot;&lt;b&gt;&quot;@example.org"
    assert texts == [
        f'<a href="mailto:{address}" rel="noreferrer">{address}</a>',
        "&lt;i&gt;",
    ]
    assert record.linked(Organisation(), "email") == ""


def test_values_are_written_once_and_the_changed_ones_are_named(organisations):
    row = Organisation(full_name="Колледж", short_name="К")
    opened = organisations.revision(row)
    data = Organisation(full_name="Колледж", short_name="Кол.", code="other")
    assert organisations.assign(row, data) == ["short_name"]
    assert row.short_name == "Кол."
    assert row.code == ""
    assert organisations.revision(row) != opened
    assert organisations.labels(["short_name"]) == ["краткое наименование"]
    assert organisations.search_text(row, "Ещё") == "колледж кол еще"


def test_a_frozen_field_refuses_to_change_and_leaves_the_row_as_it_was(declare):
    record = declare(
        Journal,
        Group(
            "Журнал",
            Field("title"),
            Field("next_number", frozen=lambda row: "Номера уже выданы." if row.pk else ""),
        ),
        kept_by_services=["code", "number_format"],
    )
    row = Journal(pk=7, title="Старое", next_number=5)
    with pytest.raises(Refused) as refusal:
        record.assign(row, Journal(title="Новое", next_number=9))
    assert refusal.value.field == "next_number"
    assert (row.title, row.next_number) == ("Старое", 5)
    assert record.assign(row, Journal(title="Новое", next_number=5)) == ["title"]


def test_answers_become_values_under_the_names_of_the_model(declare):
    record = declare(
        CalendarDay,
        Group(
            "День",
            Field("date", asked=Asked(step="day", code="when")),
            Field("is_working", asked=Asked(step="day", code="marks", is_tick=True)),
            Field("reason", asked=Asked(step="why", only_if="has_reason")),
        ),
    )
    day = dt.date(2027, 1, 11)
    pages = {
        "day": {"when": day, "marks": ["is_working"]},
        "why": {"has_reason": False, "reason": "набрано и не отмечено"},
    }
    assert record.from_answers(pages) == {"date": day, "is_working": True, "reason": ""}
    pages["why"]["has_reason"] = True
    pages["day"]["marks"] = []
    values = record.from_answers(pages)
    assert (values["reason"], values["is_working"]) == ("набрано и не отмечено", False)


@pytest.mark.django_db
def test_the_form_shows_the_groups_and_gives_back_a_row_that_is_not_saved(organisations):
    row = Organisation(full_name="Колледж", short_name="К", email="k@example.org")
    kind = record_form(organisations)
    form = kind(row=row)
    assert [title for title, _ in form.groups()] == ["Название", "Связь", "Люди"]
    assert form.fields["short_name"].label == "Краткое наименование"
    assert form.fields["email"].help_text == "Один адрес."
    assert isinstance(form.fields["address"].widget, forms.Textarea)
    assert form["full_name"].value() == "Колледж"
    sent = {name: form[name].value() or "" for name in form.fields}
    filled = kind({**sent, "short_name": "Новое"}, row=row)
    assert filled.is_valid(), filled.errors
    assert filled.typed().short_name == "Новое"
    assert filled.cleaned_data["revision"] == organisations.revision(row)
    assert filled.typed().pk is None


def test_a_table_file_keeps_numbers_and_days(declare):
    record = declare(
        CalendarDay, Group("День", Field("date"), Field("is_working"), Field("reason"))
    )
    day = CalendarDay(date=dt.date(2027, 1, 11), is_working=True, reason="")
    assert exported(day, record, "date") == dt.date(2027, 1, 11)
    assert exported(day, record, "reason") == ""


def test_an_act_that_asks_for_something_cannot_be_done_to_many_rows():
    with pytest.raises(TypeError):
        Act(code="x", button="Б", past="П", service=print, form=forms.Form, for_many=True)
