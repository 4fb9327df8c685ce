"""The sample journey, registered for these tests only."""

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType

from forms_app.engine import registry
from tests.forms_app import helpers
from tests.forms_app.sample import Sample, install


@pytest.fixture
def sample(db: None) -> Iterator[Sample]:
    """The journey with its operator, journal and consent texts."""
    # A flushed database (transactional tests) gives content types new ids.
    ContentType.objects.clear_cache()
    helpers.ground()
    yield install()
    registry._journeys.pop("sample")
