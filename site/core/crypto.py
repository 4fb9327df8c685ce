"""Encryption of identity data: AES-256-GCM under a key per person (X-5, invariants 9 and 10).

``context`` names the place of a ciphertext, for example ``"forms_app.Draft.payload:<pk>"``. It is
authenticated, so a ciphertext copied to another row or field does not open there.
"""

import hmac
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from core import keyring
from core.errors import Tampered
from core.models import PersonKey
from core.storage import refusing_when_full

_VERSION = b"\x01"


@dataclass(frozen=True)
class Rewrapped:
    """What a rotation did: keys wrapped anew, and keys that already were under ``master``."""

    master: str
    rewrapped: int
    already: int


def new_key() -> PersonKey:
    """A new person's key: the file first, so that a row never lacks its key.

    Raises Refused when the disk is full.
    """
    key = PersonKey()
    with refusing_when_full():
        keyring.write(key, os.urandom(keyring.KEY_BYTES))
    key.save(force_insert=True)
    return key


def encrypt(key: PersonKey, data: bytes, *, context: str) -> bytes:
    """Encrypt ``data`` for the place ``context``. Raises KeyDestroyed."""
    _, data_key = keyring.read(key)
    nonce = os.urandom(keyring.NONCE_BYTES)
    return _VERSION + nonce + AESGCM(data_key).encrypt(nonce, data, _aad(key, context))


def decrypt(key: PersonKey, blob: bytes, *, context: str) -> bytes:
    """Decrypt what ``encrypt`` made for the same place. Raises KeyDestroyed, Tampered."""
    _, data_key = keyring.read(key)
    # PostgreSQL hands out memoryview, SQLite bytes.
    blob = bytes(blob)
    nonce, body = blob[1 : 1 + keyring.NONCE_BYTES], blob[1 + keyring.NONCE_BYTES :]
    if blob[:1] != _VERSION:
        raise Tampered(context)
    try:
        return AESGCM(data_key).decrypt(nonce, body, _aad(key, context))
    except (InvalidTag, ValueError) as wrong:
        raise Tampered(context) from wrong


def encrypt_json(key: PersonKey, value: Any, *, context: str) -> bytes:
    """Encrypt any JSON value; dates, decimals and UUIDs become strings."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return encrypt(key, text.encode(), context=context)


def decrypt_json(key: PersonKey, blob: bytes, *, context: str) -> Any:
    """The value that ``encrypt_json`` took. Raises KeyDestroyed, Tampered."""
    return json.loads(decrypt(key, blob, context=context))


@transaction.atomic
def destroy_key(key: PersonKey, *, at: datetime) -> None:
    """Destroy a person's key, and with it all they ever sent; a second call changes nothing.

    The file goes once the stamp is committed: a rolled-back destruction must leave the data
    readable. ``files.purge_orphan_files`` removes it if the process dies in between.
    """
    locked = PersonKey.objects.select_for_update().get(pk=key.pk)
    if not locked.destroyed_at:
        locked.destroyed_at = at
        locked.save(update_fields=["destroyed_at"])
    key.destroyed_at = locked.destroyed_at
    transaction.on_commit(lambda: keyring.storage().delete(keyring.path_of(key)))


def rewrap_keys(progress: Callable[[int, int], None] | None = None) -> Rewrapped:
    """Wrap every living key by the first master key; repeatable, may stop at any point.

    ``progress`` is called with keys done and keys in all. Raises KeyMissing and Tampered.
    """
    master = keyring.first_master()
    ids = list(PersonKey.objects.filter(destroyed_at__isnull=True).values_list("pk", flat=True))
    done = 0
    for position, pk in enumerate(ids, start=1):
        done += _rewrap(pk, master)
        if progress:
            progress(position, len(ids))
    return Rewrapped(master=master, rewrapped=done, already=len(ids) - done)


@transaction.atomic
def _rewrap(pk: UUID, master: str) -> bool:
    """Rewrap one key; the lock keeps a key that is being destroyed from being written back."""
    key = PersonKey.objects.select_for_update().get(pk=pk)
    if key.destroyed_at:
        return False
    name, data_key = keyring.read(key)
    if name == master:
        return False
    keyring.write(key, data_key)
    return True


def keyed_digest(purpose: str, text: str) -> str:
    """64 hex digits that only this installation can compute; equal texts give equal digests."""
    message = f"{purpose}\0{text}".encode()
    return hmac.digest(settings.DIGEST_KEY.encode(), message, "sha256").hex()


def _aad(key: PersonKey, context: str) -> bytes:
    return f"{key.pk}\0{context}".encode()
