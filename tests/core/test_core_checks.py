"""What the core checks of an installation before it is let run."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from core import checks, earlier

pytestmark = pytest.mark.django_db


def test_a_database_of_an_earlier_version_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(earlier, "missing_columns", lambda connection: iter(["core_letter.id"]))
    with pytest.raises(SystemCheckError, match="переименуйте папку var/"):
        call_command("migrate", verbosity=0, skip_checks=False)
    with pytest.raises(CommandError, match="rename the folder var/"):
        call_command("serve", port=0)


def test_a_folder_that_everybody_may_look_into_is_named(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    tmp_path.chmod(0o755)
    assert str(tmp_path) in checks.folder_is_closed()[0].msg
    tmp_path.chmod(0o710)
    assert checks.folder_is_closed() == []
