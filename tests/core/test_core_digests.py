"""The digest of what streams by is that of its bytes, however they come."""

import hashlib
import itertools

from hypothesis import given
from hypothesis import strategies as st

from core import digests
from core.digests import Digest


@given(st.lists(st.binary(max_size=50)), st.integers(1, 120))
def test_it_is_the_digest_of_all_that_came(pieces, batch):
    usual, digests.BATCH = digests.BATCH, batch
    try:
        digest = Digest()
        for piece in pieces:
            digest.update(piece)
        assert digest.hexdigest() == hashlib.sha256(b"".join(pieces)).hexdigest()
        digest.update(b"more")
        assert digest.hexdigest() == hashlib.sha256(b"".join([*pieces, b"more"])).hexdigest()
    finally:
        digests.BATCH = usual


def test_many_at_once_do_not_mix():
    several = [Digest() for _ in range(8)]
    plain = [hashlib.sha256() for _ in several]
    for number, (digest, expected) in itertools.product(
        range(40), zip(several, plain, strict=True)
    ):
        piece = bytes([number, several.index(digest)]) * 50_000
        digest.update(piece)
        expected.update(piece)
    assert [one.hexdigest() for one in several] == [one.hexdigest() for one in plain]
