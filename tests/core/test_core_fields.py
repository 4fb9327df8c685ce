"""Fields of forms that the whole site shares."""

import pytest
from django.forms import ValidationError

from core.fields import DateField, DateTimeField


@pytest.mark.parametrize(
    ("field", "typed"), [(DateField(), "31.12.9998"), (DateTimeField(), "31.12.9998 10:00")]
)
def test_a_year_far_ahead_is_a_slip_of_the_finger(field, typed):
    with pytest.raises(ValidationError, match="Проверьте год"):
        field.clean(typed)
