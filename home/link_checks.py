"""Whether a link opens: an address of this site is asked within the process, another one outside."""

import http.client
import io
import ipaddress
import socket
import urllib.error
import urllib.request
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.response import HttpResponseBase
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from home.links import NOWHERE, PageLink

TIMEOUT = 10
_AGENT = "Mozilla/5.0 (compatible; site link check)"
_GONE = {404: "такой страницы нет", 410: "страница убрана", 403: "доступ закрыт"}
# Some servers answer only to a whole request; a polite refusal of HEAD is no broken link.
_NO_HEAD = (403, 405, 501)
Found = tuple[str, str]


def check(link: PageLink, site: Site) -> Found:
    """The state of a link and a detail in Russian."""
    if link.address == NOWHERE:
        return PageLink.State.BROKEN, "страница или документ, куда она вела, удалены"
    return ask_outside(link.address) if link.is_external else ask_inside(link.address, site)


def ask_inside(address: str, site: Site) -> Found:
    """Open an address of this site as a stranger would, and look for the place that it names."""
    path, anchor = urldefrag(address)
    response = _answer(path, site)
    status = response.status_code
    if response.streaming:
        response.close()  # a file
    if status >= HTTPStatus.BAD_REQUEST:
        return PageLink.State.BROKEN, _words(status)
    content = "" if response.streaming else getattr(response, "content", b"").decode()
    if anchor and status == HTTPStatus.OK and f'id="{unquote(anchor)}"' not in content:
        return PageLink.State.BROKEN, f"на странице нет места «#{unquote(anchor)}»"
    return PageLink.State.GOOD, ""


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _answer(path: str, site: Site) -> HttpResponseBase:
    parts = urlsplit(path)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path or "/", encoding="latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port),
        "HTTP_HOST": site.hostname,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "https" if site.port == http.client.HTTPS_PORT else "http",
    }
    return _handler().get_response(WSGIRequest(environ))


def ask_outside(address: str) -> Found:
    """Ask another site for its headers; redirections count as an answer and are not followed."""
    try:
        host = urlsplit(address).hostname
        if not host or not _is_public(host):
            return PageLink.State.SILENT, "внутренний адрес, не проверяется"
        status = _status(address, "HEAD")
        if status in _NO_HEAD:
            status = _status(address, "GET")
    except (OSError, ValueError, http.client.HTTPException):
        return PageLink.State.SILENT, "сайт не ответил"
    if status >= HTTPStatus.BAD_REQUEST:
        return PageLink.State.BROKEN, _words(status)
    return PageLink.State.GOOD, ""


def _status(address: str, method: str) -> int:
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    host = (parts.hostname or "").encode("idna").decode()
    ascii_address = iri_to_uri(parts._replace(netloc=f"{host}{port}").geturl())
    request = urllib.request.Request(ascii_address, method=method, headers={"User-Agent": _AGENT})  # noqa: S310 – links_in keeps other schemes out
    try:
        with _opener().open(request, timeout=TIMEOUT) as response:
            return int(response.status)
    except urllib.error.HTTPError as answer:
        answer.close()
        return int(answer.code)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leads nowhere: another site must not send this one to addresses inside."""

    def redirect_request(self, *args: Any) -> None:
        """No further request."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Stay)


def _is_public(host: str) -> bool:
    """Whether the name leads out of the institution's own network."""
    addresses = {item[4][0] for item in socket.getaddrinfo(host, None)}
    return all(ipaddress.ip_address(address).is_global for address in addresses)


def _words(status: int) -> str:
    return f"{_GONE.get(status, 'ошибка')} ({status})"
