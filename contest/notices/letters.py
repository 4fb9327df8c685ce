"""Letters about decisions of the commission; staff edit the texts."""

from core.letters import ASK, LetterText

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
    " {complaint}" + ASK
)
_COME = (
    "II этап состоит из теста и ролевой игры (пункт 16 положения).\nКогда и где: {stage_two}\n"
    "Возьмите с собой паспорт: по нему отметят, что вы пришли. Если вы не сможете прийти, сообщите"
    " нам как можно раньше.\n\n"
)
_ENDED = "Здравствуйте!\n\n{scope}, заявка {reference}.\n\n"
_CERTIFICATE = "сертификат участника II этапа (пункт 15 положения)"

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
    LetterText(
        "contest-results-winner",
        "Итоги конкурса: победитель",
        "Вы победили в конкурсе, заявка {reference}",
        f"{_ENDED}Поздравляем: вы победили в конкурсе!\n{{reason}}\n\nВам полагаются сертификат"
        f" победителя (пункт 17 положения) и {_CERTIFICATE}.\n\n{_MARKS}",
        (*_PLACES, "reason"),
    ),
    LetterText(
        "contest-results-prize",
        "Итоги конкурса: призёр",
        "Вы стали призёром конкурса, заявка {reference}",
        f"{_ENDED}Поздравляем: вы стали призёром конкурса!\n{{reason}}\n\nВам полагаются сертификат"
        f" призёра (пункт 17 положения) и {_CERTIFICATE}.\n\n{_MARKS}",
        (*_PLACES, "reason"),
    ),
    LetterText(
        "contest-results-took-part",
        "Итоги конкурса: участник II этапа без призового места",
        "Итоги конкурса, заявка {reference}",
        f"{_ENDED}Спасибо за участие во II этапе конкурса. Призового места у вас нет. Вам полагается"
        f" {_CERTIFICATE}.\n{{reason}}\n\n{_MARKS}",
        (*_PLACES, "reason"),
    ),
    LetterText(
        "contest-results-no-show",
        "Итоги конкурса: участник не явился на II этап",
        "Итоги конкурса, заявка {reference}",
        f"{_ENDED}На II этап конкурса вы не явились, поэтому места у вас нет.\n{{reason}}\n\n{_MARKS}",
        (*_PLACES, "reason"),
    ),
]
