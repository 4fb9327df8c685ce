"""Texts of letters: defaults that the apps declare, edited by staff in Wagtail."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from core.models import LetterTemplate

_PLACE = re.compile(r"\{([^{}]*)\}")
# How a letter that names where to ask ends.
ASK = "\n\nВопросы: {contact}\n\n{operator}"


@dataclass(frozen=True)
class LetterText:
    """The default text of a letter; ``placeholders`` are the names that ``{name}`` may use."""

    code: str
    title: str
    subject: str
    body: str
    placeholders: tuple[str, ...] = ()


def declared() -> dict[str, LetterText]:
    """All letters that installed apps declare in ``notifications.LETTERS``, by code."""
    texts: dict[str, LetterText] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.notifications"
        if find_spec(name) is None:
            continue
        for text in getattr(import_module(name), "LETTERS", ()):
            if text.code in texts:
                raise ValueError(f"two letters are called {text.code}")
            texts[text.code] = text
    return texts


def letter_titles() -> dict[str, str]:
    """When each letter is sent, by code."""
    titles = {code: text.title for code, text in declared().items()}
    return {**titles, **dict(LetterTemplate.objects.values_list("code", "title"))}


def unknown_places(text: str, allowed: Iterable[str]) -> list[str]:
    """The ``{name}`` places of ``text`` that nothing will fill, in their order."""
    known = set(allowed)
    return [name for name in dict.fromkeys(_PLACE.findall(text)) if name not in known]


def fill(text: str, context: Mapping[str, object]) -> str:
    """``text`` with its ``{name}`` places filled; KeyError names a value that is missing."""
    return _PLACE.sub(lambda match: str(context[match[1]]), text)


def compose(code: str, context: Mapping[str, object]) -> tuple[str, str]:
    """Subject and body of the letter ``code``: staff's text, or the declared one without it.

    Raises LookupError when no app declares the letter, KeyError when ``context`` lacks a place.
    """
    text: LetterTemplate | LetterText | None = LetterTemplate.objects.filter(code=code).first()
    if text is None:
        text = declared().get(code)
    if text is None:
        raise LookupError(f"no letter is called {code}")
    subject = " ".join(fill(text.subject, context).split())
    return subject, fill(text.body, context)


def load_letter_texts() -> list[str]:
    """Bring the stored texts to the declared ones and return the codes of those that are new.

    What staff have edited in Wagtail stays, unless it has a place that nothing fills any more: a
    letter could not be written of it. Title and list of places follow the declaration.
    """
    edited = _edited()
    added = []
    for text in declared().values():
        named = {"title": text.title, "placeholders": list(text.placeholders)}
        words = {"subject": text.subject, "body": text.body}
        row = LetterTemplate.objects.filter(code=text.code).first()
        is_kept = row is not None and str(row.pk) in edited
        if row and is_kept and not unknown_places(row.subject + row.body, text.placeholders):
            words = {}
        LetterTemplate.objects.update_or_create(code=text.code, defaults={**named, **words})
        if row is None:
            added.append(text.code)
    return added


def _edited() -> set[str]:
    """The keys of the texts that somebody has changed, by Wagtail's log."""
    kind = ContentType.objects.get_for_model(LetterTemplate)
    rows = ModelLogEntry.objects.filter(content_type=kind, action="wagtail.edit")
    return set(rows.values_list("object_id", flat=True))
