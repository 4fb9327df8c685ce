"""Master keys of the installation and the wrapped data keys of persons.

A data key is 256 random bits, one per person. It lies in the storage ``keys`` as ``<2 hex>/<uuid>``,
wrapped by a master key of ``settings.PRIVATE_KEYS``; the record names the master key that wraps it.
"""

import os
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from core.errors import KeyDestroyed, KeyMissing, Tampered
from core.models import PersonKey

KEY_BYTES = 32
NONCE_BYTES = 12
_HEADER = b"person-key 1 "


@lru_cache(maxsize=4)
def _parse(entries: tuple[str, ...]) -> Mapping[str, bytes]:
    """Master keys by their ids, in the order of the setting."""
    masters: dict[str, bytes] = {}
    for entry in entries:
        name, _, digits = entry.strip().partition(":")
        try:
            value = bytes.fromhex(digits)
        except ValueError:
            value = b""
        if not name.isalnum() or name in masters or len(value) != KEY_BYTES:
            raise ImproperlyConfigured(
                "PRIVATE_KEYS: each entry is «id:64 hex digits», ids differ."
            )
        masters[name] = value
    if not masters:
        raise ImproperlyConfigured("PRIVATE_KEYS is empty.")
    return masters


def masters() -> Mapping[str, bytes]:
    """All master keys; the first wraps, the others only unwrap."""
    return _parse(tuple(settings.PRIVATE_KEYS))


def first_master() -> str:
    """The id of the master key that wraps new data keys."""
    return next(iter(masters()))


def storage() -> Storage:
    """Where the wrapped keys lie."""
    return storages["keys"]


def path_of(key: PersonKey) -> str:
    """The wrapped key's name in the storage."""
    return f"{key.pk.hex[:2]}/{key.pk}"


def write(key: PersonKey, data_key: bytes) -> None:
    """Wrap ``data_key`` by the first master key and store it durably, over an older wrapping."""
    name = first_master()
    nonce = os.urandom(NONCE_BYTES)
    wrapped = AESGCM(masters()[name]).encrypt(nonce, data_key, _aad(key, name))
    record = _HEADER + name.encode() + b"\n" + nonce + wrapped
    saved = storage().save(path_of(key), ContentFile(record))
    if saved != path_of(key):
        storage().delete(saved)
        raise ImproperlyConfigured("The storage «keys» must overwrite a file of the same name.")


def read(key: PersonKey) -> tuple[str, bytes]:
    """The id of the wrapping master key and the data key.

    Raises KeyDestroyed, KeyMissing (no file, or its master key is not configured), Tampered.
    """
    if key.destroyed_at:
        raise KeyDestroyed(str(key.pk))
    try:
        with storage().open(path_of(key)) as file:
            record = file.read()
    except FileNotFoundError as missing:
        if PersonKey.objects.filter(pk=key.pk, destroyed_at__isnull=False).exists():
            raise KeyDestroyed(str(key.pk)) from missing
        raise KeyMissing(str(key.pk)) from missing
    header, _, body = record.partition(b"\n")
    name = header.removeprefix(_HEADER).decode("ascii", "replace")
    if not header.startswith(_HEADER):
        raise Tampered(f"key file of {key.pk}")
    if name not in masters():
        raise KeyMissing(f"{key.pk}: master key «{name}» is not in PRIVATE_KEYS")
    try:
        cipher = AESGCM(masters()[name])
        return name, cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _aad(key, name))
    except (InvalidTag, ValueError) as wrong:
        raise Tampered(f"key file of {key.pk}") from wrong


def _aad(key: PersonKey, master: str) -> bytes:
    """Ties a wrapped key to its person, so that files of two persons cannot be exchanged."""
    return f"core.PersonKey:{key.pk}:{master}".encode()
