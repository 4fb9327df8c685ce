"""The pages of one vacancy: the job, its conditions, what is asked of the candidate (P-F2)."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst

from forms_app.engine.fields import DateField, NumberField
from forms_app.engine.forms import StepForm, StepWarning
from forms_app.engine.typed import Raw, collect
from placement.professions.models import Profession
from placement.requests.journey.fields import DistrictField, RublesField
from placement.vacancies.models import Vacancy
from placement.vacancies.rules.pay import is_lower_on_probation
from placement.vacancies.rules.wording import screen
from placement.vacancies.services.data import labels_of

EXPLANATION = "explanation"
YES, NO = "yes", "no"


class WordedForm(StepForm):
    """A page whose free texts are screened; ``screened`` names them.

    The field «Пояснение» is on the page only where something was found.
    """

    screened: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.typed is not None and any(screen(self.typed.get(n) or "") for n in self.screened):
            self.fields[EXPLANATION] = forms.CharField(
                label="Пояснение",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.plain = {
                **self.plain,
                EXPLANATION: "Если это не требование к работнику или его допускает закон, напишите"
                " почему. Пояснение прочтёт специалист центра, в вакансию оно не попадёт.",
            }

    def raw(self, data: Any) -> Raw:
        """Also the explanation, which an empty form does not ask for."""
        return {**super().raw(data), **collect(data, [EXPLANATION], [])}

    def warnings(self) -> list[StepWarning]:
        """What reads as a forbidden demand, beside the field it stands in."""
        said = []
        for name in self.screened:
            found = screen(self.cleaned_data.get(name) or "")
            if found:
                words = ", ".join(f"«{finding.text}»" for finding in found)
                reasons = "; ".join(dict.fromkeys(finding.reason for finding in found))
                text = (
                    f"{self.fields[name].label}: {words} – {reasons} (статья 64 Трудового кодекса)."
                    " Исправьте или напишите пояснение в конце страницы."
                )
                said.append(StepWarning(name, text))
        return said


class VacancyForm(WordedForm):
    """«Описание вакантной должности»."""

    title = forms.CharField(label="Наименование должности", max_length=255)
    places = NumberField(
        label="Число мест", min_value=1, max_value=999, decimal_places=0, initial=1
    )
    profession = forms.ModelChoiceField(
        Profession.objects.none(), label="Профессия", required=False, empty_label="Другая профессия"
    )
    profession_other = forms.CharField(label="Другая профессия", max_length=255, required=False)
    department = forms.CharField(
        label="Подразделение, в котором открыта вакансия", max_length=255, required=False
    )
    reports_to = forms.CharField(label="Кому будет подчиняться", max_length=255, required=False)
    duties = forms.CharField(
        label="Что нужно делать",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    screened = ("title", "profession_other", "department", "reports_to", "duties")
    plain = {
        "title": "Как должность называется у вас, например: повар, швея, оператор ПК.",
        "places": "Сколько человек нужно.",
        "profession": "Выберите, если подходит: этим профессиям учат у нас.",
        "profession_other": "Заполните, если в списке нет подходящей.",
        "department": "Цех, отдел, магазин. Если его нет, оставьте пустым.",
        "reports_to": "Должность того, кто будет давать задания.",
        "duties": "Простыми словами: что человек делает каждый день.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Q(is_taught=True)
        # One that was chosen while it was taught stays readable.
        chosen = (self.typed.get("profession") or "") if self.typed is not None else ""
        if chosen.isdecimal() and len(chosen) < 18:
            known |= Q(pk=chosen)
        self.fields["profession"].queryset = Profession.objects.filter(known)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One profession: of the list, or in own words."""
        data = super().clean() or self.cleaned_data
        if data.get("profession"):
            data["profession_other"] = ""
        elif "profession" not in self.errors and not data.get("profession_other"):
            self.add_error("profession_other", "Выберите профессию в списке или напишите её здесь.")
        return data


def _conditions() -> list[tuple[str, str]]:
    """What makes the work possible with a disability, in the register's words."""
    labels = labels_of(list(Vacancy.CONDITIONS))
    return [(n, capfirst(label)) for n, label in zip(Vacancy.CONDITIONS, labels, strict=True)]


