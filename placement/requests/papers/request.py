"""The approved form «Заявка от потенциального работодателя», a sheet per vacancy (P-F2, X-8)."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from core import paper
from core.clock import MONTHS
from forms_app.answers import Answer, short_digest
from forms_app.consents import BLANK
from forms_app.engine.journey import PaperInput, PaperSpec
from forms_app.engine.values import NOT_GIVEN
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.services import find_by_inn
from placement.requests.form import COMPANY_PAGE, VACANCY_PAGES
from placement.vacancies.record import VACANCIES

TITLE = "ЗАЯВКА ОТ ПОТЕНЦИАЛЬНОГО РАБОТОДАТЕЛЯ О ПОТРЕБНОСТИ В РАБОТНИКЕ"


class Row(NamedTuple):
    """A row of the form; an empty text is a line to write on."""

    label: str
    text: str


class Part(NamedTuple):
    """A heading of the form and its rows."""

    title: str
    rows: list[Row]


class Day(NamedTuple):
    """«15» января 2027 г.; empty parts are lines."""

    day: str
    month: str
    year: str


@dataclass(frozen=True)
class Sheet:
    """One vacancy on its own sheet."""

    number: int
    start: Day
    parts: list[Part]


class _Answers:
    def __init__(self, answers: Iterable[Answer]) -> None:
        self._by_place = {(a.step, a.code): a for a in answers}

    def text(self, step: str, codes: Iterable[str]) -> str:
        """The answers in one row; what was not answered leaves nothing."""
        chosen = (self._by_place.get((step, code)) for code in codes)
        return "; ".join(a.text for a in chosen if a is not None and _is_given(a))

    def value(self, step: str, code: str) -> Any:
        answer = self._by_place.get((step, code))
        return answer.value if answer else None

    def has(self, step: str) -> bool:
        return any(place[0] == step for place in self._by_place)


def _is_given(answer: Answer) -> bool:
    """Whether there is something to print; hidden answers have no value, but a text."""
    return answer.text not in ("", NOT_GIVEN)


def sheets(answers: Iterable[Answer]) -> list[Sheet]:
    """The vacancies as the form has them."""
    given = _Answers(answers)
    vacancies: list[Sheet] = []
    while given.has(f"vacancy-{(number := len(vacancies) + 1)}"):
        parts = [
            Part(title, [Row(label, given.text(f"{page}-{number}", c)) for label, c in rows])
            for page, title in VACANCY_PAGES.items()
            if (rows := VACANCIES.paper_rows(page))
        ]
        vacancies.append(
            Sheet(number, _day(given.value(f"conditions-{number}", "start_on")), parts)
        )
    return vacancies


def company_rows(answers: Iterable[Answer]) -> list[Row]:
    """The table about the enterprise."""
    given = _Answers(answers)
    rows = EMPLOYERS.paper_rows(COMPANY_PAGE)
    return [Row(label, given.text(COMPANY_PAGE, codes)) for label, codes in rows]


def printed(given: PaperInput) -> list[Answer]:
    """The answers as they are printed: of what a known employer only confirms, lines to write on.

    Anybody can type an ИНН: the bank's own data are printed for staff, and for an employer who has
    proved to be so (``ctx.disclosed`` holds the ИНН). What was typed is printed in any case.
    """
    answers = list(given.answers)
    typed = _Answers(answers)
    if not typed.value(COMPANY_PAGE, "state"):
        return answers
    inn = str(typed.value("employer", "inn"))
    employer = find_by_inn(inn) if given.ctx.by_staff or inn in given.ctx.disclosed else None
    return [_of_bank(one, employer) if _is_confirmed(one) else one for one in answers]


def _is_confirmed(answer: Answer) -> bool:
    """Whether it is shown masked because the bank has it and nothing else was typed."""
    return answer.step == COMPANY_PAGE and not answer.value and answer.text != BLANK


def _of_bank(answer: Answer, employer: Employer | None) -> Answer:
    text = EMPLOYERS.text(employer, answer.code) if employer is not None else ""
    return dataclasses.replace(answer, text=text)


def render(given: PaperInput) -> paper.Paper:
    """The form, filled in; «Составлена» is the day of sending, before it the present one."""
    answers = printed(given)
    return paper.render(
        "placement/requests/papers/request.html",
        {
            "form_title": TITLE,
            "start_label": VACANCIES.official("start_on"),
            "company": company_rows(answers),
            "sheets": sheets(answers),
            "composed": _day(given.ctx.first_sent_on.isoformat()),
            "reference": given.reference,
            "digest": short_digest(given.digest),
        },
        title=f"Заявка от потенциального работодателя – {given.reference}",
        made_at=given.made_at,
    )


def spec() -> PaperSpec:
    """The paper; contact person and consent are not on it, so they do not void its signed copy."""
    return _RequestSpec(
        code="request", title="Заявка от потенциального работодателя", slot="signed", render=render
    )


class _RequestSpec(PaperSpec):
    """Repeats the company and all vacancies, however many."""

    def covers(self, answers: Sequence[Answer]) -> list[Answer]:
        """All but the contact person, and the consent or how the person was informed."""
        return [a for a in answers if a.step not in ("consent", "informed", "contact")]


def _day(text: str | None) -> Day:
    if not text:
        return Day("", "", "")
    year, month, day = text.split("-")
    return Day(str(int(day)), MONTHS[int(month) - 1], year)
