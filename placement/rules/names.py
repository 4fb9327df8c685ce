"""Names of organisations as two are compared (P-2.2a)."""

import re

from core.text import search_key

# The legal form says nothing about who it is: «ООО „Ромашка“» and «Ромашка» are alike.
_FORMS = (
    "общество с ограниченной ответственностью",
    "публичное акционерное общество",
    "непубличное акционерное общество",
    "закрытое акционерное общество",
    "открытое акционерное общество",
    "акционерное общество",
    "индивидуальный предприниматель",
    "государственное унитарное предприятие",
    "муниципальное унитарное предприятие",
    "государственное бюджетное учреждение",
    "муниципальное бюджетное учреждение",
    "ооо",
    "пао",
    "нпао",
    "зао",
    "оао",
    "ао",
    "ип",
    "гуп",
    "муп",
    "гбу",
    "мбу",
)
_FORM = re.compile(rf"(?<!\S)(?:{'|'.join(_FORMS)})(?!\S)")


def employer_key(name: str) -> str:
    """The name without its legal form, case and punctuation; the whole key if nothing is left."""
    key = search_key(name)
    return " ".join(_FORM.sub(" ", key).split()) or key
