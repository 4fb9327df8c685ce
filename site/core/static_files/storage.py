"""The storage of static files: `collectstatic` makes of our sources what visitors load."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import rjsmin
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from core.static_files import fonts, minify

SOURCES = settings.BASE_DIR / "static"
# One sheet for the whole public site: the second page loads nothing anew.
SHEET = "css/site.css"
PARTS = (
    "reset",
    "tokens",
    "base",
    "layout",
    "components",
    "forms",
    "regulation",
    "contest",
    "employment",
    "vacancies",
    "utilities",
    "print",
)
_SMALLER = {".css": minify.css, ".js": rjsmin.jsmin}


def sheet() -> str:
    """The public site's stylesheet, with the rules of its fonts after the order of its layers."""
    sources = [(SOURCES / "css" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    layers, semicolon, rest = minify.css("\n".join(sources)).partition(";")
    return f"{layers}{semicolon}{fonts.rules()}{rest}"


class SiteStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names that browsers keep for a year; our own files small, packed by gzip and brotli.

    Files of packages, which only the admin loads, are packed by gzip alone: brotli takes a minute
    for them. What has not changed since the last time is not packed again.
    """

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Make our files before all of them get their hashed names."""
        self._own = {name for name, (source, _) in paths.items() if _is_ours(source)}
        if not dry_run:
            for name, content in self._made():
                self._replace(name, content)
                self._own.add(name)
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pack what visitors are given: the files with hashed names, each once."""
        given = {
            hashed: name in self._own
            for name, hashed in self.hashed_files.items()
            if not self.exists(f"{hashed}.gz")
        }
        for is_own in (True, False):
            self._with_brotli = is_own
            yield from super().compress_files([name for name in given if given[name] is is_own])

    def create_compressor(self, **options: Any) -> Compressor:
        """gzip, and brotli for our own."""
        return Compressor(**options, use_brotli=self._with_brotli)

    def _made(self) -> Iterator[tuple[str, bytes]]:
        """Names and contents of what is made of our sources."""
        for name in sorted(self._own):
            if make := _SMALLER.get(Path(name).suffix):
                yield name, make((SOURCES / name).read_text(encoding="utf-8")).encode()
        for face in fonts.FACES:
            yield face.file, self._kept(face.file) or fonts.cut(face)
        yield SHEET, sheet().encode()

    def _kept(self, name: str) -> bytes:
        if not self.exists(name):
            return b""
        with self.open(name) as file:
            return bytes(file.read())

    def _replace(self, name: str, content: bytes) -> None:
        if self.exists(name):
            self.delete(name)
        self.save(name, ContentFile(content))


def _is_ours(source: Any) -> bool:
    return Path(getattr(source, "location", "")) == SOURCES
