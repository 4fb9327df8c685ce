"""What staff can do to a case and its steps, declared once (P-2.2b, X-4)."""

from core.back_office import Act, Look
from placement.cases import services
from placement.cases.desk import forms, views
from placement.cases.models import Case

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
        service=services.record_job,
        title="Записать место работы",
        submit="Записать",
        help="Сроки 30, 60 и 90 дней, 3, 6 и 12 месяцев появятся сами.",
        success="Место работы записано, сроки поставлены.",
        form=forms.JobForm,
    ),
    Act(
        code="settle",
        button="Адаптация завершена",
        past="Адаптация завершена",
        service=services.settle,
        submit="Завершить",
        help="Человек работает, помощь больше не нужна. Запланированные шаги будут сняты.",
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
        offered=lambda case: case.is_open,
    ),
    Act(
        code="stop",
        button="Прекратить",
        past="Прекращено",
        service=services.stop,
        title="Прекратить сопровождение",
        submit="Прекратить",
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
)
# What happens to a case without an act of staff.
EVENTS = {"open": "Сопровождение начато", "tell": "Написал по своей ссылке"}


def outcome_words(code: str) -> str:
    """How a case ended, in words."""
    return str(dict(Case.Outcome.choices).get(code, ""))
