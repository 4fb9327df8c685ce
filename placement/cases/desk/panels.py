"""What the page of a case shows, and the graduate's page of the case."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.back_office import DeskAdmin, Line, Panel
from core.templatetags.desk_tags import state_tag
from placement.cases import step_kinds
from placement.cases.lifecycle import CASE
from placement.cases.models import Case, Step
from placement.graduates.desk.cards import noted
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rights import VIEW, WORK

from .views import log_notes

DONE, LATE, AHEAD = ("accepted", "выполнено"), ("warning", "просрочено"), ("waiting", "предстоит")


def step_tag(step: Step, today: Any) -> str:
    """How a step stands, in a word and not by colour alone; the same in case, list and board."""
    tone, word = LATE if step.is_overdue(today) else AHEAD
    if step.done_on is not None:
        tone, word = DONE
    return state_tag(tone, word)


def steps(case: Case, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """All steps by their days; what was spoken is for who may read it, and is logged."""
    rows = list(case.steps.select_related("kind", "done_by", "case__graduate__key", "job"))
    may_read, may_work = desk.may(request, "identity"), desk.allows(request, "work", case)
    if may_read and any(row.note for row in rows):
        log_notes(request, case)
    today = clock.local_day(clock.now())
    lines = []
    for row in rows:
        note = [str(row.note)] if may_read and row.note else []
        if row.done_on is not None:
            by = f", {row.done_by.short_name}" if row.done_by else ""
            note.insert(
                0,
                f"{row.done_on:%d.%m.%Y}, {row.get_source_display().lower()}{by}".rstrip(".") + ".",
            )
        buttons = []
        if may_work and row.done_on is None and (case.is_open or row.job_id):
            # Who has come to work gets a place of work, not a tick.
            is_promise = row.kind.code == step_kinds.HIRED
            done = ("Вышел на работу", f"{desk.url('hire', case)}?step={row.pk}")
            if not is_promise:
                done = ("Выполнено", desk.url("complete-step", case, row.pk))
            buttons = [done, ("Не нужно", desk.url("drop-step", case, row.pk))]
        text = f"{row.due_on:%d.%m.%Y} – {row.kind}"
        lines.append(Line(text=text, tag=step_tag(row, today), note=" ".join(note), links=buttons))
    return Panel(
        code="steps",
        title="Шаги",
        lines=lines,
        empty="Пока ничего не запланировано и не записано.",
        is_aside=False,
    )


def jobs(case: Case) -> Panel | None:
    """Where the graduate worked and works."""
    lines = [
        Line(
            text=str(job),
            note=f"с {job.started_on:%d.%m.%Y}"
            + (f" по {job.ended_on:%d.%m.%Y}" if job.ended_on else "")
            + f". Известно: {job.get_source_display().lower()}, {job.confirmed_on:%d.%m.%Y}.",
        )
        for job in case.jobs.select_related("employer")
    ]
    return Panel(code="jobs", title="Места работы", lines=lines) if lines else None


def handovers(case: Case, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Who led before, and what had been promised."""
    rows = list(case.handovers.select_related("from_whom", "to", "case__graduate__key"))
    if not rows:
        return None
    may_read = desk.may(request, "identity")
    if may_read:
        log_notes(request, case)
    zone = desk.zone(request)
    lines = [
        Line(
            text=f"{clock.in_zone(row.at, zone):%d.%m.%Y}: {row}",
            note=f"Обещали: {row.promised!s}" if may_read else "",
        )
        for row in rows
    ]
    return Panel(code="handovers", title="Передачи", lines=lines)


def of_graduate(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The cases of a graduate, on the card."""
    assert isinstance(graduate, Graduate)
    if not request.user.has_perm(VIEW):  # type: ignore[union-attr]
        return None
    cards = Graduate.objects.of_person(graduate)
    rows = Case.objects.filter(graduate__in=cards).select_related("specialist", "graduate")
    lines = [
        Line(
            text=f"С {row.opened_on:%d.%m.%Y}, {row.specialist.short_name}",
            url=case_url(row),
            tag=state_tag(CASE.tones.get(row.state, "waiting"), row.get_state_display()),
            note=noted(graduate, row),
        )
        for row in rows
    ]
    links = []
    may_begin = graduate.state == GraduateState.CONFIRMED and not any(r.is_open for r in rows)
    if may_begin and request.user.has_perm(WORK):  # type: ignore[union-attr]
        address = reverse("placement_cases_modeladmin_create", query={"graduate": graduate.pk})
        links = [("Начать сопровождение", address)]
    return Panel(
        code="cases", title="Сопровождение", lines=lines, links=links, empty="Не начиналось."
    )


def case_url(case: Case) -> str:
    """The page of a case."""
    return reverse("placement_cases_modeladmin_inspect", args=[case.pk])
