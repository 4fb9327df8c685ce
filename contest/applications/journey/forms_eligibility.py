"""Eligibility and role: who may take part and as what (C-2, C-8)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contest.applications.content import wording
from contest.applications.journey.common import application_day, contest_of, label, periods
from contest.applications.journey.fields import ServiceField
from contest.applications.rules import cross_checks, experience
from contest.setup.models import EmploymentCentre
from core.clock import format_date, format_deadline
from core.text import nbsp
from forms_app.engine.fields import DateField
from forms_app.engine.forms import RowForm, Rows, StepForm, StepWarning


class PeriodRow(RowForm):
    """One period of work in an employment centre."""

    organisation = forms.CharField(
        label="Центр занятости населения", max_length=500, required=False
    )
    position = forms.CharField(label="Должность", max_length=255, required=False)
    start = DateField(label="Дата начала работы")
    end = DateField(label="Дата окончания работы", required=False)
    ongoing = forms.BooleanField(label="По настоящее время", required=False)
    plain = {
        "organisation": "Если нынешний, оставьте пустым.",
        "position": "Если нынешняя, оставьте пустым.",
        "start": "Например, 04.09.2023.",
        "end": "Если работаете сейчас, оставьте пустым.",
    }

    def clean(self) -> dict[str, Any]:
        """Exactly one of an end and «по настоящее время»; no impossible dates."""
        data = super().clean() or self.cleaned_data
        start, end, ongoing = data.get("start"), data.get("end"), data.get("ongoing")
        if end and ongoing:
            self.add_error("end", "Укажите дату окончания или отметьте «По настоящее время».")
        elif not end and not ongoing and "end" not in self.errors:
            self.add_error("end", "Введите дату окончания или отметьте «По настоящее время».")
        if start and self.ctx is not None and "end" not in self.errors:
            faults = experience.faults(
                experience.Period(start, end), today=application_day(self.ctx)
            )
            for text in faults:
                self.add_error("end" if "окончания" in text[:15] else "start", text)
        return data


class EligibilityForm(StepForm):
    """Centre, position, periods of work: at least the contest's years of service (C-8)."""

    centre: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=label("application", "centre"), empty_label="Выберите центр"
    )
    position = forms.CharField(label=wording()["questionnaire"]["position"], max_length=255)
    serves = forms.BooleanField(
        label="Непосредственно оказываю государственные услуги в сфере занятости населения",
        error_messages={
            "required": "В конкурсе участвуют специалисты, которые сами оказывают государственные"
            " услуги (пункты 2 и 8 положения)."
        },
    )
    familiar = forms.BooleanField(
        label="С положением о конкурсе ознакомлен(а)",
        error_messages={"required": "Прочитайте положение о конкурсе и отметьте это."},
    )
    rows = [
        Rows(
            "periods",
            PeriodRow,
            "Период работы",
            "Добавить период",
            min=1,
            after="position",
            legend="Периоды работы в центрах занятости населения",
            help="Начните с нынешней работы. Укажите все периоды: они складываются, перерывы не"
            " мешают. Считаем по календарным дням и полными месяцами и берём то, что больше.",
            proposed={"ongoing": True},
        )
    ]
    questions = {
        "centre": "Центр, в котором вы работаете",
        "position": "Ваша должность сейчас",
    }
    essential = frozenset({"centre"})
    plain = {
        "position": "Как в трудовой книжке.",
        "serves": "То есть вы сами работаете с гражданами или работодателями.",
        "familiar": "Это отдельная отметка, она не входит в согласие на обработку данных.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was filed stays readable when a centre leaves the list.
        filed = self.ctx.submission is not None
        centres = (
            EmploymentCentre.objects.all()
            if filed
            else contest_of(self.ctx).centres.filter(is_active=True)
        )
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined]

    @property
    def regulation_url(self) -> str:
        """Where the contest's regulation is read; empty when none is published."""
        slug = contest_of(self.ctx).regulation_slug
        return f"/regulations/{slug}/" if slug else ""

    def clean(self) -> dict[str, Any]:
        """Refuse too short a service, naming the clause and the first possible day."""
        data = super().clean() or self.cleaned_data
        rows = self.bound_rows["periods"]
        for row in rows.cleaned_data:
            # Asked once: a period without them is of the present centre and post.
            row["organisation"] = row["organisation"] or getattr(data.get("centre"), "name", "")
            row["position"] = row["position"] or data.get("position", "")
        # Of an incomplete set this is what staff say in words, and what it may be refused for.
        if not rows.is_valid() or self.ctx.lacks:
            return data
        worked = periods(rows.cleaned_data)
        if all(period.end for period in worked):
            raise ValidationError(
                "Хотя бы один период должен длиться по настоящее время: в конкурсе участвуют"
                " действующие специалисты центров занятости (пункт 8 положения)."
            )
        today = application_day(self.ctx)
        years = contest_of(self.ctx).min_experience_years
        if not experience.is_enough(worked, today, years):
            raise ValidationError(self._too_short(worked))
        return data

    def warnings(self) -> list[StepWarning]:
        """Periods that overlap."""
        worked = periods(self.cleaned_data["periods"])
        pairs = cross_checks.overlaps(worked, application_day(self.ctx))
        text = cross_checks.overlap_words(pairs)
        return [StepWarning("periods", text)] if text else []

    def _too_short(self, worked: list[experience.Period]) -> str:
        contest, today = contest_of(self.ctx), application_day(self.ctx)
        years = contest.min_experience_years
        need = experience.plural(years, "года", "лет", "лет")
        text = (
            f"Ваш стаж работы в центрах занятости на {format_date(today)} –"
            f" {experience.total(worked, today)}. По пункту 8 положения нужен стаж не менее {need}"
            " на дату подачи заявки."
        )
        first = experience.earliest_day(worked, today, years)
        if first is None:
            return text
        text += f" Вы сможете подать заявку с {format_date(first)}"
        closes = contest.applications_close_at
        if first > closes.astimezone(contest.tz).date():
            text += f", но заявки на этот конкурс принимаются {format_deadline(closes, contest.tz)}"
        return nbsp(f"{text}.")


class RoleForm(StepForm):
    """The state service; it brings the role and so the questionnaire (C-2)."""

    essential = frozenset({"service"})
    questions = {"service": "Какую услугу вы оказываете чаще всего"}
    plain = {"service": "От этого зависит ваша роль и вопросы анкеты."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"] = ServiceField(
            contest_of(self.ctx), label=label("application", "service")
        )
