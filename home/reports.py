"""Reports for editors: links that lead nowhere, pages whose day of review has come."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core import clock
from home.links import PageLink
from home.pages.reviewed import due, reviewed
from home.tasks import check_all_links

# Who works on pages.
_WORK = ["add", "change", "publish"]


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _pages_of(request: HttpRequest) -> QuerySet[Page]:
    """The pages that this person works on."""
    found: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(
        request.user, _WORK
    )
    return found


class LinkFilters(WagtailFilterSet):
    """Which links to show."""

    state = django_filters.ChoiceFilter(label="Состояние", choices=PageLink.State.choices)
    is_external = django_filters.BooleanFilter(label="Ведёт на другой сайт")

    class Meta:
        model = PageLink
        fields = ["state", "is_external"]


class LinksReport(ReportView):
    """Every link of the published pages, those that do not open first."""

    model = PageLink
    page_title = "Ссылки на страницах"
    header_icon = "link"
    template_name = "home/reports/links.html"
    no_results_message = "Ссылок с таким состоянием нет."
    index_url_name = "home_links_report"
    index_results_url_name = "home_links_report_results"
    filterset_class = LinkFilters
    permission_policy = page_permission_policy
    any_permission_required = _WORK
    columns = [
        TitleColumn("page", label="Страница", get_url=lambda link: _edit(link.page)),
        Column("words", label="Слова ссылки"),
        Column("address", label="Куда ведёт"),
        Column("get_state_display", label="Состояние"),
        Column("note", label="Подробность"),
        DateColumn("checked_at", label="Проверена"),
    ]
    list_export = ["page", "words", "address", "get_state_display", "note", "checked_at"]
    export_headings = {
        "page": "Страница",
        "words": "Слова ссылки",
        "address": "Куда ведёт",
        "get_state_display": "Состояние",
        "note": "Подробность",
        "checked_at": "Проверена",
    }

    def get_filename(self) -> str:
        """The exported file."""
        return "ssylki"

    def get_base_queryset(self) -> QuerySet[PageLink]:
        """Links of live pages that this person works on."""
        rows = PageLink.objects.filter(page__in=_pages_of(self.request), page__live=True)
        # «broken» comes before «good», «silent» and «waiting».
        return rows.select_related("page").order_by("state", "page__title", "address")


class ReviewFilters(WagtailFilterSet):
    """Only what is due, or also what is coming."""

    coming = django_filters.BooleanFilter(label="Показать и будущие", method="as_asked")

    def as_asked(self, rows: QuerySet[Page], name: str, value: bool) -> QuerySet[Page]:
        """The report has taken the answer into account already."""
        return rows

    class Meta:
        model = Page
        fields: list[str] = []


class ReviewReport(ReportView):
    """Pages to read again, those that wait longest first."""

    model = Page
    page_title = "Пора пересмотреть"
    header_icon = "calendar-check"
    no_results_message = "Сейчас пересматривать нечего."
    index_url_name = "home_review_report"
    index_results_url_name = "home_review_report_results"
    filterset_class = ReviewFilters
    permission_policy = page_permission_policy
    any_permission_required = _WORK
    columns = [
        TitleColumn("title", label="Страница", get_url=_edit),
        Column("review_day", label="Пересмотреть"),
        DateColumn("last_published_at", label="Последняя публикация"),
    ]
    list_export = ["title", "review_day", "last_published_at"]
    export_headings = {
        "title": "Страница",
        "review_day": "Пересмотреть",
        "last_published_at": "Последняя публикация",
    }

    def get_filename(self) -> str:
        """The exported file."""
        return "peresmotret"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Pages with a day of review; without a filter only those that are due."""
        pages = _pages_of(self.request).filter(live=True)
        if self.request.GET.get("coming") == "true":
            return reviewed(pages)
        return due(pages, clock.local_day(clock.now()))


def check_links_now(request: HttpRequest) -> HttpResponse:
    """Let the worker try every link; the report shows what it found."""
    if not page_permission_policy.user_has_any_permission(request.user, _WORK):
        return redirect("wagtailadmin_home")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    check_all_links(clock.now())
    messages.success(request, "Проверка началась. Обновите отчёт через несколько минут.")
    return redirect("home_links_report")


class _ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, _WORK))


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Addresses under /cms/."""
    links, review = LinksReport, ReviewReport
    return [
        path("reports/links/", links.as_view(), name=links.index_url_name),
        path(
            "reports/links/results/",
            links.as_view(results_only=True),
            name=links.index_results_url_name,
        ),
        path("reports/links/check/", check_links_now, name="home_check_links"),
        path("reports/review/", review.as_view(), name=review.index_url_name),
        path(
            "reports/review/results/",
            review.as_view(results_only=True),
            name=review.index_results_url_name,
        ),
    ]


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    """«Ссылки на страницах»."""
    return _ReportItem(
        "Ссылки на страницах", reverse("home_links_report"), icon_name="link", order=650
    )


@hooks.register("register_reports_menu_item")
def review_item() -> MenuItem:
    """«Пора пересмотреть»."""
    address = reverse("home_review_report")
    return _ReportItem("Пора пересмотреть", address, icon_name="calendar-check", order=660)
