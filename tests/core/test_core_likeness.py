"""Names that mean the same thing, grouped under the first of them."""

from core.rules.likeness import representatives
from core.text import search_key


def groups(*names):
    keys = {search_key(name): name for name in names}
    return {name: keys[representatives(keys)[search_key(name)]] for name in names}


def test_spellings_of_one_profession_go_with_the_first_of_them():
    assert groups("Сторож", "сторожа", "Флорист", "Флорист-оформитель", "Флористы") == {
        "Сторож": "Сторож",
        "сторожа": "Сторож",
        "Флорист": "Флорист",
        "Флорист-оформитель": "Флорист-оформитель",
        "Флористы": "Флорист",
    }


def test_other_professions_and_other_grades_stay_apart():
    names = ("Электромонтёр 3 разряда", "Электромонтёр 4 разряда", "Монтажник", "Менеджер")
    assert groups(*names) == {name: name for name in names}
