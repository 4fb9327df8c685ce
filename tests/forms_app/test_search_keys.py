"""Keys of search that were stored before look-alikes were folded are found, too."""

from importlib import import_module

import pytest
from django.apps import apps

from forms_app.back_office.search import SubmissionSearch
from forms_app.models import Submission
from tests.forms_app import helpers

pytestmark = pytest.mark.django_db


def test_a_stored_key_is_folded_once_for_all(sample):
    submission = helpers.sent()
    old = "оператор 1c ооо hr москва"
    Submission.objects.filter(pk=submission.pk).update(search_key=old)
    search = SubmissionSearch()
    assert not search(Submission.objects.all(), "1С").exists()
    import_module("forms_app.migrations.0002_search_keys").fold(apps, None)
    for query in ("1С", "1C", "OOO", "HR", "mockва"):
        assert search(Submission.objects.all(), query).get() == submission
