"""What staff can do to the figures of a year, declared once (P-2.4d, X-4)."""

from core.back_office import Act, Look
from placement.statistics import services
from placement.statistics.desk import forms, views
from placement.statistics.desk.table_import import FiguresImportView
from placement.statistics.models import Snapshot
from placement.statistics.services.guards import is_left_to_another


def _is_draft(snapshot: Snapshot) -> bool:
    return snapshot.is_draft


def _may_be_corrected(snapshot: Snapshot) -> bool:
    return snapshot.may_be_corrected


LIST_ACTS = (
    Act(
        code="start",
        button="Новый год",
        past="Начат ввод",
        service=services.start_snapshot,
        submit="Начать",
        right="enter",
        icon="plus",
        form=forms.StartForm,
    ),
)
ACTS = (
    Act(
        code="import",
        button="Внести из таблицы",
        past="Внесено из таблицы",
        service=services.import_rows,
        submit="Просмотреть",
        help="Таблица – с графами федеральной формы мониторинга. Скачайте бланк: в нём уже"
        " стоят программы. Вносится она только целиком.",
        right="enter",
        offered=_is_draft,
        view=FiguresImportView,
    ),
    Act(
        code="edit",
        button="Источник и правило",
        past="Изменены источник и правило",
        service=services.edit_snapshot,
        title="Источник и правило подсчёта",
        submit="Сохранить",
        success="Изменения сохранены.",
        right="enter",
        form=forms.FrameForm,
        offered=_is_draft,
        view=views.FrameView,
    ),
    Act(
        code="approve",
        button="Утвердить",
        past="Утверждение",
        service=services.approve,
        title="Утвердить сведения",
        help="После утверждения числа не меняются. Опубликовать их нужно за 10 рабочих дней.",
        success="Сведения утверждены.",
        right="approve",
        left_to_another=is_left_to_another,
        look=Look.MAIN,
    ),
    Act(
        code="publish",
        button="Опубликовать",
        past="Публикация",
        service=services.publish,
        title="Опубликовать сведения",
        help="Сведения сразу появятся на сайте. Прежние сведения за этот год будут заменены.",
        success="Сведения опубликованы.",
        right="publish",
        look=Look.MAIN,
    ),
    Act(
        code="reopen",
        button="Вернуть",
        past="Возврат на исправление",
        service=services.reopen,
        title="Вернуть на исправление",
        help="Сведения ещё не опубликованы: их исправят и утвердят заново.",
        success="Сведения возвращены.",
        right="approve",
        form=forms.WhyForm,
    ),
    Act(
        code="correct",
        button="Внести исправление",
        past="Начато исправление",
        service=services.start_correction,
        submit="Начать исправление",
        help="Опубликованные сведения остаются на сайте, пока исправление не утвердят и не"
        " опубликуют. Снятые с публикации вернутся на сайт тем же путём.",
        right="enter",
        form=forms.CorrectionForm,
        offered=_may_be_corrected,
        view=views.CorrectView,
    ),
    Act(
        code="withdraw",
        button="Снять с публикации",
        past="Снятие с публикации",
        service=services.withdraw,
        help="Числа этого года исчезнут с сайта. На странице останется, когда и почему сведения"
        " сняты. Вернуть их можно исправлением, которое утверждают и публикуют как обычно.",
        success="Сведения сняты с публикации.",
        right="publish",
        look=Look.DANGER,
        form=forms.WithdrawForm,
    ),
    Act(
        code="discard",
        button="Удалить черновик",
        past="Черновик удалён",
        service=services.discard,
        help="Черновик и его числа будут удалены. В истории останется, кто и почему это сделал.",
        success="Черновик удалён.",
        right="enter",
        look=Look.DANGER,
        form=forms.WhyForm,
        offered=_is_draft,
        leads_to_list=True,
    ),
)
# What the history tells beside the acts.
EVENTS = {
    "enter-row": "Внесены числа программы",
    "remove-row": "Программа убрана",
    "supersede": "Замена исправлением",
}
