"""The steps of the application, in their order (C-A1…C-A5)."""

from contest.applications.journey.forms_eligibility import EligibilityForm, RoleForm
from contest.applications.journey.forms_enclosures import EnclosuresForm
from contest.applications.journey.forms_indicators import IndicatorsForm
from contest.applications.journey.forms_person import HeadForm, ParticipantForm, PassportForm
from contest.applications.journey.forms_questionnaire import (
    QuestionnaireForm,
    ServiceForm,
    TrainingForm,
)
from contest.applications.journey.step_kinds import (
    EligibilityStep,
    EnclosuresStep,
    ParticipantStep,
    QuestionnaireStep,
    RoleStep,
    ServiceStep,
    TrainingStep,
)
from contest.setup.consents import PARTICIPATION
from forms_app.engine.forms import StepForm
from forms_app.engine.steps import ConsentStep, Step


def _step(kind: type[Step], code: str, title: str, form: type[StepForm], **texts: str) -> Step:
    return kind(code=code, title=title, form_class=form, **texts)  # type: ignore[arg-type]


STEPS: list[Step] = [
    _step(
        EligibilityStep,
        "eligibility",
        "Условия участия",
        EligibilityForm,
        intro="Проверим, можете ли вы участвовать: пункт 8 положения.",
        help="Нужны дата приёма на работу и дата увольнения с прежних мест в службе занятости.",
        template="contest/applications/steps/eligibility.html",
    ),
    _step(
        RoleStep,
        "role",
        "Роль и услуга",
        RoleForm,
        intro="Роль определяет анкету, которую вы заполните.",
    ),
    ConsentStep(
        code="consent",
        title="Согласие на обработку персональных данных",
        purpose=PARTICIPATION,
        intro="Это отдельный документ. Место для ваших данных заполнится из следующих ответов,"
        " после этого вы распечатаете и подпишете согласие.",
    ),
    _step(
        ParticipantStep,
        "participant",
        "Участник и центр",
        ParticipantForm,
        help="Эти данные попадут в заявку.",
    ),
    _step(
        Step,
        "passport",
        "Паспорт и адрес регистрации",
        PassportForm,
        intro="Эти данные нужны только для согласия на обработку персональных данных"
        " (приложение № 5). Их видит только секретарь конкурса.",
    ),
    _step(
        QuestionnaireStep,
        "questionnaire",
        "Анкета: рождение и образование",
        QuestionnaireForm,
        help="Ответы попадут в анкету участника. Её подпишет руководитель.",
    ),
    _step(
        ServiceStep,
        "service",
        "Анкета: стаж",
        ServiceForm,
        help="Мы сложили периоды, которые вы назвали. Проверьте и, если нужно, исправьте.",
        template="contest/applications/steps/service.html",
    ),
    _step(TrainingStep, "training", "Анкета: опыт и курсы", TrainingForm),
    _step(
        Step,
        "indicators",
        "Анкета: показатели работы",
        IndicatorsForm,
    ),
    _step(
        Step,
        "head",
        "Руководитель, который подтверждает сведения",
        HeadForm,
        help="Достоверность сведений подтверждает руководитель центра или уполномоченное лицо.",
    ),
    _step(
        EnclosuresStep,
        "enclosures",
        "Перечень прилагаемых документов",
        EnclosuresForm,
        help="Этот перечень печатается в заявке. Сканы или фотографии вы загрузите позже.",
        template="contest/applications/steps/enclosures.html",
    ),
]
