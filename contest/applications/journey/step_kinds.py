"""The kinds of steps that the application has, and the answers that they give (C-A1…C-A5)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from contest.applications import services
from contest.applications.content import wording
from contest.applications.journey.common import (
    application_day,
    calendar_year,
    contest_of,
    label,
    participant_of,
    periods,
)
from contest.applications.journey.forms_questionnaire import LENGTHS
from contest.applications.rules import experience
from contest.setup.models import StateService
from core.clock import format_date
from forms_app.answers import NOT_GIVEN, Answer, mask_number
from forms_app.engine.context import JourneyContext
from forms_app.engine.forms import StepForm
from forms_app.engine.steps import Step

NOTHING = "нет"


class OfficialStep(Step):
    """A step whose answers are grouped as the official form has them."""

    def answer(
        self, code: str, label: str, value: Any, text: str, *, sensitive: bool = False
    ) -> Answer:
        """An answer of this step."""
        return Answer(code, self.code, self.section or self.title, label, value, text, sensitive)


def by_code(answers: list[Answer]) -> dict[str, Answer]:
    """The answers by their codes."""
    return {answer.code: answer for answer in answers}


class EligibilityStep(OfficialStep):
    """Periods of work in one answer, and what they add up to."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """Centre, position, periods, length of service, ticks."""
        plain = by_code(super().answers({**cleaned, "periods": []}, ctx))
        worked = periods(cleaned["periods"])
        today = application_day(ctx)
        rows = [
            {
                "organisation": row["organisation"],
                "position": row["position"],
                "start": row["start"].isoformat(),
                "end": row["end"].isoformat() if row["end"] else None,
            }
            for row in cleaned["periods"]
        ]
        text = "\n".join(_period_line(row) for row in cleaned["periods"])
        served = experience.total(worked, today)
        total = served.length
        return [
            plain["centre"],
            plain["position"],
            self.answer("periods", "Периоды работы в центрах занятости населения", rows, text),
            self.answer(
                "experience",
                f"Стаж работы в центрах занятости населения на {format_date(today)}",
                [total.years, total.months, total.days],
                str(served),
            ),
            plain["serves"],
            plain["familiar"],
        ]


class RoleStep(OfficialStep):
    """The role follows from the service."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """Role and service."""
        service: StateService = cleaned["service"]
        role = service.role
        return [
            self.answer("role", "Роль участника конкурса", role.code, role.title),
            self.answer("service", label("application", "service"), str(service.pk), service.title),
        ]


class ParticipantStep(OfficialStep):
    """The name in one answer, as the application asks for it."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """Full name and contacts."""
        plain = by_code(super().answers(cleaned, ctx))
        parts = [cleaned["last_name"], cleaned["first_name"], cleaned["middle_name"]]
        name = " ".join(part for part in parts if part)
        return [
            self.answer("full_name", label("application", "full_name"), parts, name),
            plain["phone"],
            # «нет» names nobody, so it is not masked.
            plain["email"]
            if cleaned["email"]
            else replace(plain["email"], text=NOTHING, sensitive=False),
            plain["centre_address"],
        ]


class QuestionnairePage(OfficialStep):
    """A page of the questionnaire: each row of the appendix is one answer."""

    def rows_answer(
        self, name: str, rows: list[dict[str, Any]], line: Callable[[dict[str, Any]], str]
    ) -> Answer:
        """A group of rows as one answer, a line each."""
        value = [{key: _plain(item) for key, item in row.items()} for row in rows]
        text = "\n".join(line(row) for row in rows) or NOTHING
        return self.answer(name, label("questionnaire", name), value, text)


class QuestionnaireStep(QuestionnairePage):
    """Rows 1 and 2."""

    def saved(self, ctx: JourneyContext, form: StepForm, *, complete: bool) -> None:
        """Name and birth date are given now: whoever has applied already is written to."""
        if not complete or ctx.draft is None or ctx.corrects is not None or ctx.by_staff:
            return
        services.warn_of_second_application(
            draft=ctx.draft,
            contest=contest_of(ctx),
            participant=participant_of(ctx.data["participant"], form.cleaned_data),
        )

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """Birth date and education; the numbers of documents are not shown by a link."""
        plain = by_code(super().answers({**cleaned, "education": []}, ctx))
        rows = cleaned["education"]
        veiled = [{**row, "number": mask_number(row["number"])} for row in rows]
        education = self.rows_answer("education", rows, _education_line)
        return [
            plain["birth_date"],
            replace(education, veiled="\n".join(map(_education_line, veiled))),
        ]


class ServiceStep(QuestionnairePage):
    """Rows 3–5."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """The lengths of service in the order of the rows."""
        served: StateService = ctx.data["role"]["service"]
        labels = {
            "in_position": label("questionnaire", "in_position"),
            "in_service": label("questionnaire", "in_service"),
            "in_serving": served.role.served_label,
        }
        return [self._length(name, labels[name], cleaned) for name in LENGTHS]

    def _length(self, name: str, label: str, cleaned: dict[str, Any]) -> Answer:
        years, months = cleaned[f"{name}_years"], cleaned[f"{name}_months"]
        nothing = NOTHING if years is not None else NOT_GIVEN
        text = str(experience.Length(years or 0, months or 0)) if years or months else nothing
        return self.answer(name, label, [years, months], text)


class TrainingStep(QuestionnairePage):
    """Rows 6–8 and 10, with the year that «последний календарный год» is."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """The answers in the order of the rows."""
        plain = by_code(super().answers({**cleaned, "courses": []}, ctx))
        year = calendar_year(ctx)
        return [
            self.rows_answer("courses", cleaned["courses"], _course_line),
            plain["other"] if cleaned["other"] else replace(plain["other"], text=NOTHING),
            plain["mentoring"],
            plain["services"],
            self.answer("calendar_year", "Последний календарный год", year, str(year)),
        ]


class EnclosuresStep(OfficialStep):
    """The list of enclosures, numbered, in one answer."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """All documents, the named ones first."""
        official = wording()["enclosures"]
        titles = [official[code] for code in cleaned.get("documents", official)]
        titles += [row["title"] for row in cleaned["other_documents"]]
        text = "\n".join(f"{n}. {title}" for n, title in enumerate(titles, start=1))
        return [self.answer("enclosures", label("application", "enclosures"), titles, text)]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _period_line(row: dict[str, Any]) -> str:
    end = f"по {row['end']:%d.%m.%Y}" if row["end"] else "по настоящее время"
    return f"с {row['start']:%d.%m.%Y} {end}: {row['organisation']}, {row['position']}"


def _education_line(row: dict[str, Any]) -> str:
    level = row["other_level"] if row["level"] == "иное" else row["level"]
    return (
        f"{level}, {row['speciality']}; {row['document']} № {row['number']}"
        f" от {row['issued_on']:%d.%m.%Y}, {row['institution']}"
    )


def _course_line(row: dict[str, Any]) -> str:
    parts = [
        f"«{row['name']}»",
        experience.plural(row["hours"], "час", "часа", "часов"),
        row["topic"] and f"тема: {row['topic']}",
        row["speciality"] and f"специальность: {row['speciality']}",
        f"{row['year']} год",
        row["institution"],
        row["document"],
    ]
    return ", ".join(part for part in parts if part)
