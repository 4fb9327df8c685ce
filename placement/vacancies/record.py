"""The register of vacancies: its fields, declared once (P-F2, P-2.4b, FACTS § 3)."""

from functools import partial

from django import forms

from core.fields import NumberField
from core.records import Asked, Audience, Field, Group, Record
from placement.common import districts
from placement.common.fields import DistrictField
from placement.professions.models import Profession
from placement.vacancies.fields import RublesField
from placement.vacancies.models import Vacancy
from placement.vacancies.rules.pay import grouped

PUBLIC = Audience.PUBLIC
_job = partial(Asked, step="vacancy")
_terms = partial(Asked, step="conditions")
_candidate = partial(Asked, step="requirements")
_NO_SELECTION = "Не публикуется. Указывают, только если этого требует закон."
_NOTE = "Чем вы поможете или что важно знать."


def _condition(name: str) -> Field:
    """A condition that makes the work possible with a disability: one tick among several."""
    return Field(
        name,
        audience=PUBLIC,
        asked=_terms(
            code="access",
            is_tick=True,
            question="Отметьте то, что есть. Среди наших выпускников много людей с инвалидностью.",
            field=_conditions_field,
            is_required=False,
        ),
    )


def _workplace(name: str) -> Field:
    """What the workplace has: a tick of a question of ours that may be left out."""
    return Field(
        name,
        audience=PUBLIC,
        asked=_job(
            code="workplace",
            is_tick=True,
            question="Это наш вопрос, в утверждённой форме его нет: можно не отвечать. По ответу мы"
            " подбираем тех, кому у вас будет удобно.",
            field=_workplace_field,
            is_required=False,
        ),
    )


def _workplace_field() -> forms.Field:
    return forms.MultipleChoiceField(
        label="Что есть на рабочем месте",
        choices=[(name, VACANCIES.label(name)) for name in Vacancy.WORKPLACE],
        widget=forms.CheckboxSelectMultiple,
    )


def _note(name: str, official: str) -> Field:
    """What the employer says to people with one kind of disability."""
    return Field(name, official, audience=PUBLIC, is_screened=True, asked=_terms(question=_NOTE))


def _conditions_field() -> forms.Field:
    return forms.MultipleChoiceField(
        label="Условия для работника с инвалидностью",
        choices=[(name, VACANCIES.label(name)) for name in Vacancy.CONDITIONS],
        widget=forms.CheckboxSelectMultiple,
    )


