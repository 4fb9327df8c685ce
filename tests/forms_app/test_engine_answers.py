"""Answers, masking, shared fields, numbers: plain values in, plain values out."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from core.text import tidy
from forms_app import answers, consents, numbers
from forms_app.answers import Answer, blanked
from forms_app.engine import fields
from forms_app.engine.typed import collect


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("50 04", "•• ••"),
        ("123456", "••••56"),
        ("5004 123432", "•••• ••••32"),
        ("+7 383 222-33-44", "+• ••• •••-••-44"),
        ("12.03.1980", "••.••.1980"),
        ("ДВС 1234567", "••• •••••67"),
        ("1 отделом милиции", "••••"),
        ("ivanova@mail.ru", "i•••@mail.ru"),
        ("Новосибирск, ул. Ленина, 1", "Н•••"),
        ("", ""),
        (answers.NOT_GIVEN, "не указано"),
        ("+7 813 222-33-44, доб. 12", "+• ••• •••-••-••, •••. 12"),
    ],
)
@pytest.mark.req("X-3")
def test_masks(text, shown):
    assert answers.mask(text) == shown


@given(st.text(min_size=3).filter(lambda text: text != answers.NOT_GIVEN))
def test_a_mask_never_shows_the_text(text):
    assert answers.mask(text) != text or answers.DOT in text


def test_only_sensitive_answers_are_masked():
    rows = [
        Answer("a", "s", "S", "A", "123456", "123456", sensitive=True),
        Answer("b", "s", "S", "B", 1, "1"),
    ]
    hidden, open_ = answers.masked(rows)
    assert (hidden.value, hidden.text) == (None, "••••56")
    assert open_ is rows[1]


@pytest.mark.req("X-3")
def test_an_answer_that_is_secret_in_part_is_veiled():
    row = Answer("a", "s", "S", "A", ["1234567"], "Диплом № 1234567", veiled="Диплом № •••••67")
    (shown,) = answers.masked([row])
    assert (shown.value, shown.text) == (None, "Диплом № •••••67")


def test_the_digest_depends_on_every_part_and_on_the_order():
    one = Answer("a", "s", "S", "A", 1, "1")
    two = Answer("b", "s", "S", "B", 2, "2")
    assert answers.digest([one, two]) == answers.digest(
        answers.from_json(answers.to_json([one, two]))
    )
    assert len({answers.digest(rows) for rows in ([one], [two], [one, two], [two, one])}) == 4
    moved = Answer("a", "another-step", "Другой раздел", "A", 1, "1")
    assert answers.digest([moved]) == answers.digest([one])
    said = [Answer("a", "s", "S", *rest) for rest in (("Z", 1, "1"), ("A", 9, "1"), ("A", 1, "9"))]
    assert len({answers.digest([row]) for row in (one, *said)}) == 4
    assert answers.short_digest("1a2b3c4d" + "0" * 56) == "1A2B-3C4D"


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (fields.PhoneField(), "8 (383) 222-33-44", "+73832223344"),
        (fields.PassportSeriesField(), "50 04", "5004"),
        (fields.PassportNumberField(), "№ 123 456", "123456"),
        (fields.DepartmentCodeField(), "540001", "540-001"),
        (fields.PercentField(), "12,5 %", Decimal("12.5")),
        (fields.DaysField(), "5 дней", Decimal(5)),
        (fields.EmailField(), " Anna@Mail.RU ", "Anna@mail.ru"),
        (fields.PersonNameField(), " Иванова-Петрова  Мария ", "Иванова-Петрова Мария"),
        (fields.AbsentOrNumberField(), ["", "on"], fields.ABSENT),
        (fields.AbsentOrNumberField(), ["0", ""], Decimal(0)),
    ],
)
def test_fields_take_what_people_type(field, typed, value):
    assert field.clean(typed) == value


@pytest.mark.parametrize(
    "typed", ["27.05.2024", "27/05/2024", "27 05 2024", "2024-05-27", "27052024", "27 мая 2024 г."]
)
def test_dates_as_people_type_them(typed):
    assert f"{fields.DateField().clean(typed):%d.%m.%Y}" == "27.05.2024"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (fields.DateField(), "31.02.2024"),
        (fields.DateField(not_future=True), "01.01.2999"),
        (fields.DateField(), "01.01.0024"),
        (fields.PhoneField(), "112"),
        (fields.PhoneField(), "222-33-44"),
        (fields.PassportSeriesField(), "12345"),
        (fields.DepartmentCodeField(), "54-001"),
        (fields.PercentField(), "100,01"),
        (fields.PercentField(), "-1"),
        (fields.PercentField(), "NaN"),
        (fields.DaysField(), "-1"),
        (fields.DaysField(), "1e5"),
        (fields.DaysField(), "1e999999"),
        (fields.NumberField(min_value=0), "1e99999999"),
        (fields.NumberField(min_value=0), "1234567890"),
        (fields.NumberField(), "9" * 5000),
        (fields.NumberField(), "."),
        (fields.AbsentOrNumberField(), ["1e99999999", ""]),
        (fields.PersonNameField(), "<script>"),
        (fields.PersonNameField(), "😀"),
        (fields.PersonNameField(), "И" * 151),
        (fields.AbsentOrNumberField(), ["", ""]),
        (fields.AbsentOrNumberField(), ["5", "on"]),
    ],
)
def test_fields_refuse_what_cannot_be(field, typed):
    with pytest.raises(ValidationError):
        field.clean(typed)


@given(st.text())
def test_typed_text_loses_what_cannot_be_seen(text):
    [cleaned] = collect(MultiValueDict({"name": [text]}), ["name"], [])["name"]
    assert not set(cleaned) & set("\u202e\u200f\u2066\x00\x1b")
    assert tidy(cleaned) == cleaned


def test_numbers_are_read_as_people_write_them():
    assert numbers.normalise("7k2m 9qxd") == "7K2M-9QXD"
    assert numbers.normalise("OIL0-АВЕК") == "0110-ABEK"
    assert numbers.normalise("123") == ""
    text = numbers.new_text()
    assert numbers.normalise(text) == text


def test_a_consent_leaves_a_line_for_what_is_not_known():
    filled = consents.fill("Я, {name}, паспорт {passport}.", {"name": "Иванова {passport}"})
    assert filled == f"Я, Иванова {{passport}}, паспорт {consents.BLANK}."


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"text": "50 04", "sensitive": True}, "____"),
        ({"text": "не указано", "sensitive": True}, "не указано"),
        ({"text": "", "sensitive": True}, ""),
        ({"text": "директор"}, "директор"),
        (
            {
                "text": "диплом № ВСГ 1234567 от 25.06.2012",
                "veiled": "диплом № ••• •••••67 от 25.06.2012",
            },
            "диплом № ____ от 25.06.2012",
        ),
        ({"text": "№ 12-34, 2012", "veiled": "№ ••-••, 2012"}, "№ ____, 2012"),
    ],
)
def test_a_secret_is_a_line_to_write_on(answer, text):
    row = Answer("code", "step", "section", "label", "value", **answer)
    assert blanked(row, "____").text == text
