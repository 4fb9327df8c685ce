"""The questionnaire of Appendices 2–4: general part and indicators 9.x (C-A2…C-A4)."""

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects

from contest.applications import services
from contest.applications.journey import comparing
from contest.applications.journey.common import (
    application_day,
    calendar_year,
    contest_of,
    label,
    participant_of,
    periods,
)
from contest.applications.papers.view import INDICATOR
from contest.applications.rules import experience, questionnaire
from contest.setup.models import ContestRole, Indicator
from core.fields import UNIT_WORDS, NumberField, WholeNumberField
from forms_app.engine.fields import AbsentOrNumberField, DateField
from forms_app.engine.forms import RowForm, Rows, StepForm, StepWarning

HOURS_IN_YEAR = 366 * 24
LENGTHS = ("in_position", "in_service", "in_serving")
MONTHS_HELP = "Сколько месяцев сверх полных лет: от 0 до 11."


class EducationRow(RowForm):
    """A document of education, as row 2 asks."""

    level = forms.ChoiceField(
        label="Образование (высшее, среднепрофессиональное, иное)",
        choices=[
            ("", "Выберите"),
            ("высшее", "высшее"),
            ("среднепрофессиональное", "среднепрофессиональное"),
            ("иное", "иное"),
        ],
    )
    other_level = forms.CharField(label="Какое иное образование", max_length=255, required=False)
    speciality = forms.CharField(
        label="Специальность по диплому или иному документу", max_length=500
    )
    document = forms.CharField(label="Вид документа об образовании", max_length=255)
    number = forms.CharField(label="Номер документа", max_length=100)
    issued_on = DateField(label="Дата выдачи", not_future=True)
    institution = forms.CharField(
        label="Наименование организации, выдавшей документ", max_length=500
    )
    plain = {
        "level": "После школы: вуз – высшее, техникум или колледж – среднепрофессиональное.",
        "other_level": "Заполните, если выбрали «иное».",
        "speciality": "На кого вы учились, как написано в дипломе.",
        "document": "Например: диплом бакалавра.",
        "number": "Серия и номер, как в документе.",
        "issued_on": "День, когда выдали документ, например 25.06.2012.",
        "institution": "Где вы учились: название, как в документе.",
    }

    def clean(self) -> dict[str, Any]:
        """«Иное» is named."""
        data = super().clean() or self.cleaned_data
        if data.get("level") == "иное" and not data.get("other_level"):
            self.add_error("other_level", "Напишите, какое образование.")
        return data


class CourseRow(RowForm):
    """A course, as row 6 asks."""

    name = forms.CharField(label="Наименование курсов", max_length=500)
    hours = WholeNumberField(
        label="Количество часов", units=UNIT_WORDS["ч"], min_value=1, max_value=10_000
    )
    topic = forms.CharField(label="Тема", max_length=500, required=False)
    speciality = forms.CharField(label="Специальность", max_length=500, required=False)
    year = WholeNumberField(label="Год", units=UNIT_WORDS["лет"], min_value=1950)
    institution = forms.CharField(label="Организация, выдавшая документ", max_length=500)
    document = forms.CharField(label="Вид документа", max_length=255)
    plain = {
        "name": "Как называются курсы в удостоверении.",
        "hours": "Сколько часов длилось обучение: число из документа.",
        "topic": "Чему учили. Если тема не указана, оставьте пустым.",
        "speciality": "По какой специальности. Если не указана, оставьте пустым.",
        "year": "Год, когда вы закончили курсы, например 2024.",
        "institution": "Кто выдал документ о курсах.",
        "document": "Например: удостоверение о повышении квалификации.",
    }

    def clean_year(self) -> int:
        """Not in the future."""
        year: int = self.cleaned_data["year"]
        if self.ctx is not None and year > application_day(self.ctx).year:
            raise forms.ValidationError("Этот год ещё не наступил.")
        return year


