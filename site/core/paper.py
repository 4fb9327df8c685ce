"""Official PDFs: tagged, with embedded fonts, the same bytes for the same input (X-8)."""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from tempfile import NamedTemporaryFile
from typing import Any, Never

from django.template.loader import render_to_string
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from core.paper_fonts import FACES, printable

# WeasyPrint lets Pillow take pictures that were cut short, in the whole process; but uploads are
# checked by Pillow's refusing them.
ImageFile.LOAD_TRUNCATED_IMAGES = False

# A font configuration without the machine's own fonts: a missing letter must not pick one of them.
_NO_SYSTEM_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'
# Pango's font map, shared by all papers of the process, is not safe for two threads.
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Paper:
    """A rendered paper: its HTML (for tests and previews), PDF and the PDF's SHA-256."""

    html: str
    pdf: bytes
    sha256: str


class _Offline(URLFetcher):
    """Gives out ``data:`` addresses only; anything else is an error of the template."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if not url.startswith("data:"):
            _refuse(url)
        return super().fetch(url, headers)


def render(template: str, context: dict[str, Any], *, title: str, made_at: datetime) -> Paper:
    """Render a template that extends ``core/papers/base.html``.

    ``title`` is the document's title for readers and screen readers; ``made_at`` is the instant
    written into it, so the caller passes a stored one. The base template takes from ``context``
    ``reference`` and ``digest`` (short digest of the answers) for the foot of every page.
    """
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    html = printable(render_to_string(template, {**context, "title": title, "made_at_utc": moment}))
    # A face of the fallback is cut out of a file with all weights and dated by this variable.
    with _LOCK, _environment(SOURCE_DATE_EPOCH=str(int(made_at.timestamp()))):
        fonts, faces = _fonts()
        pdf = HTML(string=html, url_fetcher=_Offline()).write_pdf(
            stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    return Paper(html=html, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


@lru_cache(maxsize=1)
def _fonts() -> tuple[FontConfiguration, CSS]:
    """The fonts, loaded once: a fresh configuration for each paper costs time and memory."""
    with _without_system_fonts():
        configuration = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url('{file.as_uri()}'); }}"
        for family, weight, file in FACES
    )
    local = URLFetcher(allowed_protocols=("file",))
    return configuration, CSS(string=faces, font_config=configuration, url_fetcher=local)


@contextmanager
def _without_system_fonts() -> Iterator[None]:
    """Point fontconfig, which reads its environment on each start, at an empty configuration."""
    with NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write(_NO_SYSTEM_FONTS)
        empty.flush()
        with _environment(FONTCONFIG_FILE=empty.name):
            yield


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Variables that a library reads from its environment, set for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _refuse(url: str) -> Never:
    raise FatalURLFetchingError(f"A paper must not load {url[:200]}")
