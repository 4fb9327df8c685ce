"""The cells of a list in which the name stands: told apart, with the usual capitals, or refused (P-2.1)."""

import re

from core.tables import Row
from core.text import one_line
from placement.graduates.rules import names

_NAME = ("last_name", "first_name", "middle_name")
# Where these alone are filled the row may be no person.
_ALONE = (["full_name"], ["last_name"])
_IN_FULL = "нужны фамилия и имя полностью, не инициалы."
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]")


def is_no_person(row: Row) -> bool:
    """Whether the row is no person: «Директор колледжа», «Примечание: …» beneath the list."""
    # A group may stand above all rows; the other columns of the file are told by their headings.
    filled = [code for code in row.raw if code in row.values and code != "group"]
    if filled not in _ALONE:
        return False
    text = one_line(str(row.raw[filled[0]]))
    if names.is_remark(text):
        row.errors.clear()
        row.skip = "это не человек, а слова при списке"
    elif names.is_title(text):
        row.error("", f"«{text}» – это человек? Тогда впишите имя с прописной буквы.")
    return bool(row.skip or row.errors)


def tell_apart(row: Row) -> None:
    """Fill surname, name, patronymic and the earlier surname; say what was changed, refuse what is no name."""
    values = row.values
    whole = values["full_name"]
    typed = whole or " ".join(values[code] for code in _NAME)
    if values["last_name"] or values["first_name"]:
        values["last_name"], row.extra["earlier"] = names.split_surname(values["last_name"])
        for code in ("first_name", "middle_name"):
            values[code] = names.cased(values[code])
    elif whole:
        name = names.split(whole)
        if name is None:
            row.error("full_name", f"«{whole}» – {_IN_FULL}")
            return
        values |= {"last_name": name.last, "first_name": name.first, "middle_name": name.middle}
        row.extra["earlier"] = name.earlier
        if name.is_unsure:
            row.note("full_name", f"фамилия – «{name.last}», имя – «{name.first}»: проверьте.")
    _refuse_no_name(row)
    _say_what_was_changed(row, typed)


def _refuse_no_name(row: Row) -> None:
    values = row.values
    for code, words in (("last_name", "Фамилия не указана."), ("first_name", "Имя не указано.")):
        place = "" if values["full_name"] else code
        if not values[code] and not row.errors:
            row.error("", words)
        elif names.is_initial(values[code]):
            row.error(place, f"«{values[code]}» – {_IN_FULL}")
        elif not names.is_written(values[code]):
            row.error(place, f"«{values[code]}» – не имя.")


def _say_what_was_changed(row: Row, typed: str) -> None:
    """Name what is not as it stood in the cells, and what has to be looked at."""
    values, code = row.values, "full_name" if row.values["full_name"] else "last_name"
    middle = values["middle_name"]
    if middle and (names.is_initial(middle) or not names.is_written(middle)):
        values["middle_name"] = ""
        row.note(code, f"отчество «{middle}» не взято: впишите его в карточку полностью.")
    name = " ".join(filter(None, (values[part] for part in _NAME)))
    if any(word not in typed for word in name.split()):
        row.note(code, f"записано «{name}».")
    if _LATIN.search(name) and _CYRILLIC.search(name):
        row.note(code, f"в имени «{name}» есть латинские буквы: проверьте.")
