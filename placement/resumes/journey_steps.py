"""Pages of a public form on which a resume is written, and the form that staff fill in (P-F3).

For a journey: put ``resume_steps()`` among its steps and read the result with
``content_of(ctx.data, address=…, phone=…, email=…)``: what the journey has asked already is not
asked again. It is None where the person writes the resume later.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.dates import WrongDate
from core.fields import LineField, TextField
from forms_app.engine.context import JourneyContext
from forms_app.engine.fields import EmailField, PhoneField
from forms_app.engine.forms import RowForm, Rows, StepForm, StepWarning
from forms_app.engine.steps import Step
from forms_app.engine.typed import Raw
from placement.resumes.content import MOST_JOBS, MOST_STUDIES, Content, Job, Study
from placement.resumes.rules.health_words import health_words
from placement.resumes.rules.months import is_before, parse_month

NOW, LATER = "now", "later"
_WHEN = "Год, месяц и год или дата: 2021, 03.2021 или 15.03.2021."
HEALTH_NOTE = (
    "Похоже, здесь сказано о здоровье: «{words}». Резюме прочтут работодатели. О здоровье в нём можно"
    " не писать."
)


class MonthField(LineField):
    """A year, a month or a day, as people remember it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        """As it is printed; refused in words."""
        text = super().clean(value)
        try:
            return parse_month(text, latest_year=clock.local_day(clock.now()).year + 10)
        except WrongDate as error:
            raise ValidationError(str(error)) from None


def _line(label: str, *, length: int = 255) -> LineField:
    return LineField(label=label, required=False, max_length=length)


def _text(label: str, *, length: int = 1000) -> TextField:
    area = forms.Textarea(attrs={"rows": 3})
    return TextField(label=label, required=False, max_length=length, widget=area)


class PeriodForm(RowForm):
    """A row with a beginning and an end."""

    plain = {"since": _WHEN, "until": f"{_WHEN} Если ещё продолжается, оставьте пустым."}

    def clean(self) -> dict[str, Any]:
        """An end before its beginning is a slip."""
        data = super().clean() or self.cleaned_data
        if is_before(data.get("until", ""), data.get("since", "")):
            self.add_error("until", "Конец раньше начала. Проверьте даты.")
        return data


class JobForm(PeriodForm):
    """A row of «Опыт работы»."""

    since = MonthField(label="Дата приема")
    until = MonthField(label="Дата увольнения")
    organisation = _line("Наименование организации")
    position = _line("Должность")
    duties = _text("Должностные обязанности")
    questions = {
        "since": "Когда вы начали там работать?",
        "until": "Когда вы ушли оттуда?",
        "organisation": "Где вы работали?",
        "position": "Кем вы работали?",
        "duties": "Что вы там делали?",
    }


class StudyForm(PeriodForm):
    """A row of «Образование»."""

    institution = _line("Наименование учебного заведения")
    since = MonthField(label="Год поступления")
    until = MonthField(label="Год окончания")
    speciality = _line("Специальность")
    questions = {
        "institution": "Где вы учились?",
        "since": "Когда вы поступили?",
        "until": "Когда вы закончили?",
        "speciality": "На кого вы учились?",
    }


JOBS = Rows(
    "jobs",
    JobForm,
    "Место работы",
    add_label="Добавить место работы",
    max=MOST_JOBS,
    legend="Опыт работы",
    question="Где вы работали?",
    help="Практика тоже считается. Если вы не работали, оставьте пустым.",
)
STUDIES = Rows(
    "studies",
    StudyForm,
    "Учебное заведение",
    add_label="Добавить учебное заведение",
    max=MOST_STUDIES,
    legend="Образование",
    question="Где вы учились?",
)


class PartForm(StepForm):
    """A page of the resume; words about health are pointed out, nothing is barred."""

    def warnings(self) -> list[StepWarning]:
        """What an employer need not know."""
        content = Content(**_typed(self.cleaned_data))
        words = [word for _, text in content.free_texts() for word in health_words(text)]
        note = HEALTH_NOTE.format(words="», «".join(dict.fromkeys(words)))
        # Beside the first field that says so; of a row the page says it once, above.
        texts = ((name, self.cleaned_data.get(name)) for name in self.fields)
        places = [name for name, text in texts if isinstance(text, str) and health_words(text)]
        return [StepWarning(next(iter(places), ""), note)] if words else []


