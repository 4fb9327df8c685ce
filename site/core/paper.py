"""Official PDFs: tagged, with embedded fonts, the same bytes for the same input (X-8)."""

import hashlib
import os
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Never

import font_source_serif_pro
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

# WeasyPrint lets Pillow take pictures that were cut short, in the whole process; but uploads are
# checked by Pillow's refusing them.
ImageFile.LOAD_TRUNCATED_IMAGES = False

FONT_FAMILY = "Source Serif Pro"
_FONTS = Path(font_source_serif_pro.font_directory)
# No italics: the package's italic faces have no Cyrillic.
_FACES = {"400": "SourceSerifPro-Regular.otf", "700": "SourceSerifPro-Bold.otf"}
MISSING = "¤"
_REPLACED = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u2028": "\n", "\u2029": "\n"})
_INVISIBLE = {"Cf", "Cc", "Mn", "Me"}
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
    with _LOCK:
        fonts, faces = _fonts()
        pdf = HTML(string=html, url_fetcher=_Offline()).write_pdf(
            stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    return Paper(html=html, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


def printable(text: str) -> str:
    """``text`` as the embedded font can set it.

    A letter that it lacks (emoji, hieroglyphs) becomes «¤»: a PDF/UA must not hold the glyph
    «not defined». Invisible direction marks go, so that a line reads as it was typed.
    """
    composed = unicodedata.normalize("NFC", text).translate(_REPLACED)
    strange = set(composed) - _letters()
    return composed.translate(
        {ord(c): "" if unicodedata.category(c) in _INVISIBLE else MISSING for c in strange}
    )


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    """The letters that every face of the font has, and what HTML takes for spaces."""
    faces = []
    for file in _FACES.values():
        with TTFont(_FONTS / file, lazy=True) as font:
            faces.append({chr(code) for code in font.getBestCmap()})
    return frozenset(set.intersection(*faces) | set("\n\r\t"))


@lru_cache(maxsize=1)
def _fonts() -> tuple[FontConfiguration, CSS]:
    """The fonts, loaded once: a fresh configuration for each paper costs time and memory."""
    with _without_system_fonts():
        configuration = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: '{FONT_FAMILY}'; font-weight: {weight};"
        f" src: url('{(_FONTS / file).as_uri()}'); }}"
        for weight, file in _FACES.items()
    )
    local = URLFetcher(allowed_protocols=("file",))
    return configuration, CSS(string=faces, font_config=configuration, url_fetcher=local)


@contextmanager
def _without_system_fonts() -> Iterator[None]:
    """Point fontconfig, which reads its environment on each start, at an empty configuration."""
    before = os.environ.get("FONTCONFIG_FILE")
    with NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write(_NO_SYSTEM_FONTS)
        empty.flush()
        os.environ["FONTCONFIG_FILE"] = empty.name
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def _refuse(url: str) -> Never:
    raise FatalURLFetchingError(f"A paper must not load {url[:200]}")
