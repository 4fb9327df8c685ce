"""Letters about decisions of the commission; staff edit the texts."""

from core.letters import LetterText

_PLACES = (
    "form",
    "scope",
    "operator",
    "contact",
    "reference",
    "number",
    "link",
    "stage_two",
    "results",
    "complaint",
)
_MARKS = (
    "Ваши средние оценки по критериям: {results}\nОставить жалобу на оценку или решение:"
    " {complaint}\n\nВопросы: {contact}\n\n{operator}"
)
_COME = (
    "II этап состоит из теста и ролевой игры (пункт 16 положения).\nКогда и где: {stage_two}\n"
    "Возьмите с собой паспорт: по нему отметят, что вы пришли. Если вы не сможете прийти, сообщите"
    " нам как можно раньше.\n\n"
)

LETTERS = [
    LetterText(
        "contest-stage-two-admitted",
        "Участник допущен ко II этапу",
        "Вы допущены ко II этапу конкурса, заявка {reference}",
        "Здравствуйте!\n\nКомиссия допустила вас ко II этапу конкурса (пункт 15 положения), заявка"
        f" {{reference}}.\n{{scope}}\n\n{_COME}{_MARKS}",
        _PLACES,
    ),
    LetterText(
        "contest-stage-two-replacement",
        "Участник допущен ко II этапу вместо выбывшего",
        "Вы допущены ко II этапу конкурса, заявка {reference}",
        "Здравствуйте!\n\nВо II этапе конкурса освободилось место, и комиссия допустила к нему вас"
        f" (пункт 15 положения), заявка {{reference}}.\n{{scope}}\n\n{_COME}{_MARKS}",
        _PLACES,
    ),
    LetterText(
        "contest-stage-two-not-admitted",
        "Участник не допущен ко II этапу",
        "Результаты I этапа конкурса, заявка {reference}",
        "Здравствуйте!\n\nСпасибо за участие в I этапе конкурса, заявка {reference}.\n{scope}\n\n"
        "Ко II этапу допущены участники с наибольшим количеством баллов по каждой государственной"
        f" услуге (пункт 15 положения). Вас среди них нет.\n\n{_MARKS}",
        _PLACES,
    ),
]
