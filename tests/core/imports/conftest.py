import pytest

from core import roles
from core.imports import declare

from .samples import JOURNALS


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    """The sample import, known only to these tests."""
    monkeypatch.setitem(declare._importings, JOURNALS.code, JOURNALS)


@pytest.fixture
def administrator(make_user):
    return make_user(roles.ADMINISTRATOR)
