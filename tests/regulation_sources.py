"""Pages against the sources, word by word, through the committed list of slips."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from core.models import Organisation
from tests.factories import OrganisationFactory
from tests.public_site import make_home_page

SOURCES = Path(__file__).parent / "sources"
_ARTEFACTS = re.compile(r"\[(?:image|bookmark): [^\]]*\]|\*\*")
_DASH_ITEM = re.compile(r"^[ \t]*[-–] ", re.MULTILINE)


@dataclass(frozen=True)
class Slip:
    """One accepted difference between a source and the pages."""

    source: str
    before: list[str]
    after: list[str]
    times: int
    why: str


def tokens(text: str) -> list[str]:
    """Words and punctuation marks; «–» and «-» are one mark, underscores none."""
    plain = _ARTEFACTS.sub("", text).replace("_", " ").replace("–", "-")
    return re.findall(r"[¹²³]|[^\W¹²³]+|[^\w\s]", plain)


def slips(source: str) -> list[Slip]:
    """The slips of the source whose file's name begins with ``source``."""
    text = (SOURCES / "slips.txt").read_text(encoding="utf-8")
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        values = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if not values:
            continue
        assert values.keys() >= {"source", "from", "to", "why"}, block
        found.append(
            Slip(
                values["source"],
                tokens(values["from"]),
                tokens(values["to"]),
                int(values.get("times", "1")),
                values["why"],
            )
        )
    return [slip for slip in found if slip.source == source]


def source_tokens(source: str) -> list[str]:
    """The source's tokens with its slips corrected; each slip must be there as often as said."""
    (path,) = SOURCES.glob(f"{source}_*.txt")
    found = tokens(path.read_text(encoding="utf-8"))
    for slip in slips(source):
        found = _replace(found, slip)
    return found


def _replace(text: list[str], slip: Slip) -> list[str]:
    made: list[str] = []
    at = count = 0
    size = len(slip.before)
    while at < len(text):
        if text[at : at + size] == slip.before:
            made += slip.after
            at += size
            count += 1
        else:
            made.append(text[at])
            at += 1
    assert count == slip.times, f"{slip.before}: {count} times, not {slip.times}"
    return made


def page_tokens(html: str) -> list[str]:
    """Tokens of the act's text as a page shows it."""
    article = BeautifulSoup(html, "html.parser").select_one("article.act")
    assert article is not None
    return tokens(article.get_text(" "))


def first_difference(left: list[str], right: list[str]) -> str:
    """Where two texts part, with the words around; empty when they are equal."""
    if left == right:
        return ""
    pairs = zip([*left, ""], [*right, ""], strict=False)
    at = next((at for at, (one, two) in enumerate(pairs) if one != two), min(len(left), len(right)))
    around = slice(max(0, at - 8), at + 8)
    return f"source: {' '.join(left[around])}\npage:   {' '.join(right[around])}"


def published(
    load: Callable[[TextIO], None], slugs: list[str], organisations: list[str]
) -> dict[str, str]:
    """HTML of the acts that ``load`` publishes, by slug; the database is left as it was."""
    with transaction.atomic():
        make_home_page()
        for code in organisations:
            if not Organisation.objects.filter(code=code).exists():
                OrganisationFactory(code=code)
        # The second run must find everything there.
        load(io.StringIO())
        again = io.StringIO()
        load(again)
        assert again.getvalue() == ""
        found = {slug: Client().get(f"/regulations/{slug}/").content.decode() for slug in slugs}
        transaction.set_rollback(True)
    return {slug: html.replace("\xa0", " ") for slug, html in found.items()}
