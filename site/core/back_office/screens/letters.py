from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.back_office.admin import DeskAdmin
from core.back_office.filters import DateRangeFilter, StateFilter
from core.back_office.letters import LETTER_ACTS
from core.clock import format_short
from core.letters import letter_titles
from core.models import Letter, User
from core.templatetags.desk_tags import state_tag


def letters_of(user: User) -> QuerySet:
    """The letters of the person's organisation; the installation's owner sees all (X-7)."""
    letters = Letter.objects.all()
    if user.is_superuser:
        return letters
    # Without an organisation there is nothing to see: no operator is not theirs either.
    return letters.filter(operator=user.organisation_id) if user.organisation_id else letters.none()


# Here a letter is a row of its own, not a part of what it is about.
ACTS = tuple(replace(act, parts=None, part_name="", for_many=True) for act in LETTER_ACTS)


class CreatedFilter(DateRangeFilter):
    """By day of the letter."""

    name = "created"
    label = "Создано"
    field = "created_at"


class LetterDesk(DeskAdmin):
    """Letters with their state, without their text: what keeps failing must be seen (X-6)."""

    model = Letter
    base_url_path = "records/letters"
    menu_label = "Письма"
    menu_icon = "mail"
    rights = {"view": "core.view_letter", "work": "core.change_letter"}
    list_display = ("kind", "to", "status", "created", "attempts", "last_error")
    ordering = ("-created_at",)
    filters = (StateFilter, CreatedFilter)
    acts = ACTS
    search_hint = "Адрес получателя"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return letters_of(cast(User, request.user))

    def search(self, rows: QuerySet, query: str) -> QuerySet:
        """Addresses are Latin, so the database's own comparison finds them in any case."""
        return rows.filter(to__icontains=query)

    def object_label(self, row: Any) -> str:
        return f"Письмо на {row.to}"

    def primary_url(self, request: HttpRequest, row: Any) -> str:
        if row.state == Letter.State.FAILED and self.may(request, "work"):
            return self.url("retry", row)
        return ""

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        titles = letter_titles()
        zone = self.zone(request)
        for row in rows:
            row.title = titles.get(row.code, row.code)
            row.zone = zone

    @admin.display(description="письмо", ordering="code")
    def kind(self, row: Any) -> str:
        """When such a letter is sent."""
        return row.title

    @admin.display(description="состояние", ordering="state")
    def status(self, row: Any) -> str:
        """The state as a tag."""
        return state_tag(row.state, row.get_state_display())

    @admin.display(description="создано", ordering="created_at")
    def created(self, row: Any) -> str:
        """When it was written."""
        return format_short(row.created_at, row.zone)
