"""The questionnaire of Appendices 2–4, rows 1–8 and 10, on three pages (C-A2…C-A4)."""

from typing import Any

from django import forms

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
from contest.applications.rules import experience, questionnaire
from contest.setup.models import ContestRole
from core.fields import UNIT_WORDS, NumberField, WholeNumberField
from forms_app.engine.fields import DateField
from forms_app.engine.forms import RowForm, Rows, StepForm, StepWarning

HOURS_IN_YEAR = 366 * 24
LENGTHS = ("in_position", "in_service", "in_serving")


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
    veiled = frozenset({"number"})

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
        "name": "Как в удостоверении.",
        "hours": "Число из документа.",
        "topic": "Если не указана, оставьте пустым.",
        "speciality": "Если не указана, оставьте пустым.",
        "year": "Когда закончили, например 2024.",
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
    """Rows 1 and 2: birth date and education."""

    birth_date = DateField(label=label("questionnaire", "birth_date"))
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
            question="Образование",
            help="По одной записи на каждый диплом или иной документ.",
            proposed={"document": "диплом"},
        ),
    ]
    questions = {"birth_date": "Дата рождения"}
    plain = {"birth_date": "Например, 05.03.1990."}

    def clean(self) -> dict[str, Any]:
        """A possible birth date; work not before the age of 14."""
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
        comparing.refuse_impossible(self)
        return data

    def warnings(self) -> list[StepWarning]:
        """Unusual, but possible."""
        return comparing.questionnaire_doubts(self)


class ServiceForm(StepForm):
    """Rows 3–5: lengths of service, proposed from the periods of work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: ContestRole = self.ctx.data["role"]["service"].role
        official = {
            "in_position": label("questionnaire", "in_position"),
            "in_service": label("questionnaire", "in_service"),
            "in_serving": role.served_label,
        }
        asked = {
            "in_position": "В нынешней должности",
            "in_service": "В службе занятости",
            "in_serving": "Из них вы сами оказываете услуги",
        }
        self.questions = {}
        for name in LENGTHS:
            self._add_length(name, official[name], asked[name])
        self._propose()

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

    def _add_length(self, name: str, official: str, asked: str) -> None:
        for unit, words, top in (("years", "полных лет", 80), ("months", "и месяцев", 11)):
            self.fields[f"{name}_{unit}"] = WholeNumberField(
                label=f"{official}: {words}",
                units=UNIT_WORDS["лет" if unit == "years" else "мес."],
                blank_is=0 if unit == "months" else None,
                min_value=0,
                max_value=top,
                widget=forms.TextInput(attrs={"size": "4"}),
            )
            plain_words = words if unit == "years" else "ещё месяцев"
            self.questions[f"{name}_{unit}"] = f"{asked}: {plain_words}"

    def _propose(self) -> None:
        """What the periods of eligibility add up to, unless the person knows better."""
        worked = periods(self.ctx.data.get("eligibility", {}).get("periods", []))
        today = application_day(self.ctx)
        present = [period for period in worked if period.end is None]
        for name, counted in zip(LENGTHS, (present, worked, worked), strict=True):
            if counted:
                length = experience.total(counted, today).length
                self.fields[f"{name}_years"].initial = length.years
                self.fields[f"{name}_months"].initial = length.months

    def length(self, name: str) -> experience.Length:
        """A length of service as typed."""
        data = self.cleaned_data
        return experience.Length(data.get(f"{name}_years") or 0, data.get(f"{name}_months") or 0)

    @property
    def lengths(self) -> dict[str, experience.Length]:
        """Rows 3–5 as typed."""
        return {f"{name}_years": self.length(name) for name in LENGTHS}

    def clean(self) -> dict[str, Any]:
        """Row 5 within row 4; no service that a life has no room for."""
        data = super().clean() or self.cleaned_data
        if questionnaire.served_exceeds_service(
            self.length("in_serving"), self.length("in_service")
        ):
            self.add_error(
                "in_serving_years",
                "Стаж непосредственного оказания услуг (строка 5) не может быть больше стажа"
                " работы в службе занятости (строка 4).",
            )
        comparing.refuse_impossible_service(self, self.lengths)
        return data

    def warnings(self) -> list[StepWarning]:
        """Unusual, but possible."""
        doubts = comparing.service_doubts(self, self.lengths)
        if questionnaire.position_exceeds_service(
            self.length("in_position"), self.length("in_service")
        ):
            text = (
                "Стаж в занимаемой должности (строка 3) больше стажа работы в службе занятости"
                " (строка 4). Проверьте, нет ли ошибки."
            )
            doubts.append(StepWarning("in_position_years", text))
        return doubts


class TrainingForm(StepForm):
    """Rows 6–8 and 10: courses, anything else, mentoring, services."""

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
    rows = [
        Rows(
            "courses",
            CourseRow,
            "Курсы",
            "Добавить курсы",
            max=30,
            after="services",
            legend=label("questionnaire", "courses"),
            question="Курсы и переподготовка",
            help="Если курсов не было, оставьте пустым.",
        ),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = calendar_year(self.ctx)
        self.order_fields(["mentoring", "services", "other"])
        self.questions = {
            "mentoring": f"Сколько часов за {year} год вы были наставником",
            "services": f"Какие услуги и сервисы вы предоставляли в {year} году",
            "other": "Что ещё вы хотите рассказать о себе и своей работе",
        }
        self.plain = {
            "mentoring": "Если не были, оставьте 0.",
            "services": "Одну вы уже назвали. Допишите остальные услуги и сервисы.",
        }
        if not self.ctx.by_staff:
            self.fields["mentoring"].initial = 0
            self.fields["services"].initial = self.ctx.data["role"]["service"].title

    def clean(self) -> dict[str, Any]:
        """No course before the age of 14."""
        data = super().clean() or self.cleaned_data
        comparing.refuse_impossible_courses(self)
        return data
