"""The secretary's desk: applications for a contest (C-10, C-11, C-K6)."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from contest.applications.journey.application import ContestApplication
from contest.applications.papers.slots import CLOSED_TO_READERS
from contest.applications.services import ENDED, LETTER_POINTS
from contest.setup.checks import last_day
from contest.setup.models import Contest
from core import clock
from core.back_office import ExportColumn, reworded
from core.models import HistoryRecord
from forms_app.back_office import SubmissionDesk
from forms_app.back_office.filters import AssignedFilter, ReceivedFilter, StateFilter
from forms_app.models import Submission

from .closed import ClosedRows, closed_to
from .filters import CentreFilter, CompletenessFilter, ContestFilter, RoleFilter, awaited_originals
from .letter_points import LETTER_POINTS_ACT
from .register_print import RegisterView, chosen_contest
from .scope import SEE, WORK, own_contests, seen_contests
from .views import ApplicationIdentityView, ApplicationVersionView, ApplicationView

STATE_LABELS = ContestApplication.state_labels()


class ApplicationDesk(ClosedRows, SubmissionDesk):
    """Applications of the contests that this person may see.

    Staff of the operator work on its own contests; members of a commission read, without
    identity data, those of the contests in which they have a seat.
    """

    journey = "contest-application"
    base_url_path = "contest/applications"
    menu_label = "Заявки"
    menu_icon = "list-ul"
    menu_order = 200
    rights = {
        "view": SEE,
        "work": WORK,
        "identity": "contest.read_identity",
        "destroy": "forms_app.add_destructionact",
    }
    list_display = (
        "who",
        "status",
        "number",
        "role",
        "centre",
        "received",
        "completeness",
        "responsible",
    )
    list_select_related = ("registration", "assigned_to", "entry__role", "entry__centre")
    search_hint = "Фамилия, центр, номер заявки или регистрационный номер"
    filters = (
        ContestFilter,
        StateFilter,
        RoleFilter,
        CentreFilter,
        AssignedFilter,
        CompletenessFilter,
        ReceivedFilter,
    )
    state_labels = STATE_LABELS
    event_words = {
        **SubmissionDesk.event_words,
        "second-application": "Начата вторая заявка на то же имя и ту же дату рождения",
    }
    acts = (
        *reworded(
            SubmissionDesk.acts,
            {
                "accept": {"button": "Допустить", "past": "Допуск к конкурсу"},
                "register-and-accept": {
                    "button": "Зарегистрировать и допустить",
                    "title": "Регистрация и допуск к конкурсу",
                    "help": "Заявка получит следующий номер журнала, участник будет допущен.",
                },
                "take-back": {"button": "Отменить допуск или отказ"},
                "reject": {
                    "help": "Отклонить можно только по основаниям положения. Ошибочное решение"
                    " отменяют, указав причину."
                },
            },
        ),
        LETTER_POINTS_ACT,
    )
    identity_slots = CLOSED_TO_READERS
    reject_clauses = {
        "8": "пункт 8 – участник не отвечает требованиям",
        "11": "пункт 11 – срок, комплект или оформление документов",
    }
    list_views = {**SubmissionDesk.list_views, "register-print": RegisterView}
    object_views = {
        **SubmissionDesk.object_views,
        "inspect": ApplicationView,
        "identity": ApplicationIdentityView,
    }
    part_views = {**SubmissionDesk.part_views, "version": ApplicationVersionView}
    export_columns = (
        *SubmissionDesk.export_columns,
        ExportColumn("Конкурс", lambda row: row.contest_title),
        ExportColumn("Роль", lambda row: row.entry.role.title),
        ExportColumn("Центр занятости", lambda row: row.entry.centre.name),
        ExportColumn("Комплектность", lambda row: row.completeness_text),
    )

    def entry_key(self, row: Any) -> int:
        return int(row.entry.pk)

    def scopes(self, request: HttpRequest, right: str = "view") -> Iterable[str]:
        contests = seen_contests(request) if right == "view" else own_contests(request)
        return contests.keys()

    def scope_zones(self, request: HttpRequest) -> Mapping[str, zoneinfo.ZoneInfo]:
        return {slug: contest.tz for slug, contest in seen_contests(request).items()}

    def zone(self, request: HttpRequest) -> zoneinfo.ZoneInfo:
        """The chosen contest's zone, else that of the newest: lists name instants in it."""
        contest = chosen_contest(request)
        return contest.tz if contest else super().zone(request)

    def history_details(self, record: HistoryRecord) -> list[str]:
        details = super().history_details(record)
        if record.action != "letter-points":
            return details
        marks = ((p, record.details[p]) for p in LETTER_POINTS.values() if p in record.details)
        return [*details, *(f"пункт {p}): {'есть' if ticked else 'нет'}" for p, ticked in marks)]

    def correction_day(self, submission: Submission, zone: zoneinfo.ZoneInfo) -> dt.date:
        """The contest's own date for corrections, while it lies ahead."""
        contest = submission.entry.contest
        if contest.corrections_due_at and contest.corrections_due_at > clock.now():
            return last_day(contest.corrections_due_at, contest)
        return super().correction_day(submission, zone)

    def notices(self, submission: Submission, request: HttpRequest) -> list[str]:
        entry = submission.entry
        notices = []
        contest = entry.contest
        if submission.received_at >= contest.applications_close_at:
            closed = clock.format_deadline(contest.applications_close_at, contest.tz)
            notices.append(
                f"Заявка поступила после окончания приёма: заявки принимались {closed}. Допустить её"
                " нельзя, можно отклонить по пункту 11."
            )
        if submission.is_incomplete:
            notices.append("Комплект неполный: чего не хватает, сказано в начале ответов.")
            if clock.now() < contest.applications_close_at:
                notices.append(
                    "До окончания приёма заявку можно вернуть, чтобы комплект дополнили."
                )
        if submission.state not in ENDED and self.allows(request, "work", submission):
            missing = [p for field, p in LETTER_POINTS.items() if not getattr(entry, field)]
            if missing:
                notices.append(f"В характеристике не отмечены пункты: {', '.join(missing)}.")
            if submission.is_original_awaited:  # type: ignore[attr-defined]
                notices.append("Не отмечено получение подлинника согласия.")
        return notices

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        own = own_contests(request)
        buttons = super().header_buttons(request) if own else []
        contest = chosen_contest(request)
        if contest is not None and request.GET.get("contest") in own:
            buttons[0]["url"] += f"?scope={contest.slug}"
        if contest is None:
            return buttons
        printed = [
            {
                "url": f"{self.url('register-print')}?contest={contest.slug}&format={kind}",
                "label": f"Реестр, {kind.upper()}",
                "icon": icon,
            }
            for kind, icon in (("pdf", "doc-full"), ("xlsx", "table"))
        ]
        return [*buttons, *printed]

    # --- rows ------------------------------------------------------------------------------------

    def display_rows(self, rows: QuerySet) -> QuerySet:
        awaited = awaited_originals().filter(submission=OuterRef("pk"))
        return super().display_rows(rows).annotate(is_original_awaited=Exists(awaited))

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        super().prepare(rows, request)
        contests = seen_contests(request)
        own = own_contests(request)
        read_only = [row for row in rows if row.scope not in own]
        closed = closed_to(request) if read_only else set()
        for row in rows:
            row.contest_title = str(contests[row.scope])
            row.completeness_text = (
                "–" if row.state in ENDED else _completeness(row, contests[row.scope])
            )
        for row in read_only:
            if row.entry.pk in closed:
                row.completeness_text = "закрыта для вас: конфликт интересов"

    @admin.display(description="участник", ordering="sort_key")
    def who(self, row: Any) -> str:
        """The participant."""
        return super().who(row)

    @admin.display(description="роль")
    def role(self, row: Any) -> str:
        """The role that the participant stands for."""
        return row.entry.role.title

    @admin.display(description="центр")
    def centre(self, row: Any) -> str:
        """The employment centre."""
        return row.entry.centre.name

    @admin.display(description="комплектность")
    def completeness(self, row: Any) -> str:
        """What is still to be checked or received."""
        return row.completeness_text


def _completeness(row: Any, contest: Contest) -> str:
    ticked = sum(getattr(row.entry, field) for field in LETTER_POINTS)
    lacks = []
    if row.received_at >= contest.applications_close_at:
        lacks.append("поступила после срока")
    if row.is_incomplete:
        lacks.append("комплект неполный")
    if ticked < len(LETTER_POINTS):
        lacks.append(f"характеристика: {ticked} из {len(LETTER_POINTS)}")
    if row.is_original_awaited:
        lacks.append("нет подлинника согласия")
    return "; ".join(lacks) or "полная"
