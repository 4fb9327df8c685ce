"""Encryption under a key per person: what opens, what must not, rotation and destruction."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import crypto, keyring
from core.errors import KeyDestroyed, KeyMissing, Tampered
from core.models import PersonKey

pytestmark = pytest.mark.django_db

OLD = "old:" + "11" * 32
NEW = "new:" + "22" * 32


@hypothesis_settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.binary(max_size=5000), context=st.text(min_size=1, max_size=60))
def test_what_was_encrypted_opens_in_its_place(person_key, data, context):
    context = context.encode("utf-8", "replace").decode()
    blob = crypto.encrypt(person_key, data, context=context)
    assert crypto.decrypt(person_key, blob, context=context) == data
    assert crypto.decrypt(person_key, memoryview(blob), context=context) == data


def test_plain_text_is_not_in_the_ciphertext_and_equal_texts_differ(person_key):
    text = "паспорт 5012 345678".encode()
    first = crypto.encrypt(person_key, text, context="a")
    assert text not in first
    assert first != crypto.encrypt(person_key, text, context="a")


def test_json_keeps_cyrillic_numbers_and_order(person_key):
    value = {"имя": "Ёлкина", "дней": 0, "проценты": 12.5, "пусто": None, "строки": [1, "2"]}
    blob = crypto.encrypt_json(person_key, value, context="x")
    assert crypto.decrypt_json(person_key, blob, context="x") == value


@pytest.mark.parametrize("at", [0, 1, 12, 13, 20, -1])
def test_an_altered_byte_is_noticed(person_key, at):
    blob = bytearray(crypto.encrypt(person_key, b"data of a person", context="x"))
    blob[at] ^= 1
    with pytest.raises(Tampered):
        crypto.decrypt(person_key, bytes(blob), context="x")


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_a_cut_ciphertext_is_noticed(person_key, length):
    blob = crypto.encrypt(person_key, b"data of a person", context="x")
    with pytest.raises(Tampered):
        crypto.decrypt(person_key, blob[:length], context="x")


def test_a_ciphertext_does_not_open_in_another_row(person_key):
    blob = crypto.encrypt(person_key, b"data", context="forms_app.Draft.payload:1")
    with pytest.raises(Tampered):
        crypto.decrypt(person_key, blob, context="forms_app.Draft.payload:2")


def test_a_ciphertext_does_not_open_under_another_persons_key(person_key):
    blob = crypto.encrypt(person_key, b"data", context="x")
    with pytest.raises(Tampered):
        crypto.decrypt(crypto.new_key(), blob, context="x")


def test_the_key_file_of_another_person_does_not_open(person_key):
    other = crypto.new_key()
    with keyring.storage().open(keyring.path_of(other)) as file:
        content = file.read()
    keyring.storage().save(keyring.path_of(person_key), ContentFile(content))
    with pytest.raises(Tampered):
        crypto.encrypt(person_key, b"data", context="x")


def test_the_key_file_is_small_private_and_wrapped(person_key):
    name, data_key = keyring.read(person_key)
    path = Path(keyring.storage().path(keyring.path_of(person_key)))
    content = path.read_bytes()
    assert name == "test"
    assert len(data_key) == 32
    assert data_key not in content
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.req("X-5")
def test_a_destroyed_key_opens_nothing_and_its_file_is_gone(
    person_key, django_capture_on_commit_callbacks
):
    blob = crypto.encrypt(person_key, b"data", context="x")
    stale = PersonKey.objects.get(pk=person_key.pk)
    at = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        crypto.destroy_key(person_key, at=at)
    assert not keyring.storage().exists(keyring.path_of(person_key))
    assert PersonKey.objects.get(pk=person_key.pk).destroyed_at == at
    for key in (person_key, stale):
        with pytest.raises(KeyDestroyed):
            crypto.decrypt(key, blob, context="x")
        with pytest.raises(KeyDestroyed):
            crypto.encrypt(key, b"more", context="x")


def test_destroying_twice_keeps_the_first_instant(person_key, django_capture_on_commit_callbacks):
    at = timezone.now()
    for moment in (at, timezone.now()):
        with django_capture_on_commit_callbacks(execute=True):
            crypto.destroy_key(person_key, at=moment)
    assert PersonKey.objects.get(pk=person_key.pk).destroyed_at == at


def test_a_lost_key_file_is_not_taken_for_a_destroyed_key(person_key):
    keyring.storage().delete(keyring.path_of(person_key))
    with pytest.raises(KeyMissing):
        crypto.encrypt(person_key, b"data", context="x")


@pytest.mark.req("X-5")
def test_rotation_rewraps_every_living_key_and_can_be_repeated(
    settings, django_capture_on_commit_callbacks
):
    settings.PRIVATE_KEYS = [OLD]
    keys = [crypto.new_key() for _ in range(3)]
    blobs = [crypto.encrypt(key, b"data", context="x") for key in keys]
    with django_capture_on_commit_callbacks(execute=True):
        crypto.destroy_key(keys[2], at=timezone.now())

    settings.PRIVATE_KEYS = [NEW, OLD]
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    assert "2 rewrapped, 0 already" in out.getvalue()
    call_command("rotate_keys", stdout=out)
    assert "0 rewrapped, 2 already" in out.getvalue()

    settings.PRIVATE_KEYS = [NEW]
    for key, blob in zip(keys[:2], blobs, strict=False):
        assert crypto.decrypt(key, blob, context="x") == b"data"
    assert not keyring.storage().exists(keyring.path_of(keys[2]))


def test_rotation_without_the_old_master_key_stops_and_says_so(settings):
    settings.PRIVATE_KEYS = [OLD]
    crypto.new_key()
    settings.PRIVATE_KEYS = [NEW]
    with pytest.raises(CommandError, match="old"):
        call_command("rotate_keys", stdout=StringIO())


@pytest.mark.parametrize(
    "entries", [[], ["nocolon"], ["a:1234"], [OLD, OLD], ["bad id:" + "1" * 64]]
)
def test_a_wrong_setting_of_master_keys_is_refused(settings, entries):
    settings.PRIVATE_KEYS = entries
    with pytest.raises(ImproperlyConfigured):
        crypto.new_key()


def test_keyed_digests_tell_texts_and_purposes_apart(settings):
    first = crypto.keyed_digest("passport", "5012345678")
    assert len(first) == 64
    assert first == crypto.keyed_digest("passport", "5012345678")
    assert first != crypto.keyed_digest("snils", "5012345678")
    assert first != crypto.keyed_digest("passport", "5012345679")
    settings.DIGEST_KEY = "33" * 32
    assert first != crypto.keyed_digest("passport", "5012345678")
