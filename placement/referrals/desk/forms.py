"""Forms of the desk of referrals; they only parse, the services decide."""

from typing import Any, cast

from django import forms

from core.fields import TextField
from core.forms import TidyForm
from core.models import User
from placement.cases.lifecycle import OPEN
from placement.cases.models import Case
from placement.cases.services.guards import led_by
from placement.referrals.forms import AnswerForm
from placement.referrals.models import Referral
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.vacancies.desk.fields import VacancyField

from .fields import CaseField

_AUTOMATIC = "Последняя согласованная"


class ResumeField(forms.ModelChoiceField):
    """One of the versions that a person has approved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Версия резюме",
            queryset=Resume.objects.none(),
            required=False,
            empty_label=_AUTOMATIC,
            **kwargs,
        )

    def offer(self, graduate: int) -> None:
        """Offer the approved versions of this person."""
        rows = Resume.objects.of_person(graduate).filter(state=ResumeState.APPROVED)
        self.queryset = rows.order_by("-number")


class PrepareForm(TidyForm):
    """Who is referred where; of a chosen person the version of the resume, too."""

    case = CaseField(
        label="Кого направляем",
        help_text="Имя или номер карточки. Из тех, кого вы ведёте.",
    )
    vacancy = VacancyField(
        label="Вакансия", help_text="Номер или слова из названия и работодателя."
    )
    resume = ResumeField(help_text="Работодателю уйдёт копия без даты рождения и адреса.")

    def __init__(self, *args: Any, actor: User, case: Case | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = led_by(actor).filter(state__in=OPEN).select_related("graduate")
        if case is None:
            cast(CaseField, self.fields["case"]).rows = rows
            del self.fields["resume"]
        else:
            only = rows.filter(pk=case.pk)
            label = self.fields["case"].label
            self.fields["case"] = forms.ModelChoiceField(only, label=label, empty_label=None)
            cast(ResumeField, self.fields["resume"]).offer(case.graduate_id)


class SendForm(TidyForm):
    """How it is passed on, and with which version."""

    way = forms.ChoiceField(
        label="Как передаём", choices=Referral.Way.choices, widget=forms.RadioSelect
    )
    resume = ResumeField()

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ResumeField, self.fields["resume"]).offer(referral.case.graduate_id)


class SlipForm(AnswerForm):
    """What the return slip says, or the employer on the telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = "Ответ работодателя"
        self.fields["started_on"].help_text = "Если приняли на работу."
        self.fields["decline_reason"].help_text = "Если работодатель отказал."
        self.fields["note"].help_text = "Например, когда и куда прийти. Без сведений о здоровье."


class WhyForm(TidyForm):
    """A reason that has to be said."""

    why = TextField(
        label="Почему",
        max_length=500,
        help_text="Без сведений о здоровье.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JournalForm(TidyForm):
    """Of which year the journal is printed."""

    year = forms.IntegerField(
        label="Год",
        required=False,
        min_value=1990,
        max_value=2200,
        help_text="Пусто – весь журнал.",
    )
