"""What staff can do to a case and its steps, declared once (P-2.2b, X-4)."""

from core.back_office import Act, Look, PartActView
from placement.cases import services
from placement.cases.desk import consilia, forms, views
from placement.cases.models import Case

_ENDS = (
    "Закончатся согласия, которые даны до конца сопровождения: передача резюме, комитет, фото в резюме,"
    " здоровье, рекомендации наставнику. Нужные на работе условия уничтожатся сразу, вернуть их нельзя."
)


def _hired_words(case: Case) -> str:
    """What came of it: a job, or a promise of one."""
    if case.jobs.filter(ended_on=None).exists():
        return "Место работы записано, сроки поставлены."
    return "Выход на работу запланирован. Когда человек выйдет, запишите место работы ещё раз."


LIST_ACTS = (
    Act(
        code="create",
        button="Начать сопровождение",
        past="Сопровождение начато",
        service=services.open_case,
        submit="Начать",
        success="Сопровождение начато.",
        icon="plus",
        form=forms.OpenForm,
        view=views.OpenView,
    ),
)
ACTS = (
    Act(
        code="add-step",
        button="Запланировать шаг",
        past="Запланирован шаг",
        service=services.add_step,
        submit="Запланировать",
        success="Шаг запланирован.",
        look=Look.MAIN,
        form=forms.StepForm,
        offered=lambda case: case.is_open,
    ),
    Act(
        code="record-step",
        button="Записать сделанное",
        past="Записан шаг",
        service=services.record_step,
        submit="Записать",
        success="Записано.",
        form=forms.RecordStepForm,
        offered=lambda case: case.is_open,
    ),
    Act(
        code="hire",
        button="Принят на работу",
        past="Принят на работу",
        service=services.hire,
        title="Записать место работы",
        submit="Записать",
        help="Сроки на рабочем месте появятся сами: их список – «Виды шагов». Если человек выйдет на"
        " работу позже, поставьте этот день: в шагах появится «Принят на работу», а сроки – когда вы"
        " подтвердите, что он вышел.",
        success_for=_hired_words,
        form=forms.JobForm,
        view=views.HireView,
    ),
    Act(
        code="settle",
        button="Адаптация завершена",
        past="Адаптация завершена",
        service=services.settle,
        submit="Завершить",
        help=f"Человек работает, помощь больше не нужна. Запланированные шаги будут сняты. {_ENDS}",
        success="Сопровождение завершено.",
        form=forms.SettleForm,
    ),
    Act(
        code="lose",
        button="Потерял работу",
        past="Потерял работу",
        service=services.lose_job,
        submit="Записать",
        help="Будущие сроки этого места работы будут сняты, подбор начнётся снова.",
        success="Записано. Подбор работы продолжается.",
        form=forms.LostForm,
    ),
    Act(
        code="hand-over",
        button="Передать другому",
        past="Передано другому специалисту",
        service=services.hand_over,
        title="Передать другому специалисту",
        submit="Передать",
        success="Передано.",
        form=forms.HandOverForm,
        initial=lambda case: {"leading": case.specialist_id},
        offered=lambda case: case.is_open,
        view=views.HandOverView,
    ),
    Act(
        code="call-consilium",
        button="Назначить консилиум",
        past="Назначен консилиум",
        service=services.call_consilium,
        submit="Назначить",
        help="День появится среди шагов. Приглашение и бланк протокола можно будет распечатать.",
        success="Консилиум назначен. Распечатайте приглашение.",
        form=consilia.CallForm,
        offered=lambda case: case.is_open,
    ),
    Act(
        code="stop",
        button="Прекратить",
        past="Прекращено",
        service=services.stop,
        title="Прекратить сопровождение",
        submit="Прекратить",
        help=f"Запланированные шаги будут сняты. {_ENDS}",
        success="Сопровождение прекращено.",
        look=Look.DANGER,
        form=forms.StopForm,
    ),
    Act(
        code="reopen",
        button="Продолжить",
        past="Продолжено",
        service=services.reopen,
        title="Продолжить сопровождение",
        submit="Продолжить",
        success="Сопровождение продолжается.",
        form=forms.WhyForm,
    ),
    Act(
        code="complete-step",
        button="Выполнено",
        past="Выполнен шаг",
        service=services.complete_step,
        title="Шаг выполнен",
        submit="Записать",
        success="Записано.",
        form=forms.CompleteForm,
        offered=lambda step: step.done_on is None,
        parts=lambda case: case.steps.select_related("kind", "case__graduate__key"),
        part_name="step",
        view=views.StepView,
    ),
    Act(
        code="drop-step",
        button="Не нужно",
        past="Снят шаг",
        service=services.drop_step,
        title="Шаг не нужен",
        submit="Снять",
        success="Шаг снят.",
        look=Look.DANGER,
        form=forms.WhyForm,
        offered=lambda step: step.done_on is None,
        parts=lambda case: case.steps.select_related("kind", "case__graduate__key"),
        part_name="step",
        view=views.StepView,
    ),
    Act(
        code="record-protocol",
        button="Рекомендации и протокол",
        past="Записан протокол консилиума",
        service=services.record_protocol,
        submit="Сохранить",
        success="Рекомендации сохранены. Ознакомьте с ними человека.",
        right="health",
        form=consilia.ProtocolForm,
        parts=consilia.of_case,
        part_name="consilium",
        view=consilia.ProtocolView,
    ),
    Act(
        code="acknowledge",
        button="Ознакомлены",
        past="Ознакомлены с рекомендациями консилиума",
        service=services.acknowledge,
        title="Кого ознакомили с рекомендациями",
        submit="Записать",
        success="Записано.",
        form=consilia.ToldForm,
        parts=consilia.of_case,
        part_name="consilium",
        view=PartActView,
    ),
)
# What happens to a case without an act of staff.
EVENTS = {"open": "Сопровождение начато", "tell": "Написал по своей ссылке"}


def outcome_words(code: str) -> str:
    """How a case ended, in words."""
    return str(dict(Case.Outcome.choices).get(code, ""))
