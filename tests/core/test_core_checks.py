"""What the core checks of an installation before it is let run."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core import checks, earlier

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier_database(monkeypatch):
    """The database records the first migration of the earlier version, which is no longer there."""
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: {earlier.FIRST: None})
    monkeypatch.setattr(earlier, "_on_disk", lambda: {("core", "0001_of_this_version")})


def test_a_database_of_an_earlier_version_is_told_what_to_do(earlier_database):
    with pytest.raises(SystemCheckError, match="переименуйте папку var/"):
        call_command("migrate", verbosity=0, skip_checks=False)
    with pytest.raises(CommandError, match="rename the folder var/"):
        call_command("serve", port=0)


def test_a_database_whose_migrations_are_there_is_in_order(earlier_database, monkeypatch):
    monkeypatch.setattr(earlier, "_on_disk", lambda: {earlier.FIRST})
    assert earlier.trouble(connection) == ""


def test_a_folder_that_everybody_may_look_into_is_named(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    tmp_path.chmod(0o755)
    assert str(tmp_path) in checks.folder_is_closed()[0].msg
    tmp_path.chmod(0o710)
    assert checks.folder_is_closed() == []
