"""What no page of ours sends gets 400, or is read without what spoils it; never 500 (X-6)."""

import errno

import pytest
from django.db import DataError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils.datastructures import MultiValueDictKeyError

from config.urls import urlpatterns as installed
from core.text import whole_number

pytestmark = [pytest.mark.sqlite, pytest.mark.urls(__name__), pytest.mark.req("X-6")]
MULTIPART = "multipart/form-data; boundary=x; charset={}"
FORM = "application/x-www-form-urlencoded; charset={}"
BODY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'


def echo(request):
    return HttpResponse(repr([*request.GET.lists(), *request.POST.lists()]))


def trip(request):
    kind = request.GET["kind"]
    if kind == "missing":
        raise MultiValueDictKeyError("count")
    if kind == "surrogate":
        "\ud800".encode()
    if kind == "database":
        raise DataError("value too long for type character varying(255)")
    if kind == "name":
        raise OSError(errno.ENAMETOOLONG, "File name too long")
    raise ValueError("a fault of ours")


urlpatterns = [path("echo/", echo), path("trip/", trip), path("", include(installed))]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def careful():
    """A browser that has been here before."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies["csrftoken"] = "x" * 32
    return browser


@pytest.mark.parametrize("charset", ["base64", "utf-16", "punycode", "utf-7", "klingon", "é"])
@pytest.mark.parametrize("kind", [MULTIPART, FORM], ids=["multipart", "urlencoded"])
def test_a_form_in_another_encoding_is_not_understood(db, careful, charset, kind):
    body = BODY if kind is MULTIPART else b"a=b"
    response = careful.generic("POST", "/forms/continue/", body, kind.format(charset))
    assert response.status_code == 400
    assert "Запрос не понят" in response.content.decode()
    assert "default-src" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"&".join([b"a=b"] * 2001), FORM),
        (b"a=" + b"b" * 3_000_000, FORM),
        (b"a=b", "multipart/form-data"),
        (b"a=b", "multipart/form-data; boundary="),
        (b"--x\r\nContent-Disposition: form-data; name=", MULTIPART),
        (BODY.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!"), MULTIPART),
    ],
    ids=["fields", "size", "no boundary", "empty boundary", "cut off", "base64"],
)
def test_a_form_that_cannot_be_taken_apart_is_no_fault_of_ours(db, careful, body, kind):
    response = careful.generic("POST", "/forms/continue/", body, kind.format("utf-8"))
    assert response.status_code in (400, 403, 413)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_a_form_in_utf_8_is_read(client, charset):
    assert (
        client.generic("POST", "/echo/", BODY, MULTIPART.format(charset)).content
        == b"[('a', ['b'])]"
    )


def test_a_nul_is_taken_out_and_the_rest_of_what_was_typed_stays(client):
    assert client.get("/echo/?a%00b=c%00d&e=f").content == b"[('ab', ['cd']), ('e', ['f'])]"
    typed = client.post("/echo/", {"a\0": ["b\0c", "d"], "e": "f"}).content
    assert typed == b"[('a', ['bc', 'd']), ('e', ['f'])]"


def test_a_nul_in_the_address_is_not_understood(client, db):
    for address in ("/echo/%00/", "/media/images/%00.png", "/news/%00/", "/regulations/a%00b/"):
        assert client.get(address).status_code == 400, address


@pytest.mark.parametrize("kind", ["missing", "surrogate", "database", "name"])
def test_what_a_view_could_not_read_is_400_with_the_reason_in_the_log(client, kind, caplog):
    assert client.get(f"/trip/?kind={kind}").status_code == 400
    assert "malformed request" in caplog.text


def test_a_fault_of_ours_stays_one(client):
    assert client.get("/trip/?kind=ours").status_code == 500


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("42", 42),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("+1", None),
        ("1_0", None),
        (" 1", None),
        ("1\n", None),
        ("", None),
    ],
)
def test_a_number_is_what_plain_digits_write_and_a_column_holds(text, number):
    assert whole_number(text) == number


def test_a_nul_in_the_address_leaves_one_line_in_the_log_and_no_traceback(db, client, caplog):
    assert client.get("/news/%00/").status_code == 400
    (record,) = [record for record in caplog.records if record.levelname != "INFO"]
    assert record.exc_info is None
    assert "/news/" in record.getMessage()
