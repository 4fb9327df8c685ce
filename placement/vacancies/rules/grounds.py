"""On what grounds of the law a vacancy may choose among people (Labour Code, art. 3, 64; FACTS § 3).

A wording that reads as a forbidden demand stays only on one of these, with words that say how it
applies to this very job; whoever publishes reads both. A lawyer keeps the list.
"""

import re
from typing import NamedTuple


class Ground(NamedTuple):
    """A ground, its words for a list of choices, and the article that it stands in."""

    code: str
    words: str
    article: str

    @property
    def label(self) -> str:
        """As forms offer it and staff read it."""
        return f"{self.words} ({self.article})"


# That the screen is mistaken is for the centre to say, not for the employer.
MISTAKEN = "not-a-demand"
GROUNDS = (
    Ground(
        "nature-of-work",
        "Требование свойственно самому труду: без него эту работу выполнить нельзя",
        "часть третья статьи 3 Трудового кодекса",
    ),
    Ground(
        "federal-law",
        "Требование к работнику установлено федеральным законом",
        "статья 3 и часть вторая статьи 64 Трудового кодекса",
    ),
    Ground(
        "minors",
        "Работа, на которой запрещён труд лиц моложе 18 лет",
        "статья 265 Трудового кодекса",
    ),
    Ground(
        "women",
        "Работа, на которой ограничен труд женщин",
        "статья 253 Трудового кодекса",
    ),
    Ground(
        "disability-quota",
        "Рабочее место по квоте для людей с инвалидностью",
        "Федеральный закон № 565-ФЗ «О занятости населения в Российской Федерации»",
    ),
    Ground(
        "special-care",
        "Забота государства о людях, которым нужна повышенная социальная и правовая защита",
        "часть третья статьи 3 Трудового кодекса",
    ),
    Ground(
        MISTAKEN,
        "Эти слова – не требование к работнику, а описание работы или тех, для кого она",
        "статья 64 Трудового кодекса требований не касается",
    ),
)
LABELS = {ground.code: ground.label for ground in GROUNDS}
CHOICES = list(LABELS.items())
EMPLOYER_CHOICES = [(code, label) for code, label in CHOICES if code != MISTAKEN]

# What is said where a ground is chosen without saying how it applies.
EXPLAIN = (
    "Напишите, почему это основание подходит именно к этой работе: что за работа и какое правило"
    " её касается."
)
# Words that say nothing of the work: a wish, a habit, a courtesy.
_EMPTY = re.compile(
    r"потому|что|чтобы|как|для|при|или|без|под|над|это|эта|эти|который|которая|просто|очень|хоч\w*|хот\w*|надо|нужн\w*|нравит\w*|желательн\w*"
    r"|жела\w*|решил\w*|решен\w*|требу\w*|требован\w*|так\w*|наш\w*|нам|всегда|обычно|привык\w*"
    r"|лучше|удобн\w*|руководств\w*|руководител\w*|директор\w*|начальник\w*|шеф\w*|основан\w*"
    r"|закон\w*|причин\w*|пояснен\w*|есть|нету|будет|было|мне|меня|вас|они|этот|этого|все|всё"
)
_WORD = re.compile(r"[а-яёa-z]{3,}")
_LEAST_WORDS = 3
_LAW = re.compile(
    r"(?:стать|ст\.?\b|пункт|п\.|част|перечен|перечн|приказ|постановлен|кодекс|закон|\bтк\b|фз)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")


def is_explanation(text: str) -> bool:
    """Whether ``text`` says how a ground applies: at least three different words of substance."""
    words = {word for word in _WORD.findall(text.casefold()) if not _EMPTY.fullmatch(word)}
    return len(words) >= _LEAST_WORDS


def names_a_law(text: str) -> bool:
    """Whether ``text`` names a rule by its number: «статья 265 Трудового кодекса», «перечень 512н»."""
    return bool(_LAW.search(text) and _NUMBER.search(text))
