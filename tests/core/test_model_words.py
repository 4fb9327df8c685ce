"""What models call their fields, and what they say when their rows contradict each other, is Russian."""

import re

import pytest
from django.apps import apps
from django.db import models

# The placement centre's models are declared as registers, whose words have tests of their own.
APPS = [app for app in ("core", "home", "forms_app", "contest") if apps.is_installed(app)]
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
# What Wagtail's pages and orderables bring along; no form shows it.
_OF_WAGTAIL = {"sort_order", "page_ptr"}


def constraints() -> list[models.BaseConstraint]:
    return [constraint for model in MODELS for constraint in model._meta.constraints]


@pytest.mark.parametrize("constraint", constraints(), ids=lambda constraint: constraint.name)
def test_a_constraint_says_in_its_own_words_what_is_wrong(constraint):
    said = str(constraint.get_violation_error_message())
    assert said != constraint.default_violation_error_message % {"name": constraint.name}
    assert re.match("[А-ЯЁ]", said)
    assert said.endswith(".")


@pytest.mark.skipif("contest" not in APPS, reason="the contest is not installed")
def test_every_field_of_the_contest_has_a_russian_name():
    english = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("contest").get_models()
        for field in model._meta.local_fields
        if field.name not in _OF_WAGTAIL
        and not field.primary_key
        and not re.search("[а-яё]", str(field.verbose_name))
    ]
    assert english == []


@pytest.mark.django_db
@pytest.mark.skipif("contest" not in APPS, reason="the contest is not installed")
def test_a_stage_that_ends_before_it_starts_is_refused_in_words():
    import datetime as dt

    from django.core.exceptions import ValidationError

    from contest.setup.models import Stage

    stage = Stage(title="I этап", starts_on=dt.date(2026, 5, 2), ends_on=dt.date(2026, 5, 1))
    with pytest.raises(ValidationError) as refused:
        stage.validate_constraints()
    assert refused.value.messages == ["Этап не может закончиться раньше, чем начался."]
