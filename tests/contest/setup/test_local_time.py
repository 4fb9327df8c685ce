"""Dates of a contest typed as local time."""

import pytest
from django.forms import ValidationError

from contest.setup.desk.local_time import LocalDateTimeField
from core import clock


def test_a_date_farther_ahead_than_any_contest_is_refused():
    field = LocalDateTimeField()
    year = clock.now().year
    assert field.clean(f"31.12.{year + 1} 10:00").year == year + 1
    with pytest.raises(ValidationError):
        field.clean("31.12.9998 10:00")
