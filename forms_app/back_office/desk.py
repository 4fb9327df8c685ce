"""SubmissionDesk: list, view and actions of the submissions of one journey."""

import datetime as dt
import zoneinfo
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from core import clock, history
from core.back_office import Act, DeskAdmin, DeskFilter, DeskListView, ExportColumn
from core.models import HistoryRecord, User
from core.templatetags.desk_tags import state_tag
from forms_app.answers import Answer
from forms_app.engine import registry
from forms_app.engine.nouns import REQUEST, Noun
from forms_app.lifecycle import SUBMISSION, State
from forms_app.models import Submission, SubmissionFile

from . import bundle_views, comparing, contact_export, facts, file_views, returning, views, work
from .filters import AssignedFilter, ReceivedFilter, StateFilter
from .search import SubmissionSearch
from .submission_acts import EVENT_WORDS, submission_acts

# An encrypted contact is found when it is typed whole.
CONTACTS_HINT = "телефон или почта целиком"


def submission_columns(noun: Noun) -> tuple[ExportColumn, ...]:
    """The columns of the exported list, in the words of a journey that calls its form so."""
    return (
        ExportColumn(f"Номер {noun.gen}", lambda row: row.reference),
        ExportColumn("Регистрационный номер", lambda row: row.shown_number),
        ExportColumn("Статус", lambda row: row.shown_state),
        ExportColumn("Кто", lambda row: row.title),
        ExportColumn(f"Поступил{noun:|а|о}", lambda row: row.received_local.replace(tzinfo=None)),
        ExportColumn("Часовой пояс", lambda row: row.zone_name),
        ExportColumn(f"Как поступил{noun:|а|о}", lambda row: row.get_source_display()),
        ExportColumn("Ответственный", lambda row: row.shown_assignee),
    )


