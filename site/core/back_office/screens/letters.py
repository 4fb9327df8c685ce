from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core import history, outbox
from core.back_office.acts import Act
from core.back_office.admin import DeskAdmin
from core.back_office.filters import DateRangeFilter, StateFilter
from core.clock import format_short
from core.errors import Refused
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


def send_again(letter: Letter, *, actor: User) -> None:
    """Try a failed letter again and say so in its history; Refused for any other."""
    if letter.state != Letter.State.FAILED:
        raise Refused("Ещё раз отправляются только письма, которые не удалось отправить.")
    outbox.retry(letter)
    history.log_change(letter, actor=actor, action="retry")


SEND_AGAIN = Act(
    code="retry",
    button="Отправить ещё раз",
    past="Отправка повторена",
    service=send_again,
    title="Отправить письмо ещё раз",
    help="Письмо уйдёт на тот же адрес. Содержание не меняется.",
    success="Письмо поставлено в очередь отправки.",
    offered=lambda letter: letter.state == Letter.State.FAILED,
    for_many=True,
)


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
    acts = (SEND_AGAIN,)
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