class ConditionsForm(WordedForm):
    """«Условия найма работника», and what makes the work possible with a disability."""

    start_on = DateField(label="Предполагаемая дата выхода кандидата на работу", required=False)
    address = forms.CharField(label="Адрес места работы", max_length=500)
    district = DistrictField(label="Район")
    schedule = forms.ChoiceField(
        label="График работы", choices=Vacancy.Schedule.choices, widget=forms.RadioSelect
    )
    schedule_note = forms.CharField(
        label="График работы: часы и смены", max_length=255, required=False
    )
    probation = forms.CharField(label="Период испытательного срока", max_length=255, required=False)
    pay = RublesField(label="Оклад постоянный", required=False)
    pay_probation = RublesField(label="Оклад на испытательный срок", required=False)
    access = forms.MultipleChoiceField(
        label="Условия для работника с инвалидностью",
        choices=_conditions,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hearing_note = forms.CharField(
        label="Если у работника нарушен слух", max_length=500, required=False
    )
    vision_note = forms.CharField(
        label="Если у работника нарушено зрение", max_length=500, required=False
    )
    motor_note = forms.CharField(
        label="Если работнику трудно двигаться", max_length=500, required=False
    )
    screened = ("schedule_note", "probation", "hearing_note", "vision_note", "motor_note")
    plain = {
        "start_on": "Когда человек нужен, например 15.01.2027. Если не важно, оставьте пустым.",
        "address": "Где человек будет работать: город, улица, дом.",
        "district": "По нему вакансию ищут на сайте.",
        "schedule": "Что ближе всего.",
        "schedule_note": "Например: с 9 до 18, выходные суббота и воскресенье.",
        "probation": "Например: 2 месяца. Если его нет, напишите «нет».",
        "pay": "Рублей в месяц до вычета налога. Вакансии с оплатой читают чаще.",
        "pay_probation": "Рублей в месяц. Если такой же, можно оставить пустым.",
        "access": "Отметьте то, что есть. Среди наших выпускников много людей с инвалидностью.",
        "hearing_note": "Чем вы можете помочь или что важно знать. Можно оставить пустым.",
        "vision_note": "Чем вы можете помочь или что важно знать. Можно оставить пустым.",
        "motor_note": "Чем вы можете помочь или что важно знать. Можно оставить пустым.",
    }

    def clean_start_on(self) -> Any:
        """Not before the day on which the request is sent first, on the centre's clock."""
        day = self.cleaned_data["start_on"]
        if day and day < self.ctx.first_sent_on:
            raise forms.ValidationError("Эта дата уже прошла: укажите будущую или оставьте пустой.")
        return day

    def warnings(self) -> list[StepWarning]:
        """Wordings, and a lower pay on probation."""
        data = self.cleaned_data
        said = super().warnings()
        if is_lower_on_probation(data.get("pay"), data.get("pay_probation")):
            said.append(
                StepWarning(
                    "pay_probation",
                    "Оклад на испытательный срок ниже постоянного. На испытательном сроке у"
                    " работника те же права (статья 70 Трудового кодекса), и платить за ту же"
                    " работу меньше закон не позволяет. Проверьте, нет ли ошибки.",
                )
            )
        return said


class RequirementsForm(WordedForm):
    """«Требования к кандидату». Age and sex need a law and are never published."""

    education = forms.ChoiceField(label="Образование", choices=Vacancy.Education.choices)
    computer_skills = forms.CharField(label="Владение ПК", max_length=255, required=False)
    has_basis = forms.BooleanField(
        label="Есть основание в законе для требований к возрасту или полу", required=False
    )
    legal_basis = forms.CharField(
        label="Основание в законе: какой закон, какая статья", max_length=500, required=False
    )
    age = forms.CharField(label="Возраст", max_length=255, required=False)
    sex = forms.CharField(label="Пол", max_length=255, required=False)
    screened = ("computer_skills",)
    plain = {
        "education": "Какое образование нужно для этой работы.",
        "computer_skills": "Что нужно уметь на компьютере. Если ничего, оставьте пустым.",
        "has_basis": "Обычно выбирать по возрасту и полу нельзя (статья 64 Трудового кодекса)."
        " Отметьте, только если для этой работы ограничение установил закон.",
        "legal_basis": "Например: статья 265 Трудового кодекса. Нужно, если вы отметили основание.",
        "age": "Только если этого требует закон. На сайте не показывается никогда.",
        "sex": "Только если этого требует закон. На сайте не показывается никогда.",
        "more": "Если нужны работники на другие должности, опишите каждую отдельно.",
    }
    # Whether the page asks for a further vacancy; the last possible one does not.
    asks_for_more = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["education"].initial = Vacancy.Education.ANY
        if self.asks_for_more:
            explanation = self.fields.pop(EXPLANATION, None)
            self.fields["more"] = forms.ChoiceField(
                label="Добавить ещё одну вакансию?",
                choices=[(NO, "Нет, это все вакансии"), (YES, "Да, добавить ещё одну")],
                widget=forms.RadioSelect,
            )
            if explanation is not None:
                self.fields[EXPLANATION] = explanation

    def clean(self) -> dict[str, Any]:
        """Age and sex only with a law that is named."""
        data = super().clean() or self.cleaned_data
        if not data.get("has_basis"):
            for name in ("age", "sex"):
                if data.get(name):
                    self.add_error(
                        name,
                        "Выбирать по этому признаку можно, только если так велит закон. Сотрите"
                        " или отметьте выше, что основание есть, и назовите его.",
                    )
            data["legal_basis"] = ""
        elif not data.get("legal_basis"):
            self.add_error("legal_basis", "Назовите закон и статью.")
        return data


class LastRequirementsForm(RequirementsForm):
    """Of the last vacancy that one request can hold."""

    asks_for_more = False
