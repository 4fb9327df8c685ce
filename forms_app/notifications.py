"""Letters of the engine; staff edit the texts in Wagtail. Journeys may name other codes."""

from core import clock, outbox
from core.letters import LetterText
from core.models import Letter
from forms_app import links
from forms_app.answers import Answer
from forms_app.engine import registry
from forms_app.engine.context import JourneyContext
from forms_app.models import Submission

_DRAFT = ("form", "scope", "operator", "number", "link", "kept_until", "deadline")
_SUBMISSION = (
    "form",
    "scope",
    "operator",
    "reference",
    "number",
    "link",
    "answers",
    "remarks",
    "due",
    "reason",
    "clause",
)
_END = "\n\nПисьмо отправлено автоматически. Если вы ничего не заполняли, просто удалите его."

LETTERS = [
    LetterText(
        "draft-started",
        "Начата анкета: ссылка, чтобы продолжить",
        "Ссылка на вашу анкету: {form}",
        "Здравствуйте!\n\nВы начали заполнять: {form}.\n{scope}\n\n"
        "Продолжить можно в любое время и с любого устройства по этой ссылке:\n{link}\n\n"
        "Номер анкеты: {number}. Черновик хранится до {kept_until}, потом он будет уничтожен.\n"
        "Отправить анкету нужно в срок: {deadline}.\n\n"
        "Не пересылайте ссылку: по ней открывается ваша анкета." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-link",
        "Ссылка, чтобы продолжить анкету (по просьбе)",
        "Продолжить анкету: {form}",
        "Здравствуйте!\n\nВаша анкета «{form}» сохранена.\n\nПродолжить: {link}\n\n"
        "Номер анкеты: {number}. Черновик хранится до {kept_until}.\n"
        "Отправить анкету нужно в срок: {deadline}." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-reminder",
        "Напоминание: анкета не отправлена, срок близко",
        "Анкета ещё не отправлена: {form}",
        "Здравствуйте!\n\nВы начали анкету «{form}», но ещё не отправили её.\n{scope}\n\n"
        "Приём: {deadline}. Позже отправить анкету не получится.\n\nПродолжить: {link}\n\n"
        "Номер анкеты: {number}." + _END,
        _DRAFT,
    ),
    LetterText(
        "submission-received",
        "Обращение поступило",
        "Получено: {form}, номер {reference}",
        "Здравствуйте!\n\nМы получили ваше обращение: {form}.\n{scope}\n\n"
        "Номер обращения: {reference}.\nСледить за ним, исправить или отозвать его: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}\n\n"
        "Не пересылайте ссылку посторонним.\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-corrected",
        "Исправленная версия поступила",
        "Исправления получены, номер {reference}",
        "Здравствуйте!\n\nМы получили исправленную версию обращения {reference}: {form}.\n\n"
        "Следить за ним: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-registered",
        "Обращение зарегистрировано",
        "Зарегистрировано: {form}, номер {reference}",
        "Здравствуйте!\n\nВаше обращение {reference} зарегистрировано, "
        "регистрационный номер {number}.\n\nСледить за ним: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-returned",
        "Обращение возвращено на исправление",
        "Нужно исправить: {form}, номер {reference}",
        "Здравствуйте!\n\nОбращение {reference} возвращено: в нём нужно кое-что исправить.\n\n"
        "Замечания:\n{remarks}\n\nСрок исправления: {due}.\n\n"
        "Исправить: {link}\n\nОткроются только те шаги и документы, к которым есть замечания; "
        "остальное заполнять заново не нужно.\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-accepted",
        "Обращение принято",
        "Принято: {form}, номер {reference}",
        "Здравствуйте!\n\nВаше обращение {reference} ({form}) принято, "
        "регистрационный номер {number}.\n{scope}\n\nПодробности: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-rejected",
        "Обращение отклонено",
        "Отклонено: {form}, номер {reference}",
        "Здравствуйте!\n\nВаше обращение {reference} ({form}) отклонено.\n\n"
        "Причина: {reason}\nОснование: пункт {clause}.\n\nПодробности: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-withdrawn",
        "Обращение отозвано",
        "Отозвано: {form}, номер {reference}",
        "Здравствуйте!\n\nОбращение {reference} ({form}) отозвано и дальше не рассматривается.\n"
        "Если вы об этом не просили, напишите нам.\n\n{operator}",
        _SUBMISSION,
    ),
]


def draft_letter(code: str, ctx: JourneyContext) -> Letter | None:
    """Put a letter with the link to an unsent draft into the outbox; None without an address."""
    draft, about = ctx.draft, ctx.about
    if draft is None or not draft.email:
        return None
    deadline = clock.format_deadline(about.deadline, about.tz) if about.deadline else "без срока"
    return outbox.enqueue(
        code=code,
        to=draft.email,
        about=draft,
        key=draft.key,
        context={
            "form": ctx.journey.title,
            "scope": about.title,
            "operator": about.operator.full_name,
            "number": ctx.reference,
            "link": links.resume_url(draft),
            "kept_until": clock.format_date(draft.expires_at.astimezone(about.tz).date()),
            "deadline": deadline,
        },
    )


def submission_letter(
    submission: Submission,
    event: str,
    *,
    answers: list[Answer] | None = None,
    remarks: str = "",
    due: str = "",
    reason: str = "",
    clause: str = "",
) -> Letter | None:
    """Tell the applicant of a change (X-3); None without an address. ``answers`` come masked."""
    if not submission.email:
        return None
    journey = registry.get(submission.journey)
    about = journey.describe(submission.scope)
    registration = submission.registration
    return outbox.enqueue(
        code=journey.letter(event),
        to=submission.email,
        about=submission,
        key=submission.key,
        context={
            "form": journey.title,
            "scope": about.title,
            "operator": about.operator.full_name,
            "reference": submission.reference,
            "number": registration.label if registration is not None else "",
            "link": links.track_url(submission),
            "answers": "\n".join(f"{a.label}: {a.text}" for a in answers or []),
            "remarks": remarks,
            "due": due,
            "reason": reason,
            "clause": clause,
        },
    )
