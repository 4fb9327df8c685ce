"""The texts of the engine's letters, in the words of a journey's noun; staff edit them in Wagtail.

A journey whose noun is not the engine's declares them under codes of its own: ``written`` makes the
texts, ``codes`` what ``Journey.letters`` names.
"""

from dataclasses import replace

from core.letters import ASK, LetterText
from forms_app.engine.nouns import Noun

_DRAFT = (
    "form",
    "scope",
    "operator",
    "contact",
    "number",
    "link",
    "kept_until",
    "deadline",
    "send_by",
)
_SUBMISSION = (
    "form",
    "scope",
    "operator",
    "contact",
    "reference",
    "number",
    "link",
    "answers",
    "remarks",
    "due",
    "reason",
    "clause",
    "repeat",
)
_OPERATOR = ("form", "scope", "operator", "records", "count", "until", "destroyed")
_END = "\n\nПисьмо отправлено автоматически. Если вы ничего не заполняли, просто удалите его." + ASK

_TO_APPLICANT = [
    LetterText(
        "draft-started",
        "Начат{noun:|а|о} {noun.nom}: ссылка, чтобы продолжить",
        "Ссылка на ваш{noun:|у|е} {noun.acc}: {form}",
        "Здравствуйте!\n\nВы начали заполнять: {form}.\n{scope}\n\n"
        "Продолжить можно в любое время и с любого устройства по этой ссылке:\n{link}\n\n"
        "Номер {noun.gen}: {number}. Черновик хранится до {kept_until}, потом он будет уничтожен."
        "{send_by}\n\n"
        "Не пересылайте ссылку: по ней открывается ваш{noun:|а|е} {noun.nom}." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-link",
        "Ссылка, чтобы продолжить {noun.acc} (по просьбе)",
        "Продолжить {noun.acc}: {form}",
        "Здравствуйте!\n\nВаш{noun:|а|е} {noun.nom} сохранен{noun:|а|о}: {form}.\n\nПродолжить: {link}\n\n"
        "Номер {noun.gen}: {number}. Черновик хранится до {kept_until}.{send_by}\n\n"
        "Не пересылайте ссылку: по ней открывается ваш{noun:|а|е} {noun.nom}." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-reminder",
        "Напоминание: {noun.nom} не отправлен{noun:|а|о}, срок близко",
        "{noun.capital.nom} ещё не отправлен{noun:|а|о}: {form}",
        "Здравствуйте!\n\nВы начали {noun.acc}, но ещё не отправили {noun:его|её|его}: {form}.\n{scope}\n\n"
        "Приём: {deadline}. Позже отправить {noun.acc} не получится.\n\nПродолжить: {link}\n\n"
        "Номер {noun.gen}: {number}." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-expiring",
        "Напоминание: черновик скоро будет уничтожен",
        "Черновик хранится до {kept_until}: {form}",
        "Здравствуйте!\n\nВы начали {noun.acc}, но давно {noun:его|её|его} не открывали: {form}.\n{scope}\n\n"
        "Черновик хранится до {kept_until}, потом он будет уничтожен вместе с приложенными файлами. "
        "Чтобы он хранился дальше, откройте {noun.acc} и сохраните любой шаг: {link}\n\n"
        "Номер {noun.gen}: {number}.{send_by}" + _END,
        _DRAFT,
    ),
    LetterText(
        "submission-received",
        "{noun.capital.nom} поступил{noun:|а|о}",
        "Получено: {form}, номер {reference}",
        "Здравствуйте!\n\nМы получили ваш{noun:|у|е} {noun.acc}: {form}.\n{scope}\n\n"
        "Номер {noun.gen}: {reference}.\nСледить за {noun:ним|ней|ним}, исправить или отозвать {noun:его|её|его}: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}\n\n"
        "Не пересылайте ссылку посторонним." + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-corrected",
        "Исправленная версия поступила",
        "Исправления получены, номер {reference}",
        "Здравствуйте!\n\nМы получили исправленную версию {noun.gen} {reference}: {form}.\n\n"
        "Следить за {noun:ним|ней|ним}: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}" + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-link",
        "Новая ссылка на {noun.acc}",
        "Новая ссылка на {noun.acc} {reference}",
        "Здравствуйте!\n\nДля {noun.gen} {reference} ({form}) выдана новая ссылка: {link}\n\n"
        "Прежние ссылки больше не действуют. Не пересылайте ссылку посторонним." + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-registered",
        "{noun.capital.nom} зарегистрирован{noun:|а|о}",
        "Зарегистрировано: {form}, номер {reference}",
        "Здравствуйте!\n\nВаш{noun:|а|е} {noun.nom} {reference} зарегистрирован{noun:|а|о}, "
        "регистрационный номер {number}. Сейчас ничего делать не нужно: о решении мы напишем.\n\n"
        "Следить за {noun:ним|ней|ним}: {link}" + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-returned",
        "{noun.capital.nom} возвращен{noun:|а|о} на исправление",
        "Нужно исправить: {form}, номер {reference}",
        "Здравствуйте!\n\n{noun.capital.nom} {reference} возвращен{noun:|а|о}: в {noun:нём|ней|нём} нужно кое-что исправить.\n\n"
        "Замечания:\n{remarks}\n\nСрок исправления: {due}.\n\n"
        "Исправить: {link}\n\nОткроются только те шаги и документы, к которым есть замечания; "
        "остальное заполнять заново не нужно. Если срок пройдёт, исправить по ссылке уже не получится: "
        "тогда спросите нас, что можно сделать." + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-accepted",
        "{noun.capital.nom} принят{noun:|а|о}",
        "Принято: {form}, номер {reference}",
        "Здравствуйте!\n\nВаш{noun:|а|е} {noun.nom} {reference} ({form}) принят{noun:|а|о}, "
        "регистрационный номер {number}.\n{scope}\n\nПодробности: {link}" + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-rejected",
        "{noun.capital.nom} отклонен{noun:|а|о}",
        "Отклонено: {form}, номер {reference}",
        "Здравствуйте!\n\nВаш{noun:|а|е} {noun.nom} {reference} ({form}) отклонен{noun:|а|о}.\n\n"
        "Причина: {reason}\nОснование: пункт {clause}.\n\nПодробности: {link}" + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-withdrawn",
        "{noun.capital.nom} отозван{noun:|а|о}",
        "Отозвано: {form}, номер {reference}",
        "Здравствуйте!\n\n{noun.capital.nom} {reference} ({form}) отозван{noun:|а|о} и дальше не рассматривается.\n"
        "Если вы об этом не просили, сообщите нам: {contact}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-taken-back",
        "Решение по {noun.dat} отменено, {noun:он|она|оно} снова рассматривается",
        "Решение по {noun.dat} {reference} отменено",
        "Здравствуйте!\n\nРешение по ваш{noun:ему|ей|ему} {noun.dat} {reference} ({form}) отменено. {noun.capital.nom} снова "
        "рассматривается, регистрационный номер {number} сохраняется.\n\n"
        "Почему: {reason}\n\nО новом решении мы напишем. Следить за {noun.ins}: {link}" + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-destruction-asked",
        "Данные {noun.gen} будут уничтожены по просьбе заявителя",
        "Данные {noun.gen} {reference} будут уничтожены",
        "Здравствуйте!\n\nМы записали вашу просьбу уничтожить данные {noun.gen} {reference} ({form}).\n"
        "Как она поступила: {reason}\n\nДанные, файлы и письма будут уничтожены не раньше: {due}. "
        "Восстановить их будет нельзя.\n\n"
        "Если вы об этом не просили или передумали, сообщите нам до этого срока: "
        "{contact}\n\nСостояние {noun.gen}: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-destruction-decided",
        "Данные {noun.gen} будут уничтожены раньше срока по решению работников",
        "Данные {noun.gen} {reference} будут уничтожены",
        "Здравствуйте!\n\nМы решили уничтожить данные ваш{noun:его|ей|его} {noun.gen} {reference} ({form}) раньше, чем "
        "закончится срок хранения.\nПочему: {reason}\n\n"
        "Данные, файлы и письма будут уничтожены не раньше: {due}. Восстановить их будет нельзя.\n\n"
        "Если вы не согласны, откройте ссылку до этого срока и нажмите «Сохранить мои данные»: "
        "{link}" + ASK,
        _SUBMISSION,
    ),
    LetterText(
        "submission-destruction-stopped",
        "Уничтожение данных {noun.gen} остановлено",
        "Данные {noun.gen} {reference} остаются",
        "Здравствуйте!\n\nМы писали, что данные {noun.gen} {reference} ({form}) будут уничтожены. "
        "Это остановлено: данные остаются до конца срока хранения.\n\n"
        "Состояние {noun.gen}: {link}" + ASK,
        _SUBMISSION,
    ),
]
TO_OPERATOR = LetterText(
    "destruction-announced",
    "Оператору: срок хранения данных заканчивается",
    "Данные {records} будут уничтожены {destroyed}: {scope}",
    "Здравствуйте!\n\n{form}. {scope}.\n\nСколько {records}: {count}. Срок хранения их данных "
    "заканчивается {until}. Данные, файлы и письма будут уничтожены {destroyed}, "
    "восстановить их будет нельзя.\n\nСрок посчитан по датам, которые введены на сайте. Если "
    "в них ошибка, исправьте их до этого дня: тогда срок отсчитается заново.\n\n{operator}",
    _OPERATOR,
)


def written(noun: Noun, prefix: str = "") -> list[LetterText]:
    """The letters to the applicants of a journey that calls its form so, under codes set apart."""
    renamed = codes(prefix) if prefix else {}
    return [
        replace(
            text,
            code=renamed.get(_event(text), text.code),
            title=noun.write(text.title),
            subject=noun.write(text.subject),
            body=noun.write(text.body),
        )
        for text in _TO_APPLICANT
    ]


def codes(prefix: str) -> dict[str, str]:
    """The code of each event's letter among those that were set apart by ``prefix``."""
    return {_event(text): f"{prefix}-{_event(text)}" for text in _TO_APPLICANT}


def _event(text: LetterText) -> str:
    return text.code.removeprefix("submission-")
