"""Names of illnesses, of places of treatment, codes of diagnoses: the same whoever writes them, and where."""

import re

_BEGINNINGS = (
    *("аллерги", "астм", "гепатит", "гидроцефал", "гипертон", "депресси", "диабет", "заикан"),
    *("кохлеарн", "мигрен", "неслышащ", "нетрудоспособ", "обморо", "онколог", "парали", "парез"),
    *("судорог", "судорож", "трисоми", "туберкул", "тугоух"),
)
_ABBREVIATIONS = ("вич", "зпр", "зрр", "инв", "онр", "пнд", "пни", "тнр", "уо")
# As the international classification of diseases writes them, also with the Cyrillic letter: «F70.0».
_CODE = r"(?-i:[FGHQФ]\d{2}(?:\.\d{1,2})?)"
_PATTERN = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(_BEGINNINGS)})\w*|{'|'.join(_ABBREVIATIONS)}|{_CODE})(?!\w)",
    re.IGNORECASE,
)


def illnesses(text: str) -> list[str]:
    """The words of ``text`` that name an illness, a place of treatment or a diagnosis, as typed."""
    return _PATTERN.findall(text)
