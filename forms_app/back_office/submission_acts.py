"""What staff can do to a submission, declared once (C-K6, X-4); the noun is the journey's."""

from dataclasses import fields, replace
from typing import Any

from core.back_office import LETTER_ACTS, Act, Look
from core.models import User
from forms_app import services
from forms_app.engine.nouns import Noun
from forms_app.models import Submission
from forms_app.telling import was_told, will_be_told

from . import decisions, entry, returning, work
from .calls import CALLED
from .destruction import DESTRUCTION_ACTS


def assign(*, submission: Submission, actor: User, **chosen: User | None) -> object:
    """Make whom the form names in ``to`` responsible; from the list, which asks nothing, the actor."""
    return services.assign(submission=submission, actor=actor, to=chosen.get("to", actor))


SUBMISSION_ACTS = (
    Act(
        code="register",
        button="Зарегистрировать",
        past="Регистрация",
        service=services.register,
        title="Регистрация",
        help="{noun.capital.nom} получит следующий номер журнала.",
        help_for=will_be_told,
        success="Зарегистрировано.",
        success_for=was_told,
        look=Look.MAIN,
        for_many=True,
        is_pressed=True,
        view=decisions.RegisterView,
    ),
    Act(
        code="register-and-accept",
        button="Зарегистрировать и принять",
        past="Регистрация и решение о приёме",
        service=services.register_and_accept,
        title="Регистрация и решение о приёме",
        help="{noun.capital.nom} получит следующий номер журнала и сразу будет принят{noun:|а|о}.",
        help_for=will_be_told,
        success="Зарегистрировано, решение записано.",
        success_for=was_told,
        offered=services.may_be_accepted_at_once,
        view=decisions.RegisterView,
    ),
    Act(
        code="accept",
        button="Принять",
        past="Решение о приёме",
        service=services.accept,
        help="Заявитель увидит решение на странице сво{noun:его|ей|его} {noun.gen}.",
        help_for=will_be_told,
        success="Решение записано.",
        success_for=was_told,
        look=Look.MAIN,
        offered=services.is_fit,
        view=decisions.DecisionView,
    ),
    Act(
        code="return",
        button="Вернуть на доработку",
        past="Возврат на доработку",
        service=services.return_for_correction,
        title="Возврат на доработку",
        submit="Вернуть с замечаниями",
        help="Для исправления откроются только те разделы и документы, к которым написано"
        " замечание. Заявитель увидит его рядом с вопросом.",
        help_for=will_be_told,
        success="Возвращено на доработку.",
        success_for=was_told,
        form=returning.ReturnForm,
        view=returning.ReturnView,
    ),
    Act(
        code="reject",
        button="Отклонить",
        past="Отклонение",
        service=services.reject,
        title="Отклонение",
        help="Ошибочное решение отменяют, указав причину.",
        help_for=will_be_told,
        success="Отклонено.",
        success_for=was_told,
        look=Look.DANGER,
        form=decisions.RejectForm,
        offered=services.may_be_rejected,
        view=decisions.RejectView,
    ),
    Act(
        code="take-back",
        button="Отменить решение",
        past="Решение отменено",
        service=services.take_back,
        submit="Отменить решение",
        help="Если решение принято по ошибке: {noun.nom} снова станет зарегистрированн{noun:ым|ой|ым}, номер"
        " в журнале сохранится. Причину заявитель прочтёт на странице сво{noun:его|ей|его} {noun.gen}.",
        help_for=will_be_told,
        success="Решение отменено, {noun.nom} снова рассматривается.",
        success_for=was_told,
        form=decisions.TakeBackForm,
        view=decisions.DecisionView,
    ),
    Act(
        code="correct",
        button="Ввести исправления",
        past="Исправленная версия отправлена",
        service=services.start_correction,
        submit="Перейти к исправлению",
        form=entry.CorrectionArrivalForm,
        view=entry.CorrectView,
    ),
    CALLED,
    Act(
        code="withdraw",
        button="Отозвать по просьбе заявителя",
        past="Отзыв",
        service=services.withdraw,
        title="Отзыв по просьбе заявителя",
        submit="Отозвать",
        help="После отзыва {noun.nom} не рассматривается. Решение нельзя отменить.",
        help_for=will_be_told,
        success="Отозвано.",
        success_for=was_told,
        form=decisions.WithdrawForm,
        view=decisions.DecisionView,
    ),
    *DESTRUCTION_ACTS,
    Act(
        code="access",
        button="Новая ссылка",
        past="Выдан новый доступ для заявителя",
        service=services.issue_access,
        success="Прежние ссылки больше не действуют.",
        success_for=was_told,
        is_button=False,
        view=entry.AccessView,
    ),
    Act(
        code="assign",
        button="Назначить мне",
        past="Назначен ответственный",
        service=assign,
        title="Ответственный",
        submit="Сохранить",
        success="Ответственный изменён.",
        # The page of one submission asks whom; the view makes that form.
        is_button=False,
        for_many=True,
        view=work.AssignView,
    ),
    Act(
        code="note",
        button="Добавить заметку",
        past="Внутренняя заметка",
        service=services.add_note,
        title="Внутренняя заметка",
        form=work.NoteForm,
        is_button=False,
    ),
    *LETTER_ACTS,
)


def submission_acts(noun: Noun) -> tuple[Act, ...]:
    """The acts in the words of a journey that calls its form so."""
    return tuple(_in_words(act, noun) for act in SUBMISSION_ACTS)


def _in_words(act: Act, noun: Noun) -> Act:
    values: dict[str, Any] = {field.name: getattr(act, field.name) for field in fields(act)}
    written: dict[str, Any] = {k: noun.write(v) for k, v in values.items() if type(v) is str}
    return replace(act, **written)


# What happens to a submission without an act of this desk.
EVENT_WORDS = {
    "send": "Отправка",
    "correct-registered": "Исправленная версия отправлена",
    "issue-access": "Выдан новый доступ для заявителя",
    "change-address": "Другой адрес для писем, прежние ссылки не действуют",
    "original-received": "Получен подлинник согласия",
    "consent-withdrawn": "Согласие отозвано",
    "mark-incomplete": "Отмечено, что комплект неполный",
    "mark-whole": "Снята отметка о неполном комплекте",
    "destruction-announced": "Заканчивается срок хранения",
    "keep-data": "Заявитель остановил уничтожение данных",
    "destroy": "Уничтожение данных",
}
HISTORY_WORDS = {act.code: act.past for act in SUBMISSION_ACTS} | EVENT_WORDS
