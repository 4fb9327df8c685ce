"""The centre's terms: the fields, declared once, each with its ground (X-5)."""

from functools import partial

from core.records import Field, Group, Record
from placement.centre.terms.models import Terms

_term = partial(Field, is_exported=True)
_OURS = "Положение срока не называет."

TERMS = Record(
    Terms,
    Group(
        "Решение",
        Field(
            "effective_from",
            help="Более короткий срок хранения начинает действовать не сразу: до него остаётся время"
            " передумать.",
            is_listed=True,
            is_exported=True,
        ),
        Field(
            "ground",
            help="Например: приказ директора от 01.12.2026 № 15 или номенклатура дел.",
            is_listed=True,
            is_exported=True,
        ),
    ),
    Group(
        "Сколько хранятся данные",
        _term(
            "unconfirmed_years",
            help=f"{_OURS} Человека нет в списках, и он ни о чём не просил: учебного года хватает,"
            " чтобы проверить.",
        ),
        _term(
            "after_case_years",
            help=f"{_OURS} С карточкой уничтожаются заявления, резюме, шаги, направления и"
            " консультации. Три года хранятся и отозванные согласия, и акты: жалоба найдёт бумаги"
            " одного возраста.",
        ),
        _term(
            "refused_years",
            help=f"{_OURS} Столько отказ может понадобиться заявителю для жалобы. Для каждого"
            " заявления остаётся срок, который действовал в день отказа.",
        ),
    ),
    Group(
        "Сколько действуют согласия",
        _term(
            "photo_years",
            help="Закон (152-ФЗ, статья 10.1) оставляет срок согласию. Он печатается в тексте; через"
            " столько лет со дня подписи фото уходят с сайта. Подписанные согласия сохраняют свой.",
        ),
    ),
    Group(
        "Когда напоминать и показывать на рабочем столе",
        _term("decision_days", help=f"{_OURS} День поступления не считается."),
        _term("resume_days", help="Столько человек может читать резюме, прежде чем ему звонят."),
        _term("referral_remind_days", help="Через столько дней без ответа уходит одно письмо."),
        _term("referral_silent_days", help="Через столько дней без ответа работодателю звонят."),
        _term(
            "own_signature_days",
            help="За столько дней до 18-летия, до конца полномочий представителя и до конца срока"
            " согласия об этом узнают человек и специалист.",
        ),
    ),
    kept_by_services=("created_at", "created_by"),
)
