"""What staff are told when a contest is set up: dates that cannot be kept, parts that are missing."""

import datetime as dt
from collections.abc import Callable

from contest.setup.consents import PARTICIPATION
from contest.setup.models import Contest, Part
from contest.setup.rules import conflicts as rules
from contest.setup.rules.timetable import Span
from core import clock
from core.calendar import overrides
from core.clock import format_date
from forms_app.consents import KEEP_DRAFT, has_text

Check = Callable[[Contest], list[str]]
_further: list[Check] = []

NO_TEXT = "У оператора нет действующего текста согласия: подать заявку нельзя. Нужно согласие на"


def register(check: Check) -> None:
    """Have ``check`` say what another noun of the contest lacks; called once at start."""
    _further.append(check)


def contest_warnings(contest: Contest) -> list[str]:
    """Russian sentences about ``contest``; an empty list when nothing is amiss (C-7, C-K1, C-K8).

    Warnings never block saving: an approved regulation may be impossible to keep, and the
    contest has to be entered as it was approved.
    """
    findings = rules.find_conflicts(plan_of(contest), overrides())
    further = (text for check in _further for text in check(contest))
    in_words = (_in_words(finding) for finding in findings)
    return [*_missing(contest), *further, *in_words, *_role_plays(contest)]


def plan_of(contest: Contest) -> rules.Plan:
    """The contest's dates in its own time zone, as the rule takes them."""
    spans = [Span(s.title, s.starts_on, s.ends_on) for s in contest.stages.all()]
    return rules.Plan(
        applications_end=last_day(contest.applications_close_at, contest),
        corrections_end=(
            last_day(contest.corrections_due_at, contest) if contest.corrections_due_at else None
        ),
        stages=tuple(sorted(spans, key=lambda span: (span.starts_on, span.ends_on))),
        ceremony_on=contest.ceremony_on,
        scoring=_scoring_days(contest),
    )


def _scoring_days(contest: Contest) -> tuple[dt.date, dt.date] | None:
    opens, closes = contest.scoring_opens_at, contest.scoring_closes_at
    if opens is None or closes is None:
        return None
    return opens.astimezone(contest.tz).date(), last_day(closes, contest)


def _role_plays(contest: Contest) -> list[str]:
    """Role plays are of those whom the closed scoring of the videos has admitted (clauses 15, 16)."""
    opens, videos = contest.role_play_opens_at, contest.scoring_closes_at
    if opens is None or videos is None or opens >= videos:
        return []
    text = (
        f"Ролевые игры начинают оценивать {clock.format_instant(opens, contest.tz)}, а оценка"
        f" видеообращений продлится {clock.format_deadline(videos, contest.tz)}: сначала по ней"
        " решают, кто допущен во II этап (пункт 15)."
    )
    return [text]


def last_day(instant: dt.datetime, contest: Contest) -> dt.date:
    """The last local day before an instant that is itself too late."""
    return (instant.astimezone(contest.tz) - dt.timedelta(microseconds=1)).date()


def _missing(contest: Contest) -> list[str]:
    today = clock.in_zone(clock.now(), contest.tz).date()
    operator = contest.operator
    texts = [
        (has_text(purpose=purpose, operator=operator, on=today), f"{NO_TEXT} {what}.")
        for purpose, what in (
            (PARTICIPATION, "обработку персональных данных"),
            (KEEP_DRAFT, "хранение черновика"),
        )
    ]
    checks = [
        *texts,
        (contest.roles.exists(), "Не заданы роли участников: подать заявку нельзя (пункт 2)."),
        (contest.centres.exists(), "Не выбраны центры занятости: подать заявку нельзя (пункт 8)."),
        (bool(contest.stages.all()), "Не заданы этапы и сроки (пункт 12)."),
        (
            contest.scoring_opens_at is not None,
            "Не заданы сроки оценки видеообращений комиссией (пункт 14).",
        ),
        (
            contest.criteria.filter(part=Part.VIDEO).exists(),
            "Не заданы критерии оценки видеообращений (пункт 14).",
        ),
    ]
    return [text for present, text in checks if not present]


def _in_words(finding: rules.Finding) -> str:
    date = format_date(finding.date)
    against = format_date(finding.against) if finding.against else ""
    feasible = format_date(finding.feasible) if finding.feasible else ""
    texts = {
        rules.PROTOCOL_BEFORE_END: (
            f"Протокол пришлось бы подписать не позднее {date} – за {rules.PROTOCOL_LEAD} рабочих "
            f"дней до торжественного подведения итогов (пункт 8 положения о комиссии), а "
            f"«{finding.title}» заканчивается {against}. Торжественное подведение итогов "
            f"выполнимо не раньше {feasible}."
        ),
        rules.STAGES_OVERLAP: (
            f"«{finding.title}» начинается {date}, а «{finding.other}» заканчивается "
            f"только {against}."
        ),
        rules.APPLICATIONS_AFTER_STAGE: (
            f"Приём заявок заканчивается {date}, когда «{finding.title}» уже позади "
            f"(заканчивается {against})."
        ),
        rules.CORRECTIONS_BEFORE_CLOSE: (
            f"Исправления принимаются до {date}, а заявки – до {against}: поданную в последний "
            f"день заявку нельзя будет исправить."
        ),
        rules.CORRECTIONS_AFTER_STAGE: (
            f"Исправления принимаются до {date}, а «{finding.title}» заканчивается {against}."
        ),
        rules.SCORING_BEFORE_VIDEOS: (
            f"Комиссия начинает оценку {date}, когда «{finding.title}» ещё не закончен "
            f"(заканчивается {against})."
        ),
        rules.SCORING_AFTER_STAGE: (
            f"Комиссия заканчивает оценку {date}, а «{finding.title}» начинается {against}: "
            f"до него нужно решить, кто допущен."
        ),
        rules.DAY_OFF: (
            f"«{finding.title or 'Торжественное подведение итогов'}» приходится на нерабочий "
            f"день: {date}."
        ),
    }
    return texts[finding.code]
