"""Words of the conclusions that may speak of health: an employer may not learn it from them.

Stems, so that a word is found however it is inflected; people decide what it means.
"""

import re
from collections.abc import Iterable

from placement.common.rules.health_words import illnesses

_BEGINNINGS = (
    "инвалид",
    "диагноз",
    "заболева",
    "болезн",
    "болеет",
    "больн",
    "здоровь",
    "медицин",
    "лекарств",
    "препарат",
    "таблетк",
    "врач",
    "психиатр",
    "психическ",
    "психоз",
    "невролог",
    "приступ",
    "припад",
    "эпилеп",
    "аутизм",
    "аутист",
    "шизофрен",
    "даун",
    "слабоум",
    "умственн",
    "интеллектуальн",
    "отстал",
    "олигофрен",
    "нарушени",
    "расстройств",
    "синдром",
    "слух",
    "глух",
    "зрени",
    "слеп",
    "слабовид",
    "слабослыш",
    "коляск",
    "протез",
    "ограниченн",
    "реабилитац",
    "госпитал",
    "лечени",
    "недееспособ",
    "опекун",
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ABBREVIATIONS = frozenset({"рас", "дцп", "овз", "ипра", "мсэ", "пмпк"})


def health_words(texts: Iterable[str]) -> list[str]:
    """The words that may speak of health as they were typed, each once, in the order of the texts."""
    words: list[str] = []
    for text in texts:
        words += [word for word in _WORD.findall(text) if _is_of_health(word)]
        words += illnesses(text)
    return list(dict.fromkeys(words))


def _is_of_health(word: str) -> bool:
    plain = word.lower().replace("ё", "е")
    return plain in _ABBREVIATIONS or any(part.startswith(_BEGINNINGS) for part in plain.split("-"))