class QuestionnaireForm(StepForm):
    """Rows 1–8 and 10."""

    birth_date = DateField(label=label("questionnaire", "birth_date"))
    mentoring = NumberField(
        label=label("questionnaire", "mentoring"),
        min_value=0,
        max_value=HOURS_IN_YEAR,
        decimal_places=1,
    )
    services = forms.CharField(
        label=label("questionnaire", "services"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    other = forms.CharField(
        label=label("questionnaire", "other"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sensitive = frozenset({"birth_date"})
    rows = [
        Rows(
            "education",
            EducationRow,
            "Образование",
            "Добавить образование",
            min=1,
            max=10,
            after="birth_date",
            legend=label("questionnaire", "education"),
            help="По одной записи на каждый диплом или иной документ.",
        ),
        Rows(
            "courses",
            CourseRow,
            "Курсы",
            "Добавить курсы",
            max=30,
            after="in_serving_months",
            legend=label("questionnaire", "courses"),
            help="Если курсов не было, оставьте пустым.",
        ),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: ContestRole = self.ctx.data["role"]["service"].role
        year = calendar_year(self.ctx)
        self.official = {
            "in_position": label("questionnaire", "in_position"),
            "in_service": label("questionnaire", "in_service"),
            "in_serving": role.served_label,
        }
        for name in LENGTHS:
            self._add_length(name)
        self._suggest_service()
        self.order_fields(
            [
                "birth_date",
                *(f"{name}_{unit}" for name in LENGTHS for unit in ("years", "months")),
                "other",
                "mentoring",
                "services",
            ]
        )
        self.plain = {
            "birth_date": "День, месяц и год, например 05.03.1990.",
            "in_position_years": "Сколько полных лет вы работаете в нынешней должности.",
            "in_service_years": "Сколько полных лет вы работаете в службе занятости.",
            "in_serving_years": "Сколько из этих лет вы сами оказываете услуги.",
            **{f"{name}_months": MONTHS_HELP for name in LENGTHS},
            "other": "Что ещё вы хотите рассказать о себе и своей работе.",
            "mentoring": f"Сколько часов за {year} год вы учили других специалистов."
            " Если не учили, напишите 0.",
            "services": f"Какие услуги и сервисы вы оказывали в {year} году.",
        }

    def _add_length(self, name: str) -> None:
        for unit, words, top in (("years", "полных лет", 80), ("months", "и месяцев", 11)):
            self.fields[f"{name}_{unit}"] = WholeNumberField(
                label=f"{self.official[name]}: {words}",
                units=UNIT_WORDS["лет" if unit == "years" else "мес."],
                blank_is=0 if unit == "months" else None,
                min_value=0,
                max_value=top,
                widget=forms.TextInput(attrs={"size": "4"}),
            )

    def _suggest_service(self) -> None:
        """Row 4 is what the periods of eligibility add up to, unless the person knows better."""
        if rows := self.ctx.data.get("eligibility", {}).get("periods"):
            worked = experience.total(periods(rows), application_day(self.ctx)).length
            self.fields["in_service_years"].initial = worked.years
            self.fields["in_service_months"].initial = worked.months

    def length(self, name: str) -> experience.Length:
        """A length of service as typed."""
        data = self.cleaned_data
        return experience.Length(data.get(f"{name}_years") or 0, data.get(f"{name}_months") or 0)

    @property
    def lengths(self) -> dict[str, experience.Length]:
        """Rows 3–5 as typed."""
        return {f"{name}_years": self.length(name) for name in LENGTHS}

    def clean(self) -> dict[str, Any]:
        """Possible birth date; row 5 within row 4; work not before the age of 14."""
        data = super().clean() or self.cleaned_data
        if born_on := data.get("birth_date"):
            today = application_day(self.ctx)
            fault = questionnaire.birth_date_fault(born_on, today)
            worked = periods(self.ctx.data.get("eligibility", {}).get("periods", []))
            early = [p for p in worked if experience.faults(p, today=today, born_on=born_on)]
            if not fault and early:
                fault = (
                    "Дата рождения не согласуется с периодами работы: работа началась бы раньше"
                    f" {experience.YOUNGEST_WORKER} лет."
                )
            if fault:
                self.add_error("birth_date", fault)
        if questionnaire.served_exceeds_service(
            self.length("in_serving"), self.length("in_service")
        ):
            self.add_error(
                "in_serving_years",
                "Стаж непосредственного оказания услуг (строка 5) не может быть больше стажа"
                " работы в службе занятости (строка 4).",
            )
        comparing.refuse_impossible(self, self.lengths)
        return data

    def warnings(self) -> list[StepWarning]:
        """Unusual, but possible."""
        doubts = comparing.questionnaire_doubts(self, self.lengths)
        if questionnaire.position_exceeds_service(
            self.length("in_position"), self.length("in_service")
        ):
            text = (
                "Стаж в занимаемой должности (строка 3) больше стажа работы в службе занятости"
                " (строка 4). Проверьте, нет ли ошибки."
            )
            doubts.append(StepWarning("in_position_years", text))
        return doubts


class IndicatorsForm(StepForm):
    """Rows 9.x of the role; «услуга не оказывалась» differs from 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: ContestRole = self.ctx.data["role"]["service"].role
        year = calendar_year(self.ctx)
        self.plain = {}
        self.asked: dict[str, Indicator] = {}
        # A page builds this form several times; the rows are read once.
        prefetch_related_objects([role], "indicators")
        for indicator in role.indicators.all():
            name = indicator_code(indicator.number)
            self.asked[name] = indicator
            self.fields[name] = _indicator_field(indicator)
            self.plain[name] = f"{indicator.help_text} Данные за {year} год.".strip()

    @property
    def first_application(self) -> str:
        """For staff: the number of the application that this person has filed already."""
        given = self.ctx.data
        if not self.ctx.by_staff or self.ctx.corrects is not None:
            return ""
        entry = services.standing_entry(
            contest=contest_of(self.ctx),
            participant=participant_of(given["participant"], given["questionnaire"]),
        )
        return entry.submission.reference if entry is not None else ""

    def warnings(self) -> list[StepWarning]:
        """«Услуга не оказывалась» beside a number of services."""
        return comparing.indicator_doubts(self, self.asked)


def indicator_code(number: str) -> str:
    """The code of row ``number`` of the questionnaire: «9.1» is «indicator-9-1»."""
    return f"{INDICATOR}{number.replace('.', '-')}"


def _indicator_field(indicator: Indicator) -> forms.Field:
    units = {Indicator.Unit.PERCENT: "%", Indicator.Unit.DAYS: "дн.", Indicator.Unit.COUNT: "ед."}
    number = NumberField(
        unit=units[Indicator.Unit(indicator.unit)],
        min_value=indicator.minimum,
        max_value=indicator.maximum,
        decimal_places=0 if indicator.unit == Indicator.Unit.COUNT else 2,
    )
    text = f"{indicator.number} {indicator.label}"
    if indicator.may_be_absent:
        return AbsentOrNumberField(number=number, label=text)
    number.label = text
    return number
