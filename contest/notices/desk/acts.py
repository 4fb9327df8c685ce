"""What can be done to letters about a decision, declared once (C-15, X-4)."""

from contest.notices import services
from contest.notices.lifecycle import ReleaseState
from contest.notices.models import Release
from core.back_office import Act, Look
from core.models import Letter

from . import forms, views


def _has_failed(row: Release) -> bool:
    is_released = row.state == ReleaseState.RELEASED
    return is_released and row.notices.filter(letter__state=Letter.State.FAILED).exists()


LIST_ACTS = (
    Act(
        code="prepare",
        button="Подготовить письма",
        past="Письма подготовлены",
        service=services.prepare,
        title="Подготовить письма о решении",
        submit="Подготовить",
        help="Никто ничего не получит: сначала вы просмотрите письма, потом их отправит другой человек.",
        success="Письма подготовлены. Просмотрите их и попросите коллегу или председателя отправить.",
        icon="plus",
        form=forms.PrepareForm,
        view=views.PrepareView,
    ),
)
ACTS = (
    Act(
        code="release",
        button="Отправить письма",
        past="Письма отправлены",
        service=services.release,
        title="Отправить письма участникам",
        submit="Отправить все",
        help="Все письма уйдут сразу, отозвать их нельзя. Письма о допуске делают допущенных участниками II этапа.",
        success="Письма поставлены в очередь отправки. Кому их не отправить, тому нужно позвонить.",
        right="release",
        look=Look.MAIN,
        form=forms.ReleaseForm,
        left_to_another=lambda row, user: row.prepared_by_id == user.pk,
        view=views.ReleaseView,
    ),
    Act(
        code="resend",
        button="Отправить неушедшие ещё раз",
        past="Неушедшие письма отправлены ещё раз",
        service=services.resend,
        help="Письма уйдут на те же адреса. Исправить адрес можно в карточке заявки.",
        success="Письма поставлены в очередь отправки.",
        offered=_has_failed,
    ),
    Act(
        code="drop",
        button="Отменить подготовку",
        past="Подготовка отменена",
        service=services.drop,
        title="Отменить подготовку писем",
        submit="Отменить",
        help="Ни одно письмо не уйдёт. Письма об этом решении можно подготовить заново.",
        success="Подготовка отменена.",
        look=Look.DANGER,
    ),
)
