"""The steps of the employer's request and the answers that they give (P-F2)."""

import dataclasses
from collections.abc import Callable
from typing import Any

from forms_app import consents
from forms_app.answers import Answer
from forms_app.engine.context import JourneyContext
from forms_app.engine.forms import StepForm
from forms_app.engine.steps import ConsentStep, Step
from placement.consents import CONTACT_PERSON
from placement.employers.record import EMPLOYERS
from placement.employers.services import find_by_inn
from placement.requests.form import COMPANY_PAGE, VACANCY_PAGES
from placement.requests.journey.forms_company import (
    KNOWN,
    NEW,
    CompanyForm,
    EmployerForm,
    KnownCompanyForm,
)
from placement.requests.journey.forms_contact import ContactForm, InformedForm
from placement.requests.journey.forms_vacancy import (
    EXPLANATION,
    GROUND,
    YES,
    ConditionsForm,
    LastRequirementsForm,
    RequirementsForm,
    VacancyForm,
)
from placement.vacancies.rules.grounds import LABELS

MOST_VACANCIES = 10
# What leads through the form and is no answer.
_NO_ANSWER = frozenset({"about", "more"})


class CompanyStep(Step):
    """A new employer gives the company's data, a known one confirms the bank's.

    Which of them it was is typed with the step, so that what was filed stays what it was when the
    bank knows the employer; what was typed for another ИНН is not taken.
    """

    def form(self, ctx: JourneyContext, data: Any = None) -> StepForm:
        """The form that suits the ИНН."""
        inn = ctx.data["employer"]["inn"]
        employer = find_by_inn(inn)
        typed = (data.get("about") or "") if data is not None else ""
        if typed == f"{NEW}:{inn}" or employer is None:
            fits = typed == f"{NEW}:{inn}"
            return CompanyForm(data if fits else None, ctx=ctx, step=self)
        fits = typed == f"{KNOWN}:{inn}"
        return KnownCompanyForm(data if fits else None, ctx=ctx, step=self, employer=employer)

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """The company; what a known employer confirms is said as it was shown: masked."""
        form = CompanyForm(ctx=ctx, step=self)
        state = cleaned.get("state")
        answers = []
        employer = find_by_inn(ctx.data["employer"]["inn"]) if state else None
        if employer is not None:
            asked = KnownCompanyForm(ctx=ctx, step=self, employer=employer)
            answers.append(self._answer("state", asked.fields["state"], state, form=asked))
        for name in form.names:
            answer = self._answer(name, form.fields[name], cleaned.get(name), form=form)
            if employer is not None and not cleaned.get(name):
                text = EMPLOYERS.masked(employer, name) or answer.text
                answer = dataclasses.replace(answer, text=text, sensitive=False, veiled="")
            answers.append(answer)
        return answers


class VacancyStep(Step):
    """A page of one vacancy."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """What was asked, and on what ground of the law doubtful wordings stand."""
        answers = [a for a in super().answers(cleaned, ctx) if a.code not in _NO_ANSWER]
        if ground := cleaned.get(GROUND):
            words = LABELS[ground]
            answers.append(
                Answer(GROUND, self.code, self.section, "Основание в законе", ground, words)
            )
        if text := cleaned.get(EXPLANATION):
            answers.append(
                Answer(
                    EXPLANATION, self.code, self.section, "Пояснение к формулировкам", text, text
                )
            )
        return answers


def _wanted(number: int) -> Callable[[JourneyContext], bool] | None:
    """Whether the vacancy before asks for this one; the first is always there."""
    if number == 1:
        return None
    return lambda ctx: ctx.data.get(f"requirements-{number - 1}", {}).get("more") == YES


def _is_informed(ctx: JourneyContext) -> bool:
    """Whether the contact person is told of the request instead of consenting on the site."""
    return ctx.came_on_paper and not consents.was_given(ctx, CONTACT_PERSON)


def _vacancy(number: int) -> list[Step]:
    last = number == MOST_VACANCIES
    pages: list[tuple[str, str, type[StepForm]]] = [
        ("vacancy", "должность", VacancyForm),
        ("conditions", "условия", ConditionsForm),
        ("requirements", "требования", LastRequirementsForm if last else RequirementsForm),
    ]
    return [
        VacancyStep(
            code=f"{code}-{number}",
            title=f"Вакансия {number}: {title}",
            section=f"Вакансия {number}. {VACANCY_PAGES[code]}",
            form_class=form_class,
            when=_wanted(number),
        )
        for code, title, form_class in pages
    ]


STEPS: tuple[Step, ...] = (
    Step(code="employer", title="Кто вы", form_class=EmployerForm),
    CompanyStep(
        code=COMPANY_PAGE,
        title="Предприятие",
        form_class=CompanyForm,
        template="placement/requests/steps/company.html",
    ),
    *(step for number in range(1, MOST_VACANCIES + 1) for step in _vacancy(number)),
    ConsentStep(
        code="consent",
        title="Согласие контактного лица",
        purpose=CONTACT_PERSON,
        help="Согласие даёт сам человек, с которым центр будет связываться. Его имя, должность и"
        " телефон спросим на следующем шаге.",
        is_signed=False,
        when=lambda ctx: not _is_informed(ctx),
    ),
    Step(
        code="informed",
        title="Контактное лицо уведомлено",
        form_class=InformedForm,
        intro="Заявка пришла на бумаге или по почте, и согласия в её форме нет. Запишите, как"
        " человек узнал, что центр хранит его данные.",
        when=_is_informed,
    ),
    Step(code="contact", title="Контактное лицо", form_class=ContactForm),
)
