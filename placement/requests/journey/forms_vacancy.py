"""The pages of one vacancy: the job, its conditions, what is asked of the candidate (P-F2)."""

from typing import Any

from django import forms

from forms_app.engine.forms import StepWarning
from forms_app.engine.recorded import RecordStepForm
from forms_app.engine.typed import Raw, collect
from placement.professions.models import Profession
from placement.requests.rules.plausible import is_far_ahead
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules import grounds
from placement.vacancies.rules.pay import is_lower_on_probation, looks_like_thousands
from placement.vacancies.rules.wording import screen

GROUND, EXPLANATION = "ground", "explanation"
YES, NO = "yes", "no"


class WordedForm(RecordStepForm):
    """A page whose free texts are screened.

    Ground and explanation are asked for only where something was found.
    """

    record = VACANCIES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.typed is not None and any(screen(self.typed.get(n) or "") for n in self.screened):
            self.fields[GROUND] = forms.ChoiceField(
                label="Основание в законе",
                required=False,
                choices=[("", "Основания нет: слова нужно исправить"), *grounds.EMPLOYER_CHOICES],
            )
            self.fields[EXPLANATION] = forms.CharField(
                label="Пояснение",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.plain = {
                **self.plain,
                GROUND: "Если такое требование допускает закон, выберите, на каком основании. Без"
                " основания вакансию не опубликуют, пока слова не исправлены.",
                EXPLANATION: "Почему это основание подходит именно к этой работе. Пояснение"
                " прочтёт специалист центра, в вакансию оно не попадёт.",
            }

    def clean(self) -> dict[str, Any]:
        """A ground of the law and words that say how it applies belong together."""
        data = super().clean() or self.cleaned_data
        ground, text = data.get(GROUND), data.get(EXPLANATION)
        if text and not ground and GROUND not in self.errors:
            self.add_error(
                GROUND, "Выберите основание в законе. Если его нет, исправьте слова выше."
            )
        if ground and EXPLANATION not in self.errors and not grounds.is_explanation(text or ""):
            self.add_error(EXPLANATION, grounds.EXPLAIN)
        return data

    def raw(self, data: Any) -> Raw:
        """Also ground and explanation, which an empty form does not ask for."""
        return {**super().raw(data), **collect(data, [GROUND, EXPLANATION], [])}

    def warnings(self) -> list[StepWarning]:
        """What reads as a forbidden demand, beside the field it stands in."""
        warnings = []
        for name in self.screened:
            findings = screen(self.cleaned_data.get(name) or "")
            if findings:
                words = ", ".join(f"«{finding.text}»" for finding in findings)
                reasons = "; ".join(dict.fromkeys(finding.reason for finding in findings))
                text = (
                    f"{self.fields[name].label}: {words} – {reasons} (статья 64 Трудового кодекса)."
                    " Исправьте. Если так велит закон, выберите основание в конце страницы и"
                    " поясните его: иначе вакансию не опубликуют."
                )
                warnings.append(StepWarning(name, text))
        return warnings


class VacancyForm(WordedForm):
    """«Описание вакантной должности»."""

    page = "vacancy"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = (self.typed.get("profession") or "") if self.typed is not None else ""
        self.fields["profession"].queryset = Profession.objects.offered(chosen)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One profession: of the list, or in own words."""
        data = super().clean() or self.cleaned_data
        if data.get("profession"):
            data["profession_other"] = ""
        elif "profession" not in self.errors and not data.get("profession_other"):
            self.add_error("profession_other", "Выберите профессию в списке или напишите её здесь.")
        return data


class ConditionsForm(WordedForm):
    """«Условия найма работника», and what makes the work possible with a disability."""

    page = "conditions"

    def clean_start_on(self) -> Any:
        """Not before the day on which the request is sent first, on the centre's clock."""
        day = self.cleaned_data["start_on"]
        if day and day < self.ctx.first_sent_on:
            raise forms.ValidationError("Эта дата уже прошла: укажите будущую или оставьте пустой.")
        return day

    def warnings(self) -> list[StepWarning]:
        """Wordings, a start far ahead, pay in thousands, a lower pay on probation."""
        data = self.cleaned_data
        warnings = super().warnings()
        start_on = data.get("start_on")
        if start_on and is_far_ahead(start_on, self.ctx.first_sent_on):
            text = "Работа начнётся больше чем через год. Проверьте, нет ли ошибки в дате."
            warnings.append(StepWarning("start_on", text))
        for name in ("pay", "pay_probation"):
            if looks_like_thousands(data.get(name)):
                text = (
                    f"{self.fields[name].label}: меньше 1 000 руб. в месяц. Если это тысячи,"
                    " допишите нули."
                )
                warnings.append(StepWarning(name, text))
        if is_lower_on_probation(data.get("pay"), data.get("pay_probation")):
            warnings.append(
                StepWarning(
                    "pay_probation",
                    "Оклад на испытательный срок ниже постоянного. На испытательном сроке у"
                    " работника те же права (статья 70 Трудового кодекса), и платить за ту же"
                    " работу меньше закон не позволяет. Проверьте, нет ли ошибки.",
                )
            )
        return warnings


class RequirementsForm(WordedForm):
    """«Требования к кандидату». Age and sex need a law and are never published."""

    page = "requirements"
    has_basis = forms.BooleanField(
        label="Есть основание в законе для требований к возрасту или полу", required=False
    )
    field_order = ("education", "computer_skills", "has_basis", "legal_basis", "age", "sex")
    plain = {
        "has_basis": "Обычно выбирать по возрасту и полу нельзя (статья 64 Трудового кодекса)."
        " Отметьте, только если для этой работы ограничение установил закон.",
        "more": "Если нужны работники на другие должности, опишите каждую отдельно.",
    }
    # Whether the page asks for a further vacancy; the last possible one does not.
    asks_for_more = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.asks_for_more:
            last = {n: self.fields.pop(n) for n in (GROUND, EXPLANATION) if n in self.fields}
            self.fields["more"] = forms.ChoiceField(
                label="Добавить ещё одну вакансию?",
                choices=[(NO, "Нет, это все вакансии"), (YES, "Да, добавить ещё одну")],
                widget=forms.RadioSelect,
            )
            self.fields.update(last)

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
        elif not grounds.names_a_law(data.get("legal_basis") or ""):
            self.add_error("legal_basis", "Назовите закон и статью.")
        return data


class LastRequirementsForm(RequirementsForm):
    """Of the last vacancy that one request can hold."""

    asks_for_more = False
