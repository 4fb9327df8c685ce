"""An admitted participant on the way to the consent to publication."""

import pytest

from tests.contest.participant import application, entry, link, owner  # noqa: F401 - fixtures


@pytest.fixture
def page(link) -> str:  # noqa: F811
    """The address of the consent under the personal link."""
    return f"{link}publication/"
