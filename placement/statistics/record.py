"""The yearly figures: where they come from and who counts, declared once (P-2.4d)."""

import datetime as dt
from functools import partial

from django import forms

from core import clock
from core.fields import DateField, WholeNumberField
from core.records import Audience, Field, Group, Record
from placement.statistics.models import Snapshot
from placement.statistics.rules import figures as rules


def _today() -> dt.date:
    return clock.local_day(clock.now())


def _categories() -> forms.Field:
    return forms.MultipleChoiceField(
        choices=[(code, rules.BY_CODE[code].label) for code in rules.COUNTABLE],
        initial=list(rules.DEFAULT_RULE),
        widget=forms.CheckboxSelectMultiple,
    )


_field = partial(Field, audience=Audience.PUBLIC)

SNAPSHOTS = Record(
    Snapshot,
    Group(
        "Сведения за год",
        _field(
            "year",
            help="Год окончания: 2025 – это 2024/25 учебный год.",
            # The service says which years there are: the newest follows the clock.
            form_field=partial(WholeNumberField, units=("год", "года", "г"), max_digits=None),
        ),
        _field("as_of", help="дд.мм.гггг", form_field=partial(DateField, initial=_today)),
        _field(
            "source",
            help="Например: ежегодная таблица центра трудоустройства. Видно на сайте.",
        ),
        _field(
            "counting_rule",
            help="Выбор словами показан на сайте.",
            form_field=_categories,
            shown=rules.rule_in_words,
        ),
        _field("correction", help="Видно на сайте рядом с исправленными сведениями.", lines=3),
    ),
    kept_by_services=(
        "version",
        "state",
        "corrects",
        "entered_by",
        "entered_at",
        "approved_by",
        "approved_at",
        "published_by",
        "published_at",
        "superseded_by",
        "superseded_at",
        "withdrawn_by",
        "withdrawn_at",
        "withdrawal",
        "digest",
        "is_demo",
    ),
)
