"""Ranges are answered exactly, whatever is asked for (RFC 9110)."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from core import ranges

CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)


def ask(method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return ranges.respond(
        request,
        size=SIZE,
        etag="digest",
        content_type="video/mp4",
        content=lambda start, stop: iter([CONTENT[start:stop]]),
    )


def body(response):
    return b"".join(response) if response.streaming else response.content


@given(first=st.integers(0, SIZE - 1), length=st.integers(1, 2 * SIZE))
def test_a_range_gives_exactly_its_bytes(first, length):
    last = first + length - 1
    response = ask(Range=f"bytes={first}-{last}")
    expected = CONTENT[first : last + 1]
    assert (response.status_code, body(response)) == (206, expected)
    assert response["Content-Range"] == f"bytes {first}-{min(last, SIZE - 1)}/{SIZE}"
    assert response["Content-Length"] == str(len(expected))


@given(first=st.integers(0, SIZE - 1))
def test_a_range_without_an_end_goes_to_the_end(first):
    response = ask(Range=f"bytes={first}-")
    assert (response.status_code, body(response)) == (206, CONTENT[first:])


@given(last=st.integers(1, 2 * SIZE))
def test_a_suffix_gives_the_last_bytes(last):
    response = ask(Range=f"bytes=-{last}")
    assert (response.status_code, body(response)) == (206, CONTENT[-last:])


@given(beyond=st.integers(SIZE, 10**30))
def test_a_range_beyond_the_end_is_416(beyond):
    response = ask(Range=f"bytes={beyond}-{beyond + 5}")
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")


def test_an_empty_suffix_is_416():
    assert ask(Range="bytes=-0").status_code == 416


@given(header=st.text(alphabet="bytes=-0123456789, \u0663", max_size=20))
def test_whatever_is_asked_for_gets_an_answer_of_the_promised_length(header):
    response = ask(Range=header)
    assert response.status_code in (200, 206, 416)
    if response.status_code != 416:
        assert len(body(response)) == int(response["Content-Length"])


@pytest.mark.parametrize("header", ["bytes=5-2", "bytes=", "bytes=-", "items=0-1", "bytes=0-1,4-5"])
def test_what_is_no_single_range_gets_the_whole(header):
    response = ask(Range=header)
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"


def test_head_tells_the_size_and_sends_nothing():
    response = ask("head", Range="bytes=0-1")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(SIZE)


def test_a_range_of_another_file_gets_the_whole():
    assert ask(**{"Range": "bytes=0-1", "If-Range": '"other"'}).status_code == 200
    assert ask(**{"Range": "bytes=0-1", "If-Range": '"digest"'}).status_code == 206
