"""Names of organisations as two are compared (P-2.2a)."""

import re

from core.text import search_key

_SHORT = {
    "общество с ограниченной ответственностью": "ООО",
    "публичное акционерное общество": "ПАО",
    "непубличное акционерное общество": "НПАО",
    "закрытое акционерное общество": "ЗАО",
    "открытое акционерное общество": "ОАО",
    "акционерное общество": "АО",
    "индивидуальный предприниматель": "ИП",
    "государственное унитарное предприятие": "ГУП",
    "муниципальное унитарное предприятие": "МУП",
    "государственное бюджетное учреждение": "ГБУ",
    "муниципальное бюджетное учреждение": "МБУ",
}
# The legal form says nothing about who it is: «ООО „Ромашка“» and «Ромашка» are alike.
_FORM = re.compile(
    rf"(?<!\S)(?:{'|'.join([*_SHORT, *(short.lower() for short in _SHORT.values())])})(?!\S)"
)
_LONG_FORM = re.compile(rf"\A\s*({'|'.join(_SHORT)})\b\s*", re.IGNORECASE)


def employer_key(name: str) -> str:
    """The name without its legal form, case and punctuation; the whole key if nothing is left."""
    key = search_key(name)
    return " ".join(_FORM.sub(" ", key).split()) or key


def shortened(name: str) -> str:
    """«ООО „Ромашка“» for «Общество с ограниченной ответственностью „Ромашка“»."""
    return _LONG_FORM.sub(lambda found: f"{_SHORT[found[1].lower()]} ", name).strip()
