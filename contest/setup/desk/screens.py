"""Setting up a contest: its dates, roles and centres are data (C-7)."""

import zoneinfo
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from contest.setup.checks import contest_warnings
from contest.setup.models import Contest, ContestRole, EmploymentCentre
from core.back_office import NounAdmin, SmallTableSearch
from core.back_office.nouns import LoggedCreateView, LoggedEditView
from core.clock import format_deadline
from core.models import User

from .forms import ContestForm, RoleForm, set_up_by


class WarningView:
    """After saving a contest, says what cannot be kept; saving is never blocked (C-K8)."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, then warn."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        contest = Contest.objects.get(pk=form.instance.pk)
        for warning in contest_warnings(contest):
            messages.warning(self.request, warning)  # type: ignore[attr-defined]
        return response


class ContestCreateView(WarningView, LoggedCreateView):
    """A new contest."""


class ContestEditView(WarningView, LoggedEditView):
    """A contest; dates that are moved during marking keep the order's number."""

    def why(self, form: Any) -> str:
        number = form.cleaned_data.get("order_number")
        return f"приказ {number}" if number else ""


def titled_panel(heading: str, *names: str) -> MultiFieldPanel:
    """Fields under a heading."""
    return MultiFieldPanel([FieldPanel(name) for name in names], heading)


class ContestDesk(NounAdmin):
    """Contests; each with its dates, rules and centres."""

    model = Contest
    base_url_path = "contest/contests"
    menu_label = "Конкурсы"
    menu_icon = "pick"
    menu_order = 300
    rights = {
        "view": "contest.view_contest",
        "add": "contest.add_contest",
        "change": "contest.change_contest",
    }
    create_view_class = ContestCreateView
    edit_view_class = ContestEditView
    list_display = ("name", "year", "operator", "closes", "is_published")
    list_select_related = ("operator",)
    ordering = ("-year", "-pk")
    search = SmallTableSearch("title", "short_title", "year")
    event_words = {
        "chair-absence": "Записано отсутствие председателя комиссии",
        "take-back-chair-absence": "Отсутствие председателя комиссии удалено",
        "remind-deadline": "Секретарю напомнено о сроке",
    }
    edit_handler = ObjectList(
        [
            titled_panel("Конкурс", "title", "short_title", "slug", "nomination", "year"),
            titled_panel("Кто проводит", "operator", "founder", "regulation_slug"),
            titled_panel(
                "Сроки",
                "time_zone",
                "applications_open_at",
                "names_opening",
                "applications_close_at",
                "corrections_due_at",
                "scoring_opens_at",
                "scoring_closes_at",
                "stage_two_starts_at",
                "stage_two_place",
                "replacements_until",
                "role_play_opens_at",
                "role_play_closes_at",
                "ceremony_on",
                "order_number",
            ),
            InlinePanel("stages", heading="Этапы и сроки", label="Этап"),
            titled_panel(
                "Правила",
                "min_experience_years",
                "max_winners",
                "max_prize_winners",
                "stage_two_quota",
                "joining",
                "majority",
                "tied_vote",
                "video_tolerance",
                "test_questions",
                "role_play_minutes",
            ),
            InlinePanel("groups", heading="Группы рейтинга (пункт 15)", label="Группа"),
            InlinePanel("criteria", heading="Критерии оценки (пункты 14 и 16)", label="Критерий"),
            FieldPanel("centres", widget=forms.CheckboxSelectMultiple),
            titled_panel("Показ на сайте", "is_published", "publishes_points", "is_demo"),
        ],
        base_form_class=ContestForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request) & set_up_by(cast(User, request.user))

    @admin.display(description="название", ordering="short_title")
    def name(self, row: Contest) -> str:
        """The short title."""
        return row.short_title

    @admin.display(description="заявки принимаются", ordering="applications_close_at")
    def closes(self, row: Contest) -> str:
        """The deadline in the contest's own zone."""
        return format_deadline(row.applications_close_at, row.tz)


class WithinContestsDesk(NounAdmin):
    """Nouns of the contests that this person sets up."""

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.contest.tz
        return zone

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        contests = set_up_by(cast(User, request.user)).values("pk")
        return super().get_queryset(request).filter(contest__in=contests)


class RoleDesk(WithinContestsDesk):
    """Roles with their services and the indicators of their questionnaires (C-2)."""

    model = ContestRole
    base_url_path = "contest/roles"
    menu_label = "Роли и анкеты"
    menu_icon = "form"
    menu_order = 400
    rights = {
        "view": "contest.view_contestrole",
        "add": "contest.add_contestrole",
        "change": "contest.change_contestrole",
    }
    list_display = ("title", "contest", "appendix", "order")
    list_select_related = ("contest",)
    ordering = ("-contest__year", "contest", "order")
    edit_handler = ObjectList(
        [
            titled_panel(
                "Роль", "contest", "title", "code", "definition", "appendix", "served_label"
            ),
            FieldPanel("order"),
            InlinePanel("services", heading="Государственные услуги", label="Услуга"),
            InlinePanel("indicators", heading="Показатели анкеты, строки 9.x", label="Показатель"),
        ],
        base_form_class=RoleForm,
    )


class CentreDesk(NounAdmin):
    """Employment centres whose specialists may take part (C-8)."""

    model = EmploymentCentre
    base_url_path = "contest/centres"
    menu_label = "Центры занятости"
    menu_icon = "site"
    menu_order = 600
    rights = {
        "view": "contest.view_employmentcentre",
        "add": "contest.add_employmentcentre",
        "change": "contest.change_employmentcentre",
    }
    list_display = ("name", "address", "is_active")
    ordering = ("name",)
    search = SmallTableSearch("name", "address")
    search_hint = "Название или адрес"
    panels = [FieldPanel("name"), FieldPanel("address"), FieldPanel("is_active")]
