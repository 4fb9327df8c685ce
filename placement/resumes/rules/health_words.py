"""Words in a resume that say something of the person's health: staff are warned, nothing is barred."""

import re

from placement.common.rules.health_words import illnesses

# Whole words in lower case, «е» for «ё».
_WORDS = (
    r"инвалид\w*",
    r"овз",
    r"ограниченн\w+ возможност\w+",
    r"диагноз\w*",
    r"заболевани\w+",
    r"(?:ментальн|интеллектуальн|психическ)\w+ (?:нарушени|расстройств|особенност)\w+",
    r"умственн\w+ отстал\w+",
    r"(?:слабо(?:вид|слыш)\w+|глух(?:ой|ая|ого|ому|им|онем\w+)|незряч\w+)",
    r"(?:нарушени|потер)\w+ (?:слух|зрени|речи|опорно)\w*",
    r"аутизм\w*|аутист\w*|рас|дцп|эпилепси\w+|шизофрени\w+|синдром\w* \w+",
    r"ипра?",
    r"мсэ|пмпк|коррекционн\w+",
    r"(?:1|2|3|i|ii|iii|перв\w+|втор\w+|трет\w+)[- ]?(?:й|я|ей)? групп\w+ инвалидности",
    r"психиатр\w*|нарколог\w*",
    r"принима\w+ (?:лекарств|таблетк)\w*",
)
_PATTERN = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)")


def health_words(text: str) -> list[str]:
    """The words of ``text`` that name a disability, a diagnosis or a paper about them."""
    plain = text.lower().replace("ё", "е")
    return [*(match[0] for match in _PATTERN.finditer(plain)), *map(str.lower, illnesses(text))]
