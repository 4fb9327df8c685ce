"""Encryption of whole files by chunks, so that a big file never lies in memory.

Each file has a key of its own, derived from the person's data key and a random salt; each chunk's
nonce is its number and whether it is the last one. So chunks cannot be altered, exchanged, repeated
or left out, and a file that was cut short does not open.
"""

import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core import keyring
from core.errors import Tampered
from core.models import PersonKey

CHUNK = 64 * 1024
_TAG = 16
_SALT = 32
_VERSION = b"\x02"
_HEADER = len(_VERSION) + _SALT


def encrypt_chunks(key: PersonKey, parts: Iterable[bytes], *, context: str) -> Iterator[bytes]:
    """Encrypt a stream given in parts of any size. Raises KeyDestroyed."""
    salt = os.urandom(_SALT)
    cipher = _cipher(key, salt, context)
    yield _VERSION + salt
    number = 0
    waiting = b""
    for chunk in _even(parts):
        # One chunk is held back: only the end of the stream tells which one is the last.
        if number:
            yield cipher.encrypt(_nonce(number - 1, last=False), waiting, None)
        waiting = chunk
        number += 1
    yield cipher.encrypt(_nonce(max(number - 1, 0), last=True), waiting, None)


def decrypt_chunks(key: PersonKey, source: IO[bytes], *, context: str) -> Iterator[bytes]:
    """Decrypt what ``encrypt_chunks`` made. Raises KeyDestroyed, Tampered."""
    cipher = _cipher(key, _read_salt(source, context), context)
    number = 0
    chunk = source.read(CHUNK + _TAG)
    while True:
        following = source.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), chunk, None)
        except (InvalidTag, ValueError) as wrong:
            raise Tampered(context) from wrong
        if not following:
            return
        chunk = following
        number += 1


class ChunkReader:
    """Random access to what ``encrypt_chunks`` made: one chunk is decrypted at a time.

    ``size`` is that of the plaintext, in bytes; it tells which chunk is the last one. Raises
    KeyDestroyed, Tampered.
    """

    def __init__(self, key: PersonKey, source: IO[bytes], *, size: int, context: str) -> None:
        self._source = source
        self._context = context
        self._cipher = _cipher(key, _read_salt(source, context), context)
        self._last = max(-(-size // CHUNK) - 1, 0)

    def read(self, number: int) -> bytes:
        """The plaintext of the chunk with this number, counted from 0."""
        self._source.seek(_HEADER + number * (CHUNK + _TAG))
        sealed = self._source.read(CHUNK + _TAG)
        try:
            return self._cipher.decrypt(_nonce(number, last=number == self._last), sealed, None)
        except (InvalidTag, ValueError) as wrong:
            raise Tampered(self._context) from wrong


def _read_salt(source: IO[bytes], context: str) -> bytes:
    header = source.read(_HEADER)
    if len(header) != _HEADER or header[:1] != _VERSION:
        raise Tampered(context)
    return header[1:]


def _even(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream into chunks of CHUNK bytes, the last one shorter."""
    buffer = bytearray()
    for part in parts:
        if len(part) == CHUNK and not buffer:
            yield part
            continue
        buffer += part
        while len(buffer) >= CHUNK:
            yield bytes(buffer[:CHUNK])
            del buffer[:CHUNK]
    if buffer:
        yield bytes(buffer)


def _cipher(key: PersonKey, salt: bytes, context: str) -> AESGCM:
    _, data_key = keyring.read(key)
    info = f"file:{key.pk}\0{context}".encode()
    return AESGCM(HKDF(SHA256(), keyring.KEY_BYTES, salt, info).derive(data_key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(keyring.NONCE_BYTES - 1, "big") + bytes([last])