VACANCIES = Record(
    Vacancy,
    Group(
        "Должность",
        Field(
            "title",
            audience=PUBLIC,
            paper="Наименование должности",
            is_listed=True,
            is_searched=True,
            is_exported=True,
            is_screened=True,
            asked=_job(
                question="Как должность называется у вас, например: повар, швея, оператор ПК."
            ),
        ),
        Field(
            "places",
            audience=PUBLIC,
            is_exported=True,
            asked=_job(
                question="Сколько человек нужно.",
                field=partial(NumberField, min_value=1, max_value=999, decimal_places=0, initial=1),
            ),
        ),
        Field(
            "profession",
            help="Из перечня учреждения. Без неё вакансию не публикуют.",
            audience=PUBLIC,
            is_searched=True,
            is_filtered=True,
            is_exported=True,
            asked=_job(
                question="Выберите, если подходит: этим профессиям учат у нас.",
                field=lambda: forms.ModelChoiceField(
                    Profession.objects.none(), empty_label="Другая профессия"
                ),
            ),
        ),
        Field(
            "profession_other",
            help="Как назвал работодатель, если профессии нет в перечне.",
            is_searched=True,
            is_exported=True,
            is_screened=True,
            asked=_job(question="Заполните, если в списке нет подходящей."),
        ),
        Field(
            "department",
            "Подразделение, в котором открыта вакансия",
            audience=PUBLIC,
            paper="Подразделение, в котором открыта вакансия",
            is_searched=True,
            is_screened=True,
            asked=_job(question="Цех, отдел, магазин. Если его нет, оставьте пустым."),
        ),
        Field(
            "reports_to",
            paper="Кому будет подчиняться",
            is_screened=True,
            asked=_job(question="Должность того, кто будет давать задания."),
        ),
        Field(
            "duties",
            audience=PUBLIC,
            lines=5,
            is_screened=True,
            asked=_job(
                question="Простыми словами: что человек делает каждый день.",
                field=lambda: forms.CharField(
                    max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
                ),
            ),
        ),
    ),
    Group(
        "Место и время работы",
        Field(
            "start_on",
            "Предполагаемая дата выхода кандидата на работу",
            help="дд.мм.гггг",
            audience=PUBLIC,
            asked=_terms(
                question="Когда человек нужен, например 15.01.2027. Если не важно, оставьте пустым."
            ),
        ),
        Field(
            "address",
            audience=PUBLIC,
            paper="Адрес места работы",
            is_searched=True,
            is_exported=True,
            asked=_terms(question="Где человек будет работать: город, улица, дом."),
        ),
        Field(
            "district",
            audience=PUBLIC,
            paper="Адрес места работы",
            is_searched=True,
            is_filtered=True,
            is_exported=True,
            form_field=lambda: forms.ChoiceField(choices=[("", "–"), *districts.GROUPED]),
            asked=_terms(question="По нему вакансию ищут на сайте.", field=DistrictField),
        ),
        Field(
            "schedule",
            audience=PUBLIC,
            paper="График работы",
            is_filtered=True,
            is_exported=True,
            asked=_terms(
                question="Что ближе всего.",
                field=lambda: forms.ChoiceField(
                    choices=Vacancy.Schedule.choices, widget=forms.RadioSelect
                ),
            ),
        ),
        Field(
            "schedule_note",
            "График работы: часы и смены",
            audience=PUBLIC,
            paper="График работы",
            is_screened=True,
            asked=_terms(question="Например: с 9 до 18, выходные суббота и воскресенье."),
        ),
        Field(
            "term",
            help="В заявке об этом не спрашивают: узнайте у работодателя.",
            audience=PUBLIC,
            is_filtered=True,
            is_exported=True,
            form_field=lambda: forms.ChoiceField(
                choices=[("", "Не указано"), *Vacancy.Term.choices]
            ),
        ),
    ),
    Group(
        "Оплата и испытательный срок",
        Field(
            "probation",
            "Период испытательного срока",
            audience=PUBLIC,
            paper="Период испытательного срока",
            is_screened=True,
            asked=_terms(question="Например: 2 месяца. Если его нет, напишите «нет»."),
        ),
        Field(
            "pay",
            "Оклад постоянный",
            help="В месяц, рублей, до вычета налога.",
            audience=PUBLIC,
            paper="Оклад постоянный",
            shown=grouped,
            is_exported=True,
            asked=_terms(
                question="Рублей в месяц до вычета налога. Вакансии с оплатой читают чаще.",
                field=RublesField,
            ),
        ),
        Field(
            "pay_probation",
            "Оклад на испытательный срок",
            audience=PUBLIC,
            paper="Оклад на испытательный срок",
            shown=grouped,
            is_exported=True,
            asked=_terms(
                question="Рублей в месяц. Если такой же, можно оставить пустым.",
                field=RublesField,
            ),
        ),
    ),
    Group(
        "Возраст и пол – не публикуется",
        Field(
            "age_requirement",
            help=_NO_SELECTION,
            paper="Возраст",
            asked=_candidate(
                code="age",
                only_if="has_basis",
                question="Только если этого требует закон. На сайте не показывается никогда.",
            ),
        ),
        Field(
            "sex_requirement",
            help=_NO_SELECTION,
            paper="Пол",
            asked=_candidate(
                code="sex",
                only_if="has_basis",
                question="Только если этого требует закон. На сайте не показывается никогда.",
            ),
        ),
        Field(
            "legal_basis",
            "Основание в законе: какой закон, какая статья",
            help="Статья закона или пункт перечня, который требует такого возраста или пола.",
            asked=_candidate(
                only_if="has_basis",
                question="Например: статья 265 Трудового кодекса. Нужно, если вы отметили основание.",
            ),
        ),
        note="Видят только работники центра. На сайт, в поиск, в таблицы и отчёты не попадает.",
    ),
    Group(
        "Требования",
        Field(
            "education",
            audience=PUBLIC,
            paper="Образование",
            is_exported=True,
            asked=_candidate(
                question="Какое образование нужно для этой работы.",
                field=lambda: forms.ChoiceField(
                    choices=Vacancy.Education.choices, initial=Vacancy.Education.ANY
                ),
            ),
        ),
        Field(
            "computer_skills",
            audience=PUBLIC,
            paper="Владение ПК",
            is_screened=True,
            asked=_candidate(
                question="Что нужно уметь на компьютере. Если ничего, оставьте пустым."
            ),
        ),
    ),
    Group(
        "Условия для работников с инвалидностью",
        *map(_condition, Vacancy.CONDITIONS),
        _note("hearing_note", "Если у работника нарушен слух"),
        _note("vision_note", "Если у работника нарушено зрение"),
        _note("motor_note", "Если работнику трудно двигаться"),
    ),
    Group(
        "Рабочее место",
        *map(_workplace, Vacancy.WORKPLACE),
        note="В утверждённой форме этих вопросов нет. Пусто – работодателя не спросили.",
    ),
    Group(
        "Проверка формулировок",
        Field(
            "wording_ground",
            help="Если формулировку, которую отметила проверка, закон допускает. Без основания"
            " вакансию не публикуют, пока слова не исправлены.",
        ),
        Field(
            "wording_explanation",
            help="Почему это основание подходит именно к этой работе: обязательно, если оно выбрано.",
            lines=3,
        ),
    ),
    kept_by_services=(
        "request",
        "number",
        "employer",
        "state",
        "wording_flags",
        "created_at",
        "published_at",
        "confirmed_at",
        "asked_at",
        "ask_serial",
        "stale_at",
        "hidden_at",
        "ended_at",
        "filled_places",
        "end_note",
        "is_demo",
        "search_key",
    ),
)
