"""A browser that talks WSGI to the site in this process, as a web server would."""

import io
from typing import IO, Any
from urllib.parse import quote, urlencode

from django.core.handlers.wsgi import WSGIHandler

TOKEN = "b" * 32
_GET: dict[str, Any] = {"REQUEST_METHOD": "GET"}


class Visitor:
    """Sends requests with its cookies; every answer must have the expected status."""

    def __init__(self, site: WSGIHandler, **cookies: str) -> None:
        self.site = site
        self.cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def get(self, address: str, *, status: int = 200) -> bytes:
        """The body of the page."""
        kept = io.BytesIO()
        self._ask(address, _GET, kept, status)
        return kept.getvalue()

    def download(self, address: str, file: IO[bytes]) -> None:
        """Write a long answer into a file, piece by piece."""
        file.seek(0)
        self._ask(address, _GET, file, 200)

    def post(self, address: str, fields: Any, *, status: int = 302) -> bytes:
        """Send a form; ``fields`` are pairs. The visitor needs the cookie ``csrftoken``."""
        body = urlencode([*fields, ("csrfmiddlewaretoken", TOKEN)]).encode()
        extra = {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        kept = io.BytesIO()
        self._ask(address, extra, kept, status)
        return kept.getvalue()

    def _ask(self, address: str, extra: dict[str, Any], file: IO[bytes], status: int) -> None:
        path, _, query = address.partition("?")
        environ = {
            "PATH_INFO": path,
            "QUERY_STRING": quote(query, safe="=&+%,-"),
            "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT": "text/html",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            **extra,
        }
        if self.cookie:
            environ["HTTP_COOKIE"] = self.cookie
        said: list[str] = []
        response = self.site(environ, lambda line, headers: said.append(line))
        for piece in response:
            file.write(piece)
        response.close()
        if not said[0].startswith(str(status)):
            raise AssertionError(f"{address} answered {said[0]}, not {status}")
