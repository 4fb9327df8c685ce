"""The heading of an appendix: «Приложение № 2а (обязательное) к положению …»."""

import re

from .labels import LETTERS, ROMAN_FIGURES, roman
from .lines import RAISED, raised_number, squeeze

_NUMBER = rf"""(?:
      \d{{1,3}}(?:[.-]\d{{1,2}})*[{RAISED}]*(?:-?[а-яё])?(?!\w)
    | [{ROMAN_FIGURES}]+(?!\w)
    | [А-ЯЁA-Z](?!\w)
)"""
_APPENDIX = re.compile(
    rf"""(?P<label>(?:
          (?i:приложение)(?:\s*(?:№|N)\s*{_NUMBER})?
        | (?:Приложение|ПРИЛОЖЕНИЕ)\s+(?!К(?:\s|$)){_NUMBER}
        )(?:\s*\([а-яё][а-яё\s,-]*\))?)
    (?P<of>(?:\s+[кК](?:\s.*[^.;:,\s])?)?)""",
    re.VERBOSE,
)
_NUMBER_IN_LABEL = re.compile(rf"(?:№|N|\s)\s*(?P<number>{_NUMBER})(?:\s*\(|$)", re.VERBOSE)


def appendix_of(line: str) -> tuple[str, str] | None:
    """«Приложение № 1» and what it is appended to, when the line is an appendix's heading."""
    match = _APPENDIX.fullmatch(line.strip())
    return (squeeze(match["label"]), squeeze(match["of"])) if match else None


def appendix_number(label: str) -> str:
    """The number out of an appendix's label as it is written, or nothing."""
    match = _NUMBER_IN_LABEL.search(label)
    return match["number"] if match else ""


def has_letter(label: str) -> bool:
    """Whether the appendix is lettered («Приложение А»), not numbered."""
    number = appendix_number(label)
    return len(number) == 1 and number.isalpha() and number not in "IVXІ"


def appendix_place(label: str) -> tuple[int, int]:
    """The number of an appendix and what stands between it and the next: «2а», «2.1», «2¹» → 2, 1.

    Zeroes when it has none, or none that could be put in order.
    """
    number = appendix_number(label)
    if digits := re.findall(r"\d+", number):
        index = LETTERS.find(number[-1]) + 1 or raised_number(number) or int([*digits, "0"][1])
        return int(digits[0]), index
    if not number:
        return 0, 0
    return (LETTERS.find(number.lower()) + 1 if has_letter(label) else roman(number)), 0
