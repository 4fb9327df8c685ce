"""The papers that a participant prints and signs: Appendices 1–5 (C-A1…C-A5, X-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contest.applications.content import wording
from contest.applications.papers.view import (
    INDICATOR,
    Answers,
    application_rows,
    paragraphs,
    questionnaire_rows,
    signature,
)
from contest.setup.consents import is_appendix_5
from core import paper
from forms_app.answers import Answer, short_digest
from forms_app.consents import fill
from forms_app.engine.journey import PaperInput, PaperSpec

if TYPE_CHECKING:
    from contest.setup.models import Contest

# What each paper repeats: another changed answer does not void its signed scan.
_PERSON = {"full_name"}
APPLICATION = frozenset(
    _PERSON
    | {"service", "phone", "email", "centre", "centre_address", "enclosures"}
    | {"head_post", "head_name"}
)
QUESTIONNAIRE = frozenset(
    _PERSON
    | {"position", "role", "birth_date", "education", "in_position", "in_service", "in_serving"}
    | {"courses", "other", "mentoring", "services", "calendar_year", "head_post", "head_name"}
)
CONSENT = frozenset(
    _PERSON
    | {"agree", "passport_series", "passport_number", "passport_issuer", "passport_date"}
    | {"department_code", "address"}
)


@dataclass(frozen=True)
class AppendixSpec(PaperSpec):
    """A paper that repeats the answers with these ``codes``, whatever step they are given on."""

    codes: frozenset[str] = frozenset()

    def covers(self, answers: Sequence[Answer]) -> list[Answer]:
        """The answers that this paper repeats; rows 9.x belong to the questionnaire."""
        return [
            answer
            for answer in answers
            if answer.code in self.codes
            or (self.code == "questionnaire" and answer.code.startswith(INDICATOR))
        ]


def application(given: PaperInput) -> paper.Paper:
    """Appendix 1: the application (C-A1)."""
    answers = Answers(given.answers)
    context = {"rows": application_rows(answers), "signature": signature(answers)}
    return _render("application", given, appendix=1, context=context, title="Заявка на участие")


def questionnaire(given: PaperInput) -> paper.Paper:
    """Appendix 2, 3 or 4, as the role has it (C-A2…C-A4)."""
    answers = Answers(given.answers)
    context = {
        "role": answers.text("role"),
        "full_name": answers.text("full_name"),
        "position": answers.text("position"),
        "rows": questionnaire_rows(answers),
        "calendar_year": answers.text("calendar_year"),
        "signature": signature(answers),
    }
    appendix = given.data["role"]["service"].role.appendix
    return _render(
        "questionnaire", given, appendix=appendix, context=context, title="Анкета участника"
    )


def consent(given: PaperInput) -> paper.Paper:
    """The very text that was agreed to, filled in; Appendix 5 where it is its wording (C-A5)."""
    text = given.data["consent"]["text"]
    values = given.ctx.journey.consent_values(given.ctx, text.purpose)
    context = {"consent_title": text.title, "paragraphs": paragraphs(fill(text.body, values))}
    appendix = 5 if is_appendix_5(text.body) else None
    return _render("consent", given, appendix=appendix, context=context, title=text.title)


def specs() -> list[PaperSpec]:
    """The papers of one application, in the order of the appendices."""
    rows = [
        ("application", "Заявка на участие в конкурсе", application, APPLICATION),
        ("questionnaire", "Анкета участника конкурса", questionnaire, QUESTIONNAIRE),
        ("consent", "Согласие на обработку персональных данных", consent, CONSENT),
    ]
    return [
        AppendixSpec(code=code, title=title, slot=code, render=render, codes=codes)
        for code, title, render, codes in rows
    ]


def _render(
    name: str, given: PaperInput, *, appendix: int | None, context: dict[str, Any], title: str
) -> paper.Paper:
    contest: Contest = given.ctx.about.subject
    texts = wording()
    return paper.render(
        f"contest/applications/papers/{name}.html",
        {
            "annex": texts["annex"].format(number=appendix) if appendix else "",
            "annex_to": texts["annex_to"],
            "form": texts[name],
            "captions": texts["signature"],
            "nomination": contest.nomination,
            "reference": given.reference,
            "digest": short_digest(given.digest),
            **context,
        },
        title=f"{title} – {given.reference}",
        made_at=given.made_at,
    )
