"""What a killed process left of an upload does not stay readable on the disk."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management import call_command

from core import tasks

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def left(settings, tmp_path):
    """``left(hours)``: a temporary file of Django's, written to so many hours before now."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    held = []

    def make(hours: float, now: dt.datetime = NOW):
        upload = TemporaryUploadedFile("паспорт.jpg", "image/jpeg", 10, None)
        held.append(upload)  # closing it would remove it
        at = (now - dt.timedelta(hours=hours)).timestamp()
        os.utime(upload.temporary_file_path(), (at, at))
        return upload.temporary_file_path()

    yield make
    for upload in held:
        upload.close()


@pytest.mark.req("X-5")
def test_regular_work_removes_what_no_process_will_take(left):
    old, fresh = left(2), left(0.5)
    assert tasks.remove_left_uploads(NOW) == 1
    assert not Path(old).exists()
    assert Path(fresh).exists()
    assert tasks.remove_left_uploads(NOW) == 0


def test_files_of_others_in_the_folder_stay(left, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("чужое")
    os.utime(other, (0, 0))
    assert tasks.remove_left_uploads(NOW) == 0
    assert other.exists()


def test_a_missing_folder_is_no_error(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    assert tasks.remove_left_uploads(NOW) == 0


@pytest.mark.django_db
def test_the_site_removes_them_when_it_starts(left, monkeypatch):
    from core.supervisor import Supervisor

    monkeypatch.setattr(Supervisor, "run", lambda self, environ: None)
    old = left(2, dt.datetime.now(dt.UTC))
    call_command("serve", port=0, verbosity=0)
    assert not Path(old).exists()
