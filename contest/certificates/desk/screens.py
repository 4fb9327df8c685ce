"""The desk of certificates: names confirmed, certificates given out, files for printing (C-15, C-17)."""

import zoneinfo
from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest

from contest.certificates import services
from contest.certificates.models import Certificate, CertificateIssue, Kind
from contest.setup.models import Contest
from core.back_office import Act, DeskAdmin, Look, Panel
from core.models import HistoryRecord

from . import forms, panels, scope, views


def _issues(contest: Contest) -> QuerySet[CertificateIssue]:
    return CertificateIssue.objects.filter(contest=contest)


def _current(contest: Contest) -> QuerySet[Certificate]:
    return Certificate.objects.current().filter(issue__contest=contest)


def _unconfirmed(contest: Contest) -> str:
    """Who waits for their name after certificates were given out."""
    left = sum(not row.is_confirmed for row in services.proposals(contest))
    return f"Имя ещё не подтверждено: {left}." if left else ""


ACTS = (
    Act(
        code="confirm-names",
        button="Имена в дательном падеже",
        past="Подтверждены имена для сертификатов",
        service=services.confirm_names,
        title="Имена в дательном падеже",
        submit="Подтвердить отмеченные",
        help="Сайт предлагает, как напечатать «кому», и может ошибиться: «Непомнящая» он склоняет"
        " неверно. Исправьте имя, если нужно, и отметьте «Проверено». Исправленные слова сайт запомнит"
        " и предложит в следующий раз. Если имя в заявке изменится, его нужно проверить снова.",
        look=Look.MAIN,
        form=forms.NamesForm,
        view=views.NamesView,
    ),
    Act(
        code="issue-participants",
        button="Выдать участникам II этапа",
        past="Выданы сертификаты участников II этапа",
        service=services.issue_participants,
        title="Сертификаты участников II этапа",
        submit="Выдать",
        help="Сертификат получит каждый, кто явился на II этап и чьё имя подтверждено (пункт 15)."
        " Кому он уже выдан, второго не получит. Выданный сертификат не меняется: ошибку исправляет"
        " замена.",
        success="Сертификаты выданы, файлы для печати готовятся.",
        success_for=_unconfirmed,
        form=forms.IssueForm,
    ),
    Act(
        code="issue-places",
        button="Выдать победителю и призёрам",
        past="Выданы сертификаты победителя и призёров",
        service=services.issue_places,
        title="Сертификаты победителя и призёров",
        submit="Выдать",
        help="Места – из опубликованного приказа об итогах (пункты 17 и 19). Сертификат участника II этапа выдаётся"
        " отдельно.",
        success="Сертификаты выданы, файлы для печати готовятся.",
        form=forms.IssueForm,
    ),
    Act(
        code="order-files",
        button="Подготовить файлы",
        past="Заказаны файлы для печати",
        service=services.order_files,
        offered=lambda issue: issue.can_be_ordered,
        parts=_issues,
        part_name="issue",
        is_pressed=True,
    ),
    Act(
        code="replace",
        button="Заменить",
        past="Сертификат заменён",
        service=services.replace,
        title="Заменить сертификат",
        help="Вместо этого сертификата будет выдан другой, со следующим номером и сегодняшней датой. При"
        " проверке прежний назовётся заменённым. Ошибку в имени сначала исправьте в таблице имён.",
        success="Выдан другой сертификат.",
        form=forms.WhyForm,
        offered=lambda certificate: certificate.is_current,
        parts=_current,
        part_name="certificate",
    ),
    Act(
        code="revoke",
        button="Отменить",
        past="Сертификат отменён",
        service=services.revoke,
        title="Отменить сертификат",
        help="Сертификат выдан по ошибке и другого вместо него не будет. Номер остаётся за ним.",
        success="Сертификат отменён.",
        look=Look.DANGER,
        form=forms.WhyForm,
        offered=lambda certificate: certificate.is_current,
        parts=_current,
        part_name="certificate",
    ),
)


class CertificateDesk(DeskAdmin):
    """Contests with their certificates; see ``scope``."""

    model = Contest
    base_url_path = "contest/certificates"
    menu_label = "Сертификаты"
    menu_icon = "doc-full"
    menu_order = 290
    rights = {"view": services.ISSUE, "work": services.ISSUE}
    list_display = ("name", "issued")
    ordering = ("-year", "-pk")
    inspect_view_enabled = True
    acts = ACTS
    object_views = {"inspect": views.ContestView, "admitted": views.AdmittedView}
    part_views = {
        "whole": views.WholeView,
        "archive": views.ArchiveView,
        "hand-out": views.HandOutView,
        "paper": views.PaperView,
    }
    event_words = {"issue-certificates": "Выданы сертификаты"}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return scope.contests_for(request).order_by(*self.ordering)

    def display_rows(self, rows: QuerySet) -> QuerySet:
        issued = Q(certificate_issues__certificates__is_current=True)
        count = Count("certificate_issues__certificates", filter=issued)
        return super().display_rows(rows).annotate(certificate_count=count)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        return self.may(request, right) and scope.holds(request, row.pk)

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.tz
        return zone

    def panels(self, row: Contest, request: HttpRequest) -> list[Panel]:
        """The boxes of a contest's page."""
        lists = Panel(
            code="lists",
            title="Списки",
            links=[("Допущены ко II этапу (PDF)", self.url("admitted", row))],
        )
        return [
            panels.recipients(row),
            panels.issues(row, request, self),
            panels.certificates(row, request, self),
            lists,
        ]

    def history_details(self, record: HistoryRecord) -> list[str]:
        said, details = super().history_details(record), record.details
        if kind := details.get("kind"):
            said.append(str(Kind(kind).label) if kind in Kind else "")
        if count := details.get("count"):
            said.append(f"всего: {count}")
        if left := details.get("left"):
            said.append(f"без подтверждённого имени осталось: {left}")
        return said

    @admin.display(description="конкурс", ordering="short_title")
    def name(self, row: Contest) -> str:
        """Title and year."""
        return str(row)

    @admin.display(description="выдано сертификатов")
    def issued(self, row: Any) -> str:
        """How many are in force."""
        return str(row.certificate_count)
