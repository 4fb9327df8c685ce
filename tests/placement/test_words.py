"""What the centre says where something typed cannot be: its own words, and numbers as people write."""

import re

import pytest
from django.apps import apps

from core.errors import Refused
from core.tables import Choice
from placement.common import districts
from placement.statistics.desk.forms import RowForm
from placement.vacancies.answer import AnswerForm
from placement.vacancies.desk.forms import ConfirmForm, FillForm

# The agreements' own are said by its services.
MODELS = [
    model
    for model in apps.get_app_config("placement").get_models()
    if ".agreements." not in model.__module__
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_constraint_says_in_words_what_is_wrong(model):
    for constraint in model._meta.constraints:
        assert constraint.name not in constraint.violation_error_message
        assert constraint.violation_error_message != constraint.default_violation_error_message
        assert re.match("[А-ЯЁ«]", constraint.violation_error_message)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_register_is_named_in_russian(model):
    assert re.search("[а-яё]", str(model._meta.verbose_name))


@pytest.mark.parametrize(
    ("form", "name", "typed", "number"),
    [
        (FillForm, "hired", "2 чел.", 2),
        (FillForm, "hired", "2 человека", 2),
        (ConfirmForm, "places", "3 места", 3),
        (ConfirmForm, "places", "3,0", 3),
        (lambda data: AnswerForm(data, free_places=3), "hired", " 2 человека ", 2),
        (lambda data: RowForm(data, row=None), "graduates", "1 200 чел.", 1200),
        (lambda data: RowForm(data, row=None), "employed", "", 0),
    ],
)
def test_a_number_is_taken_as_people_write_it(form, name, typed, number):
    assert form({}).fields[name].clean(typed) == number


@pytest.mark.parametrize("typed", ["два", "2,5"])
def test_what_is_no_number_is_answered_with_what_to_write(typed):
    form = FillForm({"hired": typed})
    assert not form.is_valid()
    (words,) = form.errors["hired"]
    assert "Введите целое число" not in words
    assert re.search("цифрами|без дробной части", words)


DISTRICT = Choice(
    "district", "Район", choices=districts.CHOICES, others=districts.USUAL_NAMES, words="нет такого"
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Всеволожский", "lo-vsevolozhsk"),
        ("Гатчинский муниципальный округ", "lo-gatchina"),
        ("Гатчинский район", "lo-gatchina"),
        ("г. Гатчина", "lo-gatchina"),
        ("г.Гатчина", "lo-gatchina"),
        ("город Луга", "lo-luga"),
        ("Ленинградская область, г. Сосновый Бор", "lo-sosnovy-bor"),
        ("СПб, г. Колпино", "spb-kolpinsky"),
    ],
)
def test_a_district_is_known_by_its_usual_names(typed, code):
    assert DISTRICT.read(typed).value == code


@pytest.mark.parametrize("typed", ["Выборгский", "Кировский район", "Марс"])
def test_a_name_of_two_districts_stands_for_neither(typed):
    with pytest.raises(Refused):
        DISTRICT.read(typed)


def test_no_town_stands_for_two_districts():
    towns = [town for names in districts._TOWNS.values() for town in names]
    assert len(towns) == len(set(towns))