class WhenForm(StepForm):
    """Now or later."""

    resume_when = forms.ChoiceField(
        label="Резюме",
        choices=[(NOW, "Составить сейчас"), (LATER, "Составить потом со специалистом")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, когда составить резюме."},
    )
    questions = {"resume_when": "Когда вы хотите составить резюме?"}
    plain = {"resume_when": "Резюме – короткий рассказ о вас для работодателя."}


class AboutForm(PartForm):
    """What work is looked for, and where the person has worked and studied."""

    position = LineField(
        label="Должность",
        max_length=255,
        error_messages={"required": "Напишите, какую работу вы ищете."},
    )
    rows = (JOBS, STUDIES)
    questions = {"position": "Кем вы хотите работать?"}
    plain = {"position": "Например: повар, швея, оператор."}


class SkillsForm(PartForm):
    """Skills and further information."""

    family = _line("Семейное положение")
    district = _line("Район проживания")
    computer = _text("Уровень владения ПК")
    languages = _text("Знание иностранного языка")
    licence = _line("Категории водительского удостоверения")
    car = _line("Наличие автомобиля")
    qualities = _text("Личные качества")
    pay = _line("Ожидаемый уровень заработной платы")
    ready = _line("Готовность приступить к работе")
    sensitive = frozenset({"family"})
    questions = {
        "computer": "Что вы умеете делать на компьютере?",
        "languages": "Какие иностранные языки вы знаете?",
        "licence": "Есть ли у вас водительские права?",
        "car": "Есть ли у вас автомобиль?",
        "qualities": "Какой вы работник?",
        "pay": "Какую зарплату вы хотите?",
        "ready": "Когда вы можете начать работать?",
    }
    plain = {
        "family": "Можно не отвечать. Работодатель этого не увидит.",
        "district": "Можно не отвечать. Если напишете, работодатель увидит только район.",
        "licence": "Напишите категории, например B.",
        "qualities": "Например: аккуратный, внимательный. О здоровье писать не нужно.",
    }


class ResumeForm(SkillsForm):
    """The whole resume on one page, as staff type it together with the person."""

    address = _line("Адрес", length=500)
    phone = PhoneField(label="Телефон", required=False)
    email = EmailField(label="Электронная почта", required=False)
    position = AboutForm.base_fields["position"]
    rows = (JOBS, STUDIES)
    field_order = ("position", "family", "address", "district", "phone", "email")


def resume_steps(*, code: str = "resume") -> list[Step]:
    """Three pages: now or later, work and studies, skills."""

    def is_now(ctx: JourneyContext) -> bool:
        return bool(ctx.data.get(f"{code}-when", {}).get("resume_when") == NOW)

    return [
        Step(code=f"{code}-when", title="Резюме", form_class=WhenForm),
        Step(
            code=f"{code}-about",
            title="Резюме: работа и учёба",
            form_class=AboutForm,
            when=is_now,
        ),
        Step(
            code=f"{code}-skills",
            title="Резюме: что вы умеете",
            form_class=SkillsForm,
            when=is_now,
        ),
    ]


def content_of(
    data: Mapping[str, Mapping[str, Any]],
    *,
    address: str = "",
    phone: str = "",
    email: str = "",
    code: str = "resume",
) -> Content | None:
    """What the steps say, with what the journey has asked itself; None where it is for later."""
    if data.get(f"{code}-when", {}).get("resume_when") != NOW:
        return None
    typed = {**data.get(f"{code}-about", {}), **data.get(f"{code}-skills", {})}
    return typed_content({**typed, "address": address, "phone": phone, "email": email})


def typed_content(cleaned: Mapping[str, Any]) -> Content:
    """The content out of a form's cleaned data."""
    return Content(**_typed(cleaned))


def _typed(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    names = Content.__dataclass_fields__
    values = {name: value for name, value in cleaned.items() if name in names}
    values["jobs"] = tuple(Job(**row) for row in cleaned.get("jobs", ()))
    values["studies"] = tuple(Study(**row) for row in cleaned.get("studies", ()))
    return values


def raw_of(content: Content) -> Raw:
    """The entries that `ResumeForm` shows of a resume that is written already."""
    raw: Raw = {}
    for name in ResumeForm.base_fields:
        raw[name] = [getattr(content, name)]
    for spec, rows in ((JOBS, content.jobs), (STUDIES, content.studies)):
        raw[spec.count_name] = [str(max(len(rows), 1))]
        for number, row in enumerate(rows, start=1):
            for name in spec.form_class.base_fields:
                raw[f"{spec.prefix}{number}-{name}"] = [getattr(row, name)]
    return raw
