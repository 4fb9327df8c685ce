"""A browser without a window: cookies, tokens, files; it asks again while the server is away."""

import http.client
import re
import time
import urllib.error
import urllib.request
import uuid
from http.cookiejar import Cookie, CookieJar
from urllib.parse import urlencode

PATIENCE = 180.0
_INPUT = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
Fields = list[tuple[str, str]]


class Page:
    """What came: ``address`` after redirects, ``status``, ``text``, ``cookies`` held by then."""

    def __init__(self, address: str, status: int, text: str, cookies: str = "") -> None:
        self.address = address
        self.status = status
        self.text = text
        self.cookies = cookies

    @property
    def path(self) -> str:
        """The address without the host."""
        return "/" + self.address.split("/", 3)[3].split("#")[0]

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of its forms: token, draft and revision."""
        return dict(_INPUT.findall(self.text))


class Browser:
    """Visits the site at ``url``; ``session`` is the key of a session to go on with."""

    def __init__(self, url: str, session: str = "") -> None:
        self.url = url
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        if session:
            self.jar.set_cookie(_cookie("sessionid", session))

    def get(self, path: str) -> Page:
        """The page; waits while the server is being restarted, as a person does."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._open(urllib.request.Request(self.url + path))
            except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def post(self, path: str, fields: Fields, *, page: Page | None = None) -> Page:
        """Send a form, with the hidden fields of ``page``; errors of the network are raised."""
        body = urlencode([*(page.hidden.items() if page else ()), *fields]).encode()
        return self._open(urllib.request.Request(self.url + path, data=body))

    def attach(self, path: str, page: Page, *, slot: str, name: str, content: bytes) -> Page:
        """Put a file into a slot."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {**page.hidden, "slot": slot}.items()
        ]
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/pdf\r\n\r\n".encode()
            + content
            + b"\r\n"
        )
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._open(urllib.request.Request(self.url + path, data=body, headers=kind))

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            answer = self._opener.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            cookies = "; ".join(f"{one.name}={one.value}" for one in self.jar)
            return Page(answer.geturl(), answer.status, answer.read().decode(), cookies)


def _cookie(name: str, value: str) -> Cookie:
    return Cookie(
        version=0,
        name=name,
        value=value,
        port=None,
        port_specified=False,
        domain="localhost.local",
        domain_specified=False,
        domain_initial_dot=False,
        path="/",
        path_specified=True,
        secure=False,
        expires=None,
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )
