"""What can be done to a meeting and to its parts, declared once (C-K4…8, X-4)."""

from contest.meetings import services
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import Meeting
from core.back_office import Act, Look

from . import forms, views, vote_forms
from .part_acts import PART_ACTS


def _is_planned(meeting: Meeting) -> bool:
    return meeting.is_planned


def _is_running(meeting: Meeting) -> bool:
    return meeting.is_running


def _is_unfinished(meeting: Meeting) -> bool:
    return meeting.state not in (MeetingState.SIGNED, MeetingState.CALLED_OFF)


LIST_ACTS = (
    Act(
        code="plan",
        button="Назначить заседание",
        past="Заседание назначено",
        service=services.plan,
        submit="Назначить",
        icon="plus",
        form=forms.MeetingForm,
        view=views.PlanView,
    ),
)
_BEFORE = (
    Act(
        code="approve",
        button="Утвердить повестку",
        past="Повестка утверждена",
        service=services.approve,
        help="Утверждает председатель, а пока записано его отсутствие – заместитель. Вместе с"
        " повесткой утверждаются дата, время и место.",
        success="Повестка утверждена.",
        right="chair",
        look=Look.MAIN,
    ),
    Act(
        code="convene",
        button="Созвать",
        past="Заседание созвано",
        service=services.convene,
        title="Созвать заседание",
        submit="Отправить письма",
        help="Каждый член комиссии с адресом получит письмо с датой, местом и повесткой. Остальные"
        " будут в списке, кому позвонить.",
        success="Заседание созвано.",
        look=Look.MAIN,
    ),
    Act(
        code="set-time",
        button="Изменить время и место",
        past="Изменение",
        service=services.edit,
        submit="Сохранить",
        success="Изменения сохранены.",
        form=forms.MeetingForm,
        offered=_is_planned,
        view=views.EditView,
    ),
    Act(
        code="add-item",
        button="Добавить вопрос",
        past="Добавлен вопрос",
        service=services.add_item,
        submit="Добавить",
        success="Вопрос добавлен.",
        form=forms.ItemForm,
        offered=_is_planned,
        view=views.MeetingFormView,
    ),
    Act(
        code="reschedule",
        button="Перенести",
        past="Заседание перенесено",
        service=services.reschedule,
        title="Другие дата, время или место",
        submit="Перенести",
        help="Если заседание уже созвано, члены комиссии получат новое письмо, а неотправленные"
        " прежние не уйдут.",
        success="Заседание перенесено.",
        right="chair",
        form=forms.RescheduleForm,
        offered=lambda meeting: not meeting.attendance.exists(),
        view=views.MeetingFormView,
    ),
    Act(
        code="replan",
        button="Вернуть в план",
        past="Возвращено в план",
        service=services.replan,
        title="Вернуть в план, чтобы изменить",
        help="Утверждение повестки снимается, неотправленные письма не уйдут. После изменений"
        " повестку утверждают и заседание созывают заново.",
        success="Заседание снова готовится.",
        form=forms.WhyForm,
        offered=lambda meeting: not meeting.attendance.exists(),
    ),
    Act(
        code="chair-absence",
        button="Записать отсутствие председателя",
        past="Записано отсутствие председателя",
        service=services.record_chair_absence,
        title="Отсутствие председателя",
        submit="Записать",
        help="В эти дни повестку утверждает и даты определяет заместитель.",
        success="Отсутствие записано.",
        form=forms.ChairAbsenceForm,
        offered=_is_unfinished,
        view=views.AboutContestView,
    ),
)
_AT = (
    Act(
        code="attendance",
        button="Отметить явку",
        past="Отмечена явка",
        service=services.save_attendance,
        title="Явка",
        submit="Сохранить",
        help="Отметьте всех, кто присутствует. Кто пришёл после решения по вопросу, в нём не"
        " участвует.",
        success="Явка сохранена.",
        look=Look.MAIN,
        form=vote_forms.AttendanceForm,
        offered=_is_running,
        view=views.AttendanceView,
    ),
    Act(
        code="close",
        button="Закрыть заседание",
        past="Заседание закрыто",
        service=services.close,
        help="Протокол получит следующий номер журнала. Вопрос, по которому не голосовали, останется"
        " в нём без решения.",
        success="Заседание закрыто: распечатайте протокол и подпишите его.",
        offered=_is_running,
    ),
    Act(
        code="reopen",
        button="Исправить записанное",
        past="Заседание открыто снова",
        service=services.reopen,
        help="Явку, голоса и решения снова можно будет изменить. Номер протокола останется.",
        success="Можно исправлять.",
        form=forms.WhyForm,
    ),
    Act(
        code="file",
        button="Внести подписанный протокол",
        past="Внесён подписанный протокол",
        service=services.file_protocol,
        submit="Внести",
        help="Протокол подписывают председатель, а в его отсутствие заместитель, и секретарь"
        " (пункт 8 положения о комиссии). Другой человек проверит скан и подтвердит.",
        success="Протокол внесён и ждёт подтверждения.",
        look=Look.MAIN,
        form=forms.FileProtocolForm,
        view=views.FileView,
    ),
    Act(
        code="confirm",
        button="Подтвердить подписание",
        past="Подписание подтверждено",
        service=services.confirm,
        help="Сверьте скан с протоколом: номер, решения, контрольную сумму внизу страницы. После"
        " подтверждения изменить заседание нельзя. Принятое решение об отсутствии члена комиссии"
        " сразу освободит его от всех заявок, которые он ещё не оценил.",
        success="Подписание протокола подтверждено.",
        left_to_another=lambda meeting, user: meeting.filed_by_id == user.pk,
        right="confirm",
        look=Look.MAIN,
    ),
    Act(
        code="send-back",
        button="Вернуть протокол",
        past="Протокол возвращён",
        service=services.send_back,
        help="Скан будет удалён, секретарь внесёт другой.",
        success="Протокол возвращён.",
        right="confirm",
        form=forms.WhyForm,
    ),
    Act(
        code="call-off",
        button="Не состоялось",
        past="Заседание не состоялось",
        service=services.call_off,
        title="Заседание не состоится или не состоялось",
        submit="Записать",
        help="Если о нём уже сообщили, члены комиссии получат письмо.",
        success="Записано.",
        look=Look.DANGER,
        form=forms.WhyForm,
    ),
)
ACTS = (*_BEFORE, *_AT, *PART_ACTS)
