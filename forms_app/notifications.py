"""Letters of the engine; staff edit the texts in Wagtail. Journeys may name other codes."""

import datetime as dt

from core import clock, crypto, outbox
from core.letters import LetterText, compose
from core.models import Letter, Organisation
from forms_app import links
from forms_app.answers import Answer
from forms_app.engine import registry
from forms_app.engine.context import Scope
from forms_app.engine.journey import BoundContext, Journey
from forms_app.models import Call, Submission

_DRAFT = ("form", "scope", "operator", "number", "link", "kept_until", "deadline", "send_by")
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
_OPERATOR = ("form", "scope", "operator", "count", "until", "destroyed")
# Of the others the person learns where they happen: on the page, or from the printed code.
CALLED_ABOUT = frozenset(
    {"registered", "returned", "accepted", "rejected", "taken-back", "withdrawn"}
    | {"destruction-asked", "destruction-decided", "destruction-stopped"}
)
# What stands for the secret part of a link where it is not its owner who reads.
HIDDEN_LINK = "•••"
_END = "\n\nПисьмо отправлено автоматически. Если вы ничего не заполняли, просто удалите его."

LETTERS = [
    LetterText(
        "draft-started",
        "Начата заявка: ссылка, чтобы продолжить",
        "Ссылка на вашу заявку: {form}",
        "Здравствуйте!\n\nВы начали заполнять: {form}.\n{scope}\n\n"
        "Продолжить можно в любое время и с любого устройства по этой ссылке:\n{link}\n\n"
        "Номер заявки: {number}. Черновик хранится до {kept_until}, потом он будет уничтожен."
        "{send_by}\n\n"
        "Не пересылайте ссылку: по ней открывается ваша заявка." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-link",
        "Ссылка, чтобы продолжить заявку (по просьбе)",
        "Продолжить заявку: {form}",
        "Здравствуйте!\n\nВаша заявка «{form}» сохранена.\n\nПродолжить: {link}\n\n"
        "Номер заявки: {number}. Черновик хранится до {kept_until}.{send_by}" + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-reminder",
        "Напоминание: заявка не отправлена, срок близко",
        "Заявка ещё не отправлена: {form}",
        "Здравствуйте!\n\nВы начали заявку «{form}», но ещё не отправили её.\n{scope}\n\n"
        "Приём: {deadline}. Позже отправить заявку не получится.\n\nПродолжить: {link}\n\n"
        "Номер заявки: {number}." + _END,
        _DRAFT,
    ),
    LetterText(
        "draft-expiring",
        "Напоминание: черновик скоро будет уничтожен",
        "Черновик хранится до {kept_until}: {form}",
        "Здравствуйте!\n\nВы начали заявку «{form}», но давно её не открывали.\n{scope}\n\n"
        "Черновик хранится до {kept_until}, потом он будет уничтожен вместе с приложенными файлами. "
        "Чтобы он хранился дальше, откройте заявку и сохраните любой шаг: {link}\n\n"
        "Номер заявки: {number}.{send_by}" + _END,
        _DRAFT,
    ),
    LetterText(
        "submission-received",
        "Заявка поступила",
        "Получено: {form}, номер {reference}",
        "Здравствуйте!\n\nМы получили вашу заявку: {form}.\n{scope}\n\n"
        "Номер заявки: {reference}.\nСледить за ней, исправить или отозвать её: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}\n\n"
        "Не пересылайте ссылку посторонним.\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-corrected",
        "Исправленная версия поступила",
        "Исправления получены, номер {reference}",
        "Здравствуйте!\n\nМы получили исправленную версию заявки {reference}: {form}.\n\n"
        "Следить за ней: {link}\n\n"
        "Что вы указали (личные данные скрыты):\n{answers}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-link",
        "Новая ссылка на заявку",
        "Новая ссылка на заявку {reference}",
        "Здравствуйте!\n\nДля заявки {reference} ({form}) выдана новая ссылка: {link}\n\n"
        "Прежние ссылки больше не действуют. Не пересылайте ссылку посторонним.\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-registered",
        "Заявка зарегистрирована",
        "Зарегистрировано: {form}, номер {reference}",
        "Здравствуйте!\n\nВаша заявка {reference} зарегистрирована, "
        "регистрационный номер {number}.\n\nСледить за ней: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-returned",
        "Заявка возвращена на исправление",
        "Нужно исправить: {form}, номер {reference}",
        "Здравствуйте!\n\nЗаявка {reference} возвращена: в ней нужно кое-что исправить.\n\n"
        "Замечания:\n{remarks}\n\nСрок исправления: {due}.\n\n"
        "Исправить: {link}\n\nОткроются только те шаги и документы, к которым есть замечания; "
        "остальное заполнять заново не нужно.\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-accepted",
        "Заявка принята",
        "Принято: {form}, номер {reference}",
        "Здравствуйте!\n\nВаша заявка {reference} ({form}) принята, "
        "регистрационный номер {number}.\n{scope}\n\nПодробности: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-rejected",
        "Заявка отклонена",
        "Отклонено: {form}, номер {reference}",
        "Здравствуйте!\n\nВаша заявка {reference} ({form}) отклонена.\n\n"
        "Причина: {reason}\nОснование: пункт {clause}.\n\nПодробности: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-withdrawn",
        "Заявка отозвана",
        "Отозвано: {form}, номер {reference}",
        "Здравствуйте!\n\nЗаявка {reference} ({form}) отозвана и дальше не рассматривается.\n"
        "Если вы об этом не просили, напишите оператору: {contact}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-taken-back",
        "Решение по заявке отменено, она снова рассматривается",
        "Решение по заявке {reference} отменено",
        "Здравствуйте!\n\nРешение по вашей заявке {reference} ({form}) отменено. Заявка снова "
        "рассматривается, регистрационный номер {number} сохраняется.\n\n"
        "Почему: {reason}\n\nО новом решении мы напишем. Следить за заявкой: {link}\n\n"
        "Вопросы: {contact}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-destruction-asked",
        "Данные заявки будут уничтожены по просьбе заявителя",
        "Данные заявки {reference} будут уничтожены",
        "Здравствуйте!\n\nМы записали вашу просьбу уничтожить данные заявки {reference} ({form}).\n"
        "Как она поступила: {reason}\n\nДанные, файлы и письма будут уничтожены не раньше: {due}. "
        "Восстановить их будет нельзя.\n\n"
        "Если вы об этом не просили или передумали, напишите или позвоните нам до этого срока: "
        "{contact}\n\nСостояние заявки: {link}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-destruction-decided",
        "Данные заявки будут уничтожены раньше срока по решению работников",
        "Данные заявки {reference} будут уничтожены",
        "Здравствуйте!\n\nМы решили уничтожить данные вашей заявки {reference} ({form}) раньше, чем "
        "закончится срок хранения.\nПочему: {reason}\n\n"
        "Данные, файлы и письма будут уничтожены не раньше: {due}. Восстановить их будет нельзя.\n\n"
        "Если вы не согласны, откройте ссылку до этого срока и нажмите «Сохранить мои данные»: "
        "{link}\n\nВопросы: {contact}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "submission-destruction-stopped",
        "Уничтожение данных заявки остановлено",
        "Данные заявки {reference} остаются",
        "Здравствуйте!\n\nМы писали, что данные заявки {reference} ({form}) будут уничтожены. "
        "Это остановлено: данные остаются до конца срока хранения.\n\n"
        "Состояние заявки: {link}\n\nВопросы: {contact}\n\n{operator}",
        _SUBMISSION,
    ),
    LetterText(
        "destruction-announced",
        "Оператору: срок хранения заявок заканчивается",
        "Данные заявок будут уничтожены {destroyed}: {scope}",
        "Здравствуйте!\n\n{form}. {scope}.\n\nЗаявок: {count}. Срок хранения их данных "
        "заканчивается {until}. Данные, файлы и письма будут уничтожены {destroyed}, "
        "восстановить их будет нельзя.\n\nСрок посчитан по датам, которые введены на сайте. Если "
        "в них ошибка, исправьте их до этого дня: тогда срок отсчитается заново.\n\n{operator}",
        _OPERATOR,
    ),
]