class SubmissionDesk(DeskAdmin):
    """Base of a domain's desk. A domain says which scopes a person may see, and adds its columns.

    Rights beyond ``view`` and ``work``: ``identity`` opens the identity data, ``destroy``
    destroys the data of what is decided or withdrawn.
    """

    model = Submission
    journey: str
    inspect_view_enabled = True
    list_display: Sequence[str] = ("who", "status", "number", "received", "responsible")
    list_select_related: Sequence[str] = ("registration", "assigned_to")
    ordering = ("-received_at",)
    search: SubmissionSearch = SubmissionSearch()
    search_hint = f"Имя, номер {REQUEST.gen} или регистрационный номер"
    enter_label = "Ввести поступившую по почте или на бумаге"
    filters: Sequence[type[DeskFilter]] = (StateFilter, AssignedFilter, ReceivedFilter)
    lifecycle = SUBMISSION
    acts: Sequence[Act] = submission_acts(REQUEST)
    event_words = EVENT_WORDS
    state_labels: Mapping[str, str] = dict(State.choices)
    # Slots whose files hold identity data, beside those kept under a consent's own key.
    identity_slots: Collection[str] = ()
    # What the sensitive answers are called on the page.
    identity_words: str = "паспортные данные"
    # Sensitive answers by which the person is reached; who works with submissions sees them.
    contact_codes: Collection[str] = ("phone", "email")
    # Clauses under which a submission may be rejected: code → words. Empty: any clause.
    reject_clauses: Mapping[str, str] = {}
    list_views: Mapping[str, type[DeskListView]] = {
        "export-contacts": contact_export.ContactExportView
    }
    object_views = {
        "inspect": views.SubmissionView,
        "identity": views.IdentityView,
        "compare": comparing.CompareView,
        "archive": bundle_views.ArchiveView,
        "pdf": bundle_views.PdfView,
    }
    part_views = {
        "version": views.VersionView,
        "file": file_views.FileView,
        "consent": views.ConsentView,
        "letter": views.LetterView,
        "original": work.OriginalView,
        "withdraw-consent": work.WithdrawConsentView,
    }
    export_columns: Sequence[ExportColumn] = submission_columns(REQUEST)

    @property
    def noun(self) -> Noun:
        """What the journey calls its form."""
        return registry.noun(self.journey)

    # --- what a domain says ----------------------------------------------------------------------

    def scopes(self, request: HttpRequest, right: str = "view") -> Iterable[str]:
        """Codes of the scopes over whose submissions this person holds ``right``."""
        raise NotImplementedError

    def scope_zones(self, request: HttpRequest) -> Mapping[str, zoneinfo.ZoneInfo]:
        """The time zone of each scope that this person may see."""
        form = registry.get(self.journey)
        return {code: form.describe(code).tz for code in self.scopes(request)}

    def assignees(self, request: HttpRequest) -> Sequence[User]:
        """Who may be made responsible: colleagues with the right to work here."""
        organisation = cast(User, request.user).organisation_id
        if organisation is None:
            return []
        return list(
            User.objects.with_perm(
                self.rights["work"],
                include_superusers=False,
                backend="django.contrib.auth.backends.ModelBackend",
            )
            .filter(organisation=organisation)
            .order_by("last_name", "first_name", "pk")
        )

    def notices(self, submission: Submission, request: HttpRequest) -> list[str]:
        """What the domain warns of above a decision."""
        return []

    def zone_of(self, row: Model, request: HttpRequest) -> zoneinfo.ZoneInfo:
        return facts.zone_of(cast(Submission, row))

    def history_details(self, record: HistoryRecord) -> list[str]:
        return [*super().history_details(record), *facts.change_words(record)]

    def correction_day(self, submission: Submission, zone: zoneinfo.ZoneInfo) -> dt.date:
        """The day until which corrections are proposed to be taken."""
        return returning.default_correction_day(zone)

    # --- scope and hiding ------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        scopes = list(self.scopes(request, right)) if self.may(request, right) else []
        rows = super().get_queryset(request)
        return rows.filter(journey=self.journey, scope__in=scopes)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        scope = cast(Submission, row).scope
        return self.may(request, right) and scope in self.scopes(request, right)

    def search_rows(self, rows: QuerySet, query: str, request: HttpRequest) -> QuerySet:
        """Telephones and addresses lead only to the submissions where this person may see them."""
        return self.search(rows, query, reachable=self._reachable(request))

    def search_words(self, request: HttpRequest) -> str:
        is_reached = any(self._reachable(request))
        return f"{self.search_hint}, {CONTACTS_HINT}" if is_reached else self.search_hint

    def export_pages(self, request: HttpRequest) -> list[dict[str, str]]:
        if not self.may(request, "work"):
            return []
        return [{"url": self.url("export-contacts"), "label": "с телефонами и почтой"}]

    def _reachable(self, request: HttpRequest) -> Collection[str]:
        """The scopes whose contacts this person may see."""
        return list(self.scopes(request, "work")) if self.may(request, "work") else []

    def hides(self, answer: Answer, submission: Submission, request: HttpRequest) -> bool:
        """Whether the answer stays hidden until its reader asks for identity data."""
        if not answer.sensitive:
            return False
        is_contact = answer.code in self.contact_codes
        return not (is_contact and self.allows(request, "work", submission))

    def is_identity(self, file: SubmissionFile, submission: Submission) -> bool:
        """Whether the file holds identity data: a signed consent does (it names the passport)."""
        return file.slot in self.identity_slots or file.file.key_id != submission.key_id

    def log_look(self, submission: Submission, *, actor: User, what: str) -> None:
        """Note in the operator's log that somebody looks at identity data (X-5)."""
        operator = facts.scope_of(submission).operator
        history.log_read(submission, actor=actor, what=what[:255], organisation=operator)

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        if not self.may(request, "work"):
            return []
        return [
            {
                "url": reverse("forms_enter", args=[self.journey]),
                "label": self.enter_label,
                "icon": "plus",
            },
            {
                "url": reverse("forms_entries", args=[self.journey]),
                "label": "Незаконченный ввод",
                "icon": "edit",
            },
        ]

    # --- rows ------------------------------------------------------------------------------------

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        zones = self.scope_zones(request)
        for row in rows:
            zone = zones[row.scope]
            row.received_local = clock.in_zone(row.received_at, zone)
            row.zone_name = clock.format_zone(row.received_at, zone)
            row.shown_number = row.registration.label if row.registration else ""
            row.shown_state = self.state_labels[row.state]
            row.shown_assignee = row.assigned_to.short_name if row.assigned_to else ""

    def object_label(self, row: Model) -> str:
        return str(row)

    @admin.display(description="кто", ordering="sort_key")
    def who(self, row: Any) -> str:
        """The name, or the number once the data are destroyed."""
        return row.title or row.reference

    @admin.display(description="статус")
    def status(self, row: Any) -> str:
        """The status as a tag."""
        return state_tag(row.state, row.shown_state)

    @admin.display(description="рег. №")
    def number(self, row: Any) -> str:
        """The number in the journal, else the reference."""
        return row.shown_number

    @admin.display(description="поступила", ordering="received_at")
    def received(self, row: Any) -> str:
        """The instant of arrival on the scope's own clock."""
        return clock.format_short(row.received_at, row.received_local.tzinfo)

    @admin.display(description="ответственный")
    def responsible(self, row: Any) -> str:
        """Who is responsible."""
        return row.shown_assignee
