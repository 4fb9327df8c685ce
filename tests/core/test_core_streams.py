"""Files encrypted by chunks: nothing can be cut off, swapped or repeated unnoticed."""

from io import BytesIO

import pytest

from core import crypto
from core.errors import Tampered
from core.streams import CHUNK, decrypt_chunks, encrypt_chunks

pytestmark = pytest.mark.django_db

HEADER = 33
SEALED = CHUNK + 16


def seal(key, data, context="f"):
    return b"".join(encrypt_chunks(key, [data], context=context))


def unseal(key, blob, context="f"):
    return b"".join(decrypt_chunks(key, BytesIO(blob), context=context))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])
def test_a_file_of_any_size_comes_back(person_key, size):
    data = bytes(range(256)) * (size // 256) + b"z" * (size % 256)
    assert unseal(person_key, seal(person_key, data)) == data


def test_the_sizes_of_the_parts_do_not_matter(person_key):
    parts = [b"a" * 10, b"", b"b" * (CHUNK * 2), b"c" * 3]
    blob = b"".join(encrypt_chunks(person_key, parts, context="f"))
    assert unseal(person_key, blob) == b"".join(parts)


@pytest.mark.parametrize("keep", [0, 10, HEADER, HEADER + 5, HEADER + SEALED, HEADER + 2 * SEALED])
def test_a_file_cut_short_is_noticed(person_key, keep):
    blob = seal(person_key, b"x" * (2 * CHUNK + 100))
    with pytest.raises(Tampered):
        unseal(person_key, blob[:keep])


def test_chunks_swapped_repeated_or_appended_are_noticed(person_key):
    blob = seal(person_key, b"a" * CHUNK + b"b" * CHUNK + b"c")
    head, first, second, last = (
        blob[:HEADER],
        blob[HEADER : HEADER + SEALED],
        blob[HEADER + SEALED : HEADER + 2 * SEALED],
        blob[HEADER + 2 * SEALED :],
    )
    for wrong in (
        head + second + first + last,
        head + first + first + last,
        head + first + last,
        blob + last,
        blob + b"\0",
    ):
        with pytest.raises(Tampered):
            unseal(person_key, wrong)


def test_a_file_does_not_open_as_another_or_for_another(person_key):
    blob = seal(person_key, b"data")
    with pytest.raises(Tampered):
        unseal(person_key, blob, context="g")
    with pytest.raises(Tampered):
        unseal(crypto.new_key(), blob)


def test_a_big_stream_is_taken_part_by_part(person_key):
    taken = 0

    def parts():
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield b"x" * CHUNK

    sealed = encrypt_chunks(person_key, parts(), context="f")
    for _ in range(3):
        next(sealed)
    assert taken <= 4