def draft_letter(code: str, ctx: BoundContext) -> Letter | None:
    """Put a letter with the link to an unsent draft into the outbox; None without an address."""
    draft, about = ctx.draft, ctx.about
    if draft is None or not draft.email:
        return None
    # A correction has a date of its own; the first deadline may be long past.
    due = ctx.corrects.corrections_due_at if ctx.corrects is not None else about.deadline
    deadline = clock.format_deadline(due, about.tz) if due else ""
    return outbox.enqueue(
        code=code,
        to=draft.email,
        about=draft,
        key=draft.key,
        operator=about.operator,
        context={
            "form": ctx.journey.title,
            "scope": about.title,
            "operator": about.operator.full_name,
            "number": ctx.reference,
            "link": links.resume_url(draft),
            "kept_until": clock.format_date(draft.expires_at.astimezone(about.tz).date()),
            "deadline": deadline,
            "send_by": f"\nОтправить заявку нужно в срок: {deadline}." if deadline else "",
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
    by_applicant: bool = False,
) -> Letter | None:
    """Tell the applicant of a change (X-3); None without an address. ``answers`` come masked.

    Without an address the applicant has to be called, unless the change was their own doing.
    """
    journey = registry.get(submission.journey)
    if not submission.email:
        if event in CALLED_ABOUT | journey.called_about and not by_applicant:
            code = journey.letter(event)
            Call.objects.create(submission=submission, letter_code=code, due_at=clock.now())
        return None
    about = journey.describe(submission.scope)
    return outbox.enqueue(
        code=journey.letter(event),
        to=submission.email,
        about=submission,
        key=submission.key,
        operator=about.operator,
        context={
            **_places(submission, journey, about),
            "answers": "\n".join(f"{a.label}: {a.text}" for a in answers or []),
            "remarks": remarks,
            "due": due,
            "reason": reason,
            "clause": clause,
        },
    )


def letter_text(submission: Submission, event: str, *, reason: str = "") -> tuple[str, str]:
    """The letter of an event, subject and body, as staff may read it before it is sent.

    The applicant's own link is hidden: it opens the submission. The event needs no further words
    than ``reason``.
    """
    journey = registry.get(submission.journey)
    places = _places(submission, journey, journey.describe(submission.scope))
    subject, body = compose(journey.letter(event), {**places, "reason": reason})
    return subject, body.replace(links.token(links.TRACK, submission), HIDDEN_LINK)


def _places(submission: Submission, journey: Journey, about: Scope) -> dict[str, object]:
    """What fills the places of every letter about a submission."""
    registration = submission.registration
    return {
        "form": journey.title,
        "scope": about.title,
        "operator": about.operator.full_name,
        "contact": contact(about.operator),
        "reference": submission.reference,
        "number": registration.label if registration is not None else "",
        "link": links.track_url(submission),
        "repeat": links.repeat_url(submission) if journey.repeatable else "",
        **journey.letter_values(submission),
    }


def recall(submission: Submission, *events: str) -> None:
    """Let nobody be told of these events any more: no letter that still waits, no call."""
    codes = [registry.get(submission.journey).letter(event) for event in events]
    submission.calls.due().filter(letter_code__in=codes).delete()
    outbox.cancel(Letter.objects.about(submission).filter(code__in=codes))


def destruction_letter(
    scope: Scope, *, form: str, count: int, until: dt.datetime, destroyed: dt.datetime
) -> Letter | None:
    """Tell the operator which submissions will be destroyed when; None without an address."""
    operator = scope.operator
    if not operator.email:
        return None
    return outbox.enqueue(
        code="destruction-announced",
        to=operator.email,
        about=operator,
        # Nobody's data: a key of its own, which no destruction reaches.
        key=crypto.new_key(),
        operator=operator,
        context={
            "form": form,
            "scope": scope.title,
            "operator": operator.full_name,
            "count": count,
            "until": clock.format_date(until.astimezone(scope.tz).date()),
            "destroyed": clock.format_date(destroyed.astimezone(scope.tz).date()),
        },
    )


def contact(operator: Organisation) -> str:
    """How an operator is reached: whatever of e-mail, telephone and address it has named."""
    return ", ".join(part for part in (operator.email, operator.phone, operator.address) if part)
