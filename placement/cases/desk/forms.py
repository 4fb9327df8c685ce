"""Forms of the cases; they only parse, the services decide."""

from typing import Any, cast

from django import forms

from core import clock
from core.fields import DateField, TextField
from core.forms import TidyForm
from core.models import User
from placement.cases import workload
from placement.cases.models import Case, Step, StepKind
from placement.employers.fields import EmployerField
from placement.graduates.desk.forms import specialists
from placement.graduates.models import Graduate

NO_HEALTH = "Без диагнозов и сведений о здоровье: для них есть своё место и своё согласие."
# What a person or a paper tells; «system» is no choice of staff.
SOURCES = [choice for choice in Step.Source.choices if choice[0] != Step.Source.SYSTEM]
ENDINGS = [
    choice
    for choice in Case.Outcome.choices
    if choice[0] not in (Case.Outcome.SETTLED, Case.Outcome.CONSENT)
]


def _today() -> Any:
    return clock.local_day(clock.now())


def _day(label: str, **kwargs: Any) -> DateField:
    return DateField(label=label, **{"help_text": "дд.мм.гггг", **kwargs})


def _note(label: str = "Что было", **kwargs: Any) -> TextField:
    kwargs.setdefault("help_text", NO_HEALTH)
    return TextField(
        label=label,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        **kwargs,
    )


def _source() -> forms.ChoiceField:
    return forms.ChoiceField(label="Откуда известно", choices=SOURCES, widget=forms.RadioSelect)


class SpecialistField(forms.ModelChoiceField):
    """Who leads graduates, each with how many; above the norm is a warning, no refusal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}: {workload.in_words(obj.led)}"


class OpenForm(TidyForm):
    """Who is led, by whom; by default by who opens it."""

    graduate = forms.ModelChoiceField(
        Graduate.objects.none(), label="Выпускник", widget=forms.HiddenInput
    )
    specialist = SpecialistField(label="Специалист", empty_label=None)
    opened_on = _day("С какого дня", initial=_today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = workload.with_led(specialists())
        cast(SpecialistField, self.fields["specialist"]).queryset = offered
        graduates = Graduate.objects.current()
        cast(forms.ModelChoiceField, self.fields["graduate"]).queryset = graduates


class HandOverForm(TidyForm):
    """To whom, and what was promised."""

    to = SpecialistField(label="Кому", empty_label="Выберите специалиста")
    promised = TextField(
        label="Что обещали человеку",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Новый специалист прочитает это первым. Если ничего не обещали, так и напишите.",
    )
    # Who led when the form was opened.
    leading = forms.ModelChoiceField(User.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SpecialistField, self.fields["to"]).queryset = workload.with_led(specialists())


class StepForm(TidyForm):
    """A step to be done."""

    kind = forms.ModelChoiceField(
        StepKind.objects.filter(code="", is_active=True), label="Шаг", empty_label=None
    )
    due_on = _day("Когда")
    note = _note("О чём")


class RecordStepForm(TidyForm):
    """A step that was done without a plan."""

    kind = forms.ModelChoiceField(
        StepKind.objects.filter(code="", is_active=True), label="Шаг", empty_label=None
    )
    done_on = _day("Когда", initial=_today)
    source = _source()
    note = _note()


class CompleteForm(TidyForm):
    """How a planned step was done."""

    done_on = _day("Когда", initial=_today)
    source = _source()
    note = _note()


class JobForm(TidyForm):
    """Where the graduate works."""

    employer = EmployerField(
        label="Работодатель", help_text="ИНН, номер карточки или слова из наименования."
    )
    position = forms.CharField(label="Должность", max_length=255)
    started_on = _day(
        "Работает с", help_text="дд.мм.гггг; можно и будущий день, не дальше трёх месяцев"
    )
    is_in_profession = forms.TypedChoiceField(
        label="По полученной профессии",
        choices=[("yes", "Да"), ("no", "Нет"), ("", "Неизвестно")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    source = _source()


class LostForm(TidyForm):
    """That the work is over."""

    ended_on = _day("Последний день работы", initial=_today)
    reason = forms.CharField(
        label="Почему",
        max_length=500,
        required=False,
        help_text=NO_HEALTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = _source()


class SettleForm(TidyForm):
    """When the adaptation ended."""

    ended_on = _day("День завершения", initial=_today)


class StopForm(TidyForm):
    """Why the case ends before that."""

    outcome = forms.ChoiceField(label="Чем закончилось", choices=ENDINGS, widget=forms.RadioSelect)
    ended_on = _day("День завершения", initial=_today)
    why = forms.CharField(
        label="Пояснение",
        max_length=500,
        required=False,
        help_text=NO_HEALTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WhyForm(TidyForm):
    """A reason that has to be said."""

    why = forms.CharField(label="Почему", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
