"""ИНН, ОГРН and ОГРНИП as people type them, and whether they can be right (P-2.2a).

Every check answers with a Russian sentence, «» where nothing is wrong.
"""

import re

from stdnum.exceptions import ValidationError
from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

from core.text import hyphens, one_line

_SEPARATORS = re.compile(r"[\s-]+")
_DIGITS = re.compile(r"[0-9]+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
COMPANY_INN, PERSON_INN = 10, 12
COMPANY_OGRN, PERSON_OGRN = 13, 15


def compact(number: str) -> str:
    """The number without spaces and hyphens."""
    return _SEPARATORS.sub("", hyphens(one_line(number)))


def inn_problem(number: str) -> str:
    """What is wrong with a compact ИНН of a company (10 digits) or a person (12)."""
    if not _DIGITS.fullmatch(number):
        return "ИНН состоит только из цифр."
    if len(number) not in (COMPANY_INN, PERSON_INN):
        return (
            "В ИНН организации 10 цифр, предпринимателя – 12. "
            f"Сейчас цифр: {len(number)}. Проверьте, не потерялся ли ноль в начале."
        )
    # No region is numbered 00; a row of zeros would pass the checksum.
    if number.startswith("00") or not stdnum_inn.is_valid(number):
        return "В ИНН есть ошибка: контрольная цифра не сходится. Сверьте его с документом."
    return ""


def inn_with_its_zero(number: str) -> str | None:
    """The ИНН whose leading zero Excel has dropped; None where the check digit does not prove it."""
    repaired = f"0{compact(number)}"
    is_right = len(repaired) in (COMPANY_INN, PERSON_INN) and not inn_problem(repaired)
    return repaired if is_right else None


def ogrn_problem(number: str) -> str:
    """What is wrong with a compact ОГРН (13 digits) or ОГРНИП (15)."""
    if not _DIGITS.fullmatch(number):
        return "ОГРН состоит только из цифр."
    if len(number) not in (COMPANY_OGRN, PERSON_OGRN):
        return f"В ОГРН 13 цифр, в ОГРНИП – 15. Сейчас цифр: {len(number)}."
    right = _is_company_ogrn(number) if len(number) == COMPANY_OGRN else _is_person_ogrn(number)
    if not right:
        return "В ОГРН есть ошибка: контрольная цифра не сходится. Сверьте его с документом."
    return ""


def kpp_problem(number: str) -> str:
    """What is wrong with a compact КПП: office, reason (two figures or capitals), number."""
    if not _KPP.fullmatch(number):
        return "КПП – девять знаков, например 470301001. Сверьте его с документом."
    return ""


def pair_problem(inn: str, ogrn: str) -> str:
    """Whether ИНН and ОГРН, each right, can belong to one: both a company's or both a person's."""
    if inn and ogrn and (len(inn) == PERSON_INN) != (len(ogrn) == PERSON_OGRN):
        return "ИНН и ОГРН не подходят друг к другу: один – организации, другой – предпринимателя."
    return ""


def _is_company_ogrn(number: str) -> bool:
    try:
        return bool(stdnum_ogrn.validate(number))
    except ValidationError:
        return False


def _is_person_ogrn(number: str) -> bool:
    """The last digit is that of the remainder by 13; stdnum refuses the remainders 10 to 12."""
    return number[0] in "34" and int(number[:-1]) % 13 % 10 == int(number[-1])
