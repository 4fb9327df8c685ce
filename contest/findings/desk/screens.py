"""The desk of findings and proposals: one's own, and for who keeps the minutes all in one list (C-K5)."""

import zoneinfo
from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from contest.findings import services
from contest.findings.holding import held_because
from contest.findings.models import Finding
from contest.scoring.desk.scope import RUN, SCORE
from contest.scoring.models import Recusal
from core import clock
from core.back_office import Act, ChoiceFilter, DeskAdmin, DeskFilter, Look
from core.templatetags.desk_tags import state_tag

from . import forms, scope, views

_TONES = {
    Finding.Verdict.RELIABLE: "ok",
    Finding.Verdict.DOUBTED: "warning",
    Finding.Verdict.UNRELIABLE: "rejected",
}
PROPOSAL = "proposal"


def _may_change(finding: Finding) -> bool:
    return not held_because(finding)


def verdict_tag(finding: Finding) -> SafeString:
    """The verdict, or that it is a proposal, as a tag."""
    if finding.is_proposal:
        return state_tag("waiting", "предложение")
    return state_tag(_TONES[Finding.Verdict(finding.verdict)], finding.get_verdict_display())


class VerdictFilter(ChoiceFilter):
    """By what was found."""

    name = "verdict"
    label = "Заключение"

    def choices(self) -> list[tuple[object, str]]:
        """The verdicts, and proposals."""
        return [*Finding.Verdict.choices, (PROPOSAL, "предложение")]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one verdict."""
        return rows.filter(verdict="" if value == PROPOSAL else value)


PROPOSE = Act(
    code="propose",
    button="Внести предложение",
    past="Внесено предложение",
    service=services.propose,
    title="Предложение",
    submit="Внести",
    help="Пункт 5 положения о комиссии: член комиссии вносит предложения по вопросам, входящим в её"
    " компетенцию. Секретарь увидит его и сможет внести в повестку заседания.",
    success="Предложение внесено.",
    icon="plus",
    form=forms.ProposalForm,
    right="own",
    view=views.ProposeView,
)
ACTS = (
    Act(
        code="change",
        button="Изменить",
        past="Изменено",
        service=services.change,
        submit="Сохранить",
        help="Прежняя редакция останется в истории.",
        success="Сохранено.",
        form=forms.FindingForm,
        right="own",
        offered=_may_change,
        view=views.ChangeView,
    ),
    Act(
        code="withdraw",
        button="Снять",
        past="Снято автором",
        service=services.withdraw,
        title="Снять заключение или предложение",
        help="Оно останется в истории, но в повестку и протокол не попадёт.",
        success="Снято.",
        right="own",
        look=Look.DANGER,
        offered=lambda finding: not finding.is_withdrawn and _may_change(finding),
    ),
)


class FindingDesk(DeskAdmin):
    """Findings on documents and proposals; see ``scope`` for whose a person reads."""

    model = Finding
    base_url_path = "contest/findings"
    menu_label = "Заключения и предложения"
    menu_icon = "form"
    menu_order = 260
    inspect_view_enabled = True
    rights = {"view": SCORE, "own": SCORE, "work": RUN}
    list_display = ("about", "what", "who", "state", "changed")
    list_select_related = ("member", "entry", "contest", "key")
    ordering = ("-changed_at", "-pk")
    filters: Sequence[type[DeskFilter]] = (VerdictFilter,)
    intro = "Что члены комиссии нашли в документах участников и что предлагают для повестки."
    list_acts = (PROPOSE,)
    acts: Sequence[Act] = ACTS
    event_words = {"record": "Внесено"}
    list_views = {"record": views.RecordView}
    object_views = {"inspect": views.FindingView}

    # --- who sees what ---------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Finding.objects.none()
        return scope.rows_for(request, right).order_by(*self.ordering)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        return self.rows_for(request, right).filter(pk=row.pk).exists()

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        """Who has no seat proposes nothing."""
        return super().header_buttons(request) if scope.seats(request).exists() else []

    # --- what is shown ---------------------------------------------------------------------------

    def display_rows(self, rows: QuerySet) -> QuerySet:
        conflicts = Recusal.objects.in_force().filter(
            entry=OuterRef("entry"), member=OuterRef("member")
        )
        return super().display_rows(rows).annotate(is_set_aside=Exists(conflicts))

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.contest.tz
        return zone

    def object_label(self, row: Any) -> str:
        return f"{row}, {self.about(row)}" if row.entry_id else str(row)

    def brief(self, row: Any) -> list[tuple[str, Any]]:
        """Who says it, and about whom."""
        return [
            ("Член комиссии", row.member.full_name),
            ("Участник", self.about(row)),
            ("Конкурс", str(row.contest)),
        ]

    @admin.display(description="о ком")
    def about(self, row: Any) -> str:
        """The participant, where it concerns one."""
        if row.entry is None:
            return "не об участнике"
        return row.entry.full_name or "данные участника уничтожены"

    @admin.display(description="о чём")
    def what(self, row: Any) -> str:
        """The document; of a proposal its beginning."""
        return row.document or " ".join(row.words.split()[:12])

    @admin.display(description="член комиссии", ordering="member__last_name")
    def who(self, row: Any) -> str:
        """The author."""
        return row.member.full_name

    @admin.display(description="заключение", ordering="verdict")
    def state(self, row: Any) -> SafeString:
        """What was found; or why it counts no more."""
        if row.is_withdrawn:
            return state_tag("withdrawn", "снято автором")
        if row.is_set_aside:
            return state_tag("withdrawn", "не учитывается: конфликт интересов")
        return verdict_tag(row)

    @admin.display(description="когда", ordering="changed_at")
    def changed(self, row: Any) -> str:
        """When it was written last, on the contest's clock."""
        return clock.format_short(row.changed_at, row.contest.tz)
