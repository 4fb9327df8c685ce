"""What nobody owns is removed after a day; what somebody owns never is."""

import logging
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from core import crypto, files, keyring, orphans
from core.models import PrivateFile
from core.orphans import Purged, purge_orphan_files

pytestmark = pytest.mark.django_db
LATER = timedelta(days=2)


@pytest.fixture
def stored(person_key):
    return files.store_file(
        key=person_key, name="a.sig", source=b"content", allowed=None, max_size=100
    )


def purge(capture, after=LATER):
    with capture(execute=True):
        return purge_orphan_files(timezone.now() + after)


def test_a_fresh_file_is_left_alone(stored, django_capture_on_commit_callbacks):
    assert purge(django_capture_on_commit_callbacks, timedelta(hours=23)) == Purged(0, 0, 0)
    assert files.read_file(stored) == b"content"


def test_a_file_that_nobody_refers_to_is_destroyed(stored, django_capture_on_commit_callbacks):
    assert purge(django_capture_on_commit_callbacks).records == 1
    assert not PrivateFile.objects.exists()
    assert not files.storage().exists(stored.storage_name)
    assert purge(django_capture_on_commit_callbacks) == Purged(0, 0, 0)


@pytest.mark.req("X-6")
def test_a_file_of_a_submission_is_kept(stored, django_capture_on_commit_callbacks, monkeypatch):
    # The row is owned whenever any model's foreign key leads to it.
    relations = [
        relation
        for relation in PrivateFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    ]
    owners = {relation.related_model.__name__ for relation in relations}
    assert {"DraftUpload", "SubmissionFile"} <= owners
    sql = str(orphans._unclaimed(timezone.now()).query)
    assert all(relation.related_model._meta.db_table in sql for relation in relations)


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("X-6", "X-9")
def test_a_file_of_a_domain_that_is_switched_off_is_kept(stored):
    column = PrivateFile._meta.pk.db_type(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE switched_off (file {column} REFERENCES core_privatefile (id)"
            " DEFERRABLE INITIALLY DEFERRED)"
        )
        try:
            cursor.execute(
                "INSERT INTO switched_off SELECT id FROM core_privatefile",
            )
            assert purge_orphan_files(timezone.now() + LATER).records == 0
            assert files.read_file(PrivateFile.objects.get()) == b"content"
        finally:
            cursor.execute("DROP TABLE switched_off")


def test_a_ciphertext_without_a_record_is_removed_after_a_day(
    stored, django_capture_on_commit_callbacks
):
    PrivateFile.objects.all().delete()
    assert purge(django_capture_on_commit_callbacks, timedelta(hours=23)).contents == 0
    assert purge(django_capture_on_commit_callbacks).contents == 1
    assert not files.storage().exists(stored.storage_name)


def test_a_key_whose_destruction_stopped_halfway_is_removed(
    person_key, django_capture_on_commit_callbacks
):
    other = crypto.new_key()
    crypto.destroy_key(person_key, at=timezone.now())
    assert keyring.storage().exists(keyring.path_of(person_key))
    assert purge(django_capture_on_commit_callbacks).keys == 1
    assert not keyring.storage().exists(keyring.path_of(person_key))
    assert keyring.storage().exists(keyring.path_of(other))


def test_keys_without_records_are_never_removed(person_key, django_capture_on_commit_callbacks):
    path = keyring.path_of(person_key)
    person_key.delete()
    purge(django_capture_on_commit_callbacks)
    assert keyring.storage().exists(path)


@pytest.mark.req("X-6")
def test_a_strange_database_removes_nothing(
    monkeypatch, django_capture_on_commit_callbacks, caplog
):
    monkeypatch.setattr(orphans, "SUSPICIOUS", 3)
    for number in range(5):
        files.storage().save(f"aa/{number}", ContentFile(b"ciphertext"))
    with caplog.at_level(logging.ERROR):
        assert purge(django_capture_on_commit_callbacks).contents == 0
    assert "is this their database" in caplog.text
    assert len(files.storage().listdir("aa")[1]) == 5
