"""What people type and paste into official forms, and what they are told."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from core.fields import WholeNumberField
from core.phones import LETTERS, SEVERAL
from forms_app.engine import fields
from forms_app.engine.forms import RowForm, Rows, StepForm
from forms_app.engine.journey import BoundContext
from forms_app.start_form import NumberForm
from tests.forms_app.sample import Sample


class PlaceRow(RowForm):
    place = forms.CharField(label="Место")


class JobForm(StepForm):
    title = forms.CharField(label="Наименование должности")
    duties = forms.CharField(label="Обязанности", widget=forms.Textarea)
    rows = (Rows("places", PlaceRow, "Место"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["late"] = forms.CharField(label="Пояснение", required=False)


def job(**changes):
    typed = {"title": "Повар", "duties": "Варить", "places-count": "1", "places-1-place": "Цех"}
    data = MultiValueDict({key: [value] for key, value in {**typed, **changes}.items()})
    ctx = BoundContext(journey=Sample(), scope="only", at=dt.datetime.now(dt.UTC))
    return JobForm(data, ctx=ctx)


def test_a_step_takes_pasted_text_as_it_was_meant():
    form = job(title="По\u00adвар\u2011\x0bкондитер\u200b", duties="Варить\x0b\u00a0– «суп»")
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Повар- кондитер"
    assert form.cleaned_data["duties"] == "Варить\n – «суп»"


def test_a_number_and_a_code_are_found_when_pasted():
    form = NumberForm({"number": "7K2M\u2011\u200b9QXD\u00a0", "code": "AAAA\u00adBBBB"})
    assert form.is_valid()
    assert form.cleaned_data == {"number": "7K2M-9QXD", "code": "AAAABBBB"}


@pytest.mark.parametrize("name", ["title", "duties", "late", "places-1-place"])
def test_what_no_paper_prints_is_said_where_it_is_typed(name):
    form = job(**{name: "Повар 🎉"})
    assert not form.is_valid()
    texts = [text for _, text in form.error_list()]
    assert len(texts) == 1
    assert texts[0].endswith("Символ «🎉» не печатается на бумаге: уберите его.")


def test_the_summary_names_each_field_and_says_what_to_do():
    form = job(title="", duties="🎉", **{"places-1-place": "漢"})
    assert [text for _, text in form.error_list()] == [
        "Наименование должности: Требуется заполнить это поле.",
        "Обязанности: Символ «🎉» не печатается на бумаге: уберите его.",
        "Место 1: Место: Символ «漢» не печатается на бумаге: уберите его.",
    ]


class ChoiceForm(StepForm):
    work = forms.ChoiceField(label="Работа", choices=[("a", "А")], widget=forms.RadioSelect)
    place = forms.CharField(label="Место", required=False)
    note = forms.CharField(label="Примечание", required=False)
    questions = {"work": "Кем вы работаете?"}
    on_condition = frozenset({"place"})


def test_a_question_keeps_its_mark_in_the_summary_and_an_answer_is_chosen_not_filled_in():
    ctx = BoundContext(journey=Sample(), scope="only", at=dt.datetime.now(dt.UTC))
    form = ChoiceForm(MultiValueDict({"work": [""]}), ctx=ctx)
    assert [text for _, text in form.error_list()] == ["Кем вы работаете? Выберите ответ."]


def test_what_may_be_wanted_is_not_called_optional():
    ctx = BoundContext(journey=Sample(), scope="only", at=dt.datetime.now(dt.UTC))
    for item in ChoiceForm(ctx=ctx).layout():
        context = {
            "field": item.field,
            "plain": "",
            "warning": "",
            "on_condition": item.on_condition,
        }
        page = render_to_string("forms_app/field.html", context)
        assert ("(необязательно)" in page) == (item.field.name == "note")


def test_several_signs_that_no_paper_prints_are_named():
    assert (
        "Символы «🎉», «漢» не печатаются на бумаге: уберите их."
        in job(title="🎉漢🎉").errors["title"]
    )


def test_names_of_all_peoples_are_taken():
    assert job(title="Ӱпӱнӥ Ҕылыев").is_valid()
    assert fields.PersonNameField().clean("Ӱпӱнӥ") == "Ӱпӱнӥ"


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (
            fields.PersonNameField(),
            "Иванова‑Петрова−Сидорова–Я\u00ad",
            "Иванова-Петрова-Сидорова-Я",
        ),
        (fields.PersonNameField(), "О’Нил\u00a0\u200bАнна", "О’Нил Анна"),
        (fields.PassportSeriesField(), "50‑04", "5004"),
        (fields.DepartmentCodeField(), "540−001", "540-001"),
        (fields.PassportNumberField(), "№\u00a0123\u2009456", "123456"),
        (fields.PhoneField(), "8 (383) 222‑33‑44 доб. 12", "+73832223344;ext=12"),
        (fields.DaysField(), "12 дн.", Decimal(12)),
        (fields.DaysField(), "3,5 дня", Decimal("3.5")),
        (fields.PercentField(), "12 %", Decimal(12)),
        (fields.PercentField(), "12 процентов", Decimal(12)),
        (fields.NumberField(unit="руб.", decimal_places=0), "60 000,00 рублей", Decimal(60000)),
        (WholeNumberField(units=("г", "год")), "1999 г.", 1999),
        (WholeNumberField(blank_is=0, max_value=11), "", 0),
        (WholeNumberField(unit="мес."), "11 месяцев", 11),
        (WholeNumberField(required=False), "", None),
        (fields.AbsentOrNumberField(number=fields.DaysField()), ["12 дней", ""], Decimal(12)),
    ],
)
def test_fields_take_what_people_type_and_paste(field, typed, value):
    assert field.clean(typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (fields.PhoneField(), "8 913 OOO-12-34", LETTERS),
        (fields.PhoneField(), "8 813 222-33-44, 8 921 000-00-00", SEVERAL),
        (
            fields.DateField(),
            "27.05.24",
            "Уточните год: 1924 или 2024? Напишите его четырьмя цифрами.",
        ),
        (fields.DateField(not_future=True), "27.05.27", "Напишите год четырьмя цифрами: 1927."),
        (
            fields.DateField(),
            "31.02.2024",
            "Такого дня нет. Введите дату как день.месяц.год, например 27.05.2024.",
        ),
        (fields.DaysField(), "12 часов", "Введите число цифрами, например 12 или 12,5."),
        (WholeNumberField(), "12,5", "Нужно целое число, без дробной части."),
        (
            fields.NumberField(unit="руб.", decimal_places=0),
            "60.000 руб.",
            "Уточните число: 60 000 или 60? Тысячи отделяйте пробелом.",
        ),
    ],
)
@time_machine.travel("2026-11-20")
def test_fields_say_what_they_need(field, typed, words):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [words]


def test_an_extension_is_shown():
    assert fields.PhoneField().shown("+78132223344;ext=12") == "+7 813 222-33-44, доб. 12"


def test_a_telephone_without_a_point_can_type_a_day():
    attrs = fields.DateField().widget.attrs
    assert attrs["inputmode"] == "decimal"
    assert fields.DateField().clean("27,05,2024") == fields.DateField().clean("27052024")
