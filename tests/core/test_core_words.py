"""What Django and Wagtail say to people is said in our words: what is wrong and what to do."""

import ast
import gettext
import re

import pytest
from django import forms
from django.conf import settings
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.test import RequestFactory
from django.utils import translation
from wagtail import hooks

from core.back_office import DeskAdmin
from core.back_office.columns import Column
from core.models import Organisation

FOLDER = settings.LOCALE_PATHS[0] / "ru" / "LC_MESSAGES"
STRING = r"((?:\s*\"(?:[^\"\\]|\\.)*\")+)"


def texts(pattern: str) -> list[str]:
    """Strings of the source that follow ``pattern``."""
    source = (FOLDER / "django.po").read_text(encoding="utf-8")
    found = re.findall(rf"^{pattern} {STRING}", source, re.MULTILINE)
    joined = ["".join(map(ast.literal_eval, one.split("\n"))) for one in found]
    return joined[1:] if pattern in ("msgid", "msgstr") else joined  # the first is the heading


def ours() -> set[str]:
    return {*texts("msgstr"), *texts(r"msgstr\[\d\]")}


def subclasses(kind: type) -> set[type]:
    return {kind}.union(*(subclasses(one) for one in kind.__subclasses__()))


def messages_of(field: type[forms.Field]) -> dict[str, object]:
    merged: dict[str, object] = {}
    for kind in reversed(field.__mro__):
        merged.update(getattr(kind, "default_error_messages", {}))
    return merged


def is_ours(message: object) -> bool:
    """Whether a message, perhaps one of several forms, is worded in our source or by our code."""
    if message == "" and not isinstance(message, str):  # it is worded when its number is known
        *_, words = message.__reduce__()[1]
        return words["singular"] in texts("msgid")
    with translation.override("ru"):
        return str(message) in ours() or (isinstance(message, str) and not message.isascii())


def used_fields() -> list[type[forms.Field]]:
    """Django's fields, and those of the site that are made of them."""
    roots = ("django.forms", "core", "home", "forms_app", "contest", "placement")
    kinds = {kind for kind in subclasses(forms.Field) if kind.__module__.startswith(roots)}
    return sorted(kinds, key=lambda kind: kind.__qualname__)


@pytest.mark.parametrize("field", used_fields(), ids=lambda field: field.__qualname__)
def test_every_message_of_a_form_field_is_ours(field):
    assert [m for m in messages_of(field).values() if not is_ours(m)] == []


BOUNDS = (validators.BaseValidator, validators.RegexValidator)


@pytest.mark.parametrize(
    "kind", sorted({k for bound in BOUNDS for k in subclasses(bound)}, key=str)
)
def test_every_message_of_a_validator_is_ours(kind):
    if kind.__module__ == "django.core.validators":
        assert is_ours(kind.message)


@pytest.mark.parametrize("field", sorted(subclasses(models.Field), key=str))
def test_every_message_of_a_model_field_is_ours(field):
    if field.__module__.startswith("django.db.models.fields"):
        assert [m for m in field.default_error_messages.values() if not is_ours(m)] == []


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.CharField(), "", "Требуется заполнить это поле."),
        (forms.CharField(max_length=2), "абв", "Сократите: не более 2 знаков, сейчас 3."),
        (
            forms.CharField(min_length=21),
            "а",
            "Напишите подробнее: нужен хотя бы 21 знак, сейчас 1.",
        ),
        (forms.IntegerField(), "x", "Введите число без дробной части, например 12."),
        (forms.IntegerField(max_value=5), "6", "Нужно не больше 5."),
        (forms.IntegerField(min_value=5), "4", "Нужно не меньше 5."),
        (
            forms.DecimalField(decimal_places=0),
            "1.5",
            "Округлите: знаков после запятой может быть 0.",
        ),
        (
            forms.DecimalField(max_digits=2),
            "123",
            "Слишком длинное число: в нём может быть 2 цифры.",
        ),
        (forms.ChoiceField(choices=[("a", "А")]), "b", "Выберите из списка: «b» в нём нет."),
        (forms.EmailField(), "x", "Введите адрес электронной почты, например anna@example.org."),
    ],
)
def test_what_people_read(field, typed, words):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [words]


@pytest.mark.django_db
def test_a_repeated_value_is_told_by_the_name_of_its_field(organisation):
    again = Organisation(code=organisation.code, full_name="Б", short_name="Б")
    with pytest.raises(ValidationError) as refused:
        again.validate_unique()
    assert refused.value.messages == ["Такое уже записано: «Код» не должно повторяться."]


def test_a_constraint_is_no_word_for_people():
    constraint = models.UniqueConstraint(fields=["x"], name="x_once")
    said = str(constraint.get_violation_error_message())
    assert "x_once" not in said
    assert said in ours()


def test_what_is_read_is_what_the_source_says():
    """``django.mo`` is made of ``django.po`` and committed with it: nobody needs gettext's tools."""
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    assert {text for key, text in compiled.items() if key} == ours()
    assert {key if isinstance(key, str) else key[0] for key in compiled if key} == set(
        texts("msgid")
    ) - {""}


@pytest.mark.django_db
def test_every_heading_of_a_list_is_russian(superuser):
    request = RequestFactory().get("/")
    request.user = superuser
    hooks.search_for_hooks()
    roots = ("core.", "forms_app.", "home.", "placement.")
    kinds = [desk for desk in subclasses(DeskAdmin) if desk.__module__.startswith(roots)]
    headings = [
        Column(desk, name).label
        for desk in (kind() for kind in kinds if kind.model)
        for name in desk.get_list_display(request)
    ]
    assert len(headings) > 10
    assert [text for text in headings if not re.match("[А-ЯЁ№]", text)] == []
