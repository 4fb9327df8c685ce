"""The desk «Фото выпускников»: what stands where, and what has to be taken down (P-F4)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.back_office import (
    DeskFilter,
    ExportColumn,
    KeySearch,
    Panel,
    RegisterDesk,
    StateFilter,
    in_list,
)
from core.templatetags.desk_tags import instant
from placement.graduates.desk.cards import card_link
from placement.graduates.rights import IDENTITY, VIEW, WORK
from placement.photos.acts import ACTS, EVENTS, LIST_ACTS
from placement.photos.lifecycle import PHOTO
from placement.photos.models import GraduatePhoto
from placement.photos.record import PHOTOS

from . import views


class PhotoDesk(RegisterDesk):
    """Every photograph with its place; one whose consent has ended says until when it has to go."""

    record = PHOTOS
    lifecycle = PHOTO
    acts = ACTS
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/photos"
    menu_label = "Фото выпускников"
    menu_icon = "image"
    menu_order = 197
    rights = {"view": VIEW, "work": WORK, "identity": IDENTITY}
    object_views = {"picture": views.PublishedPictureView}
    list_display = ("title", "card", "state", "published", "until")
    list_select_related = ("graduate__key", "page", "published_by", "picture")
    ordering = ("-published_at", "-pk")
    search = KeySearch("graduate__search_key")
    search_hint = "Фамилия, группа"
    filters: Sequence[type[DeskFilter]] = (StateFilter,)
    more_export_columns = (
        ExportColumn("Карточка", lambda row: row.graduate_id),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Опубликовано", lambda row: row.published_at),
        ExportColumn("Снять до", lambda row: row.remove_by),
    )

    def status_line(self, row: GraduatePhoto, request: HttpRequest) -> Sequence[Any]:
        person = card_link(row.graduate_id, row.graduate)
        return [*super().status_line(row, request), person]

    def panels(self, row: GraduatePhoto, request: HttpRequest) -> Iterable[Panel]:
        zone = self.zone(request)
        facts = [
            ("Опубликовано", instant(row.published_at, zone)),
            ("Кто опубликовал", row.published_by.short_name),
        ]
        if row.remove_by:
            facts.append(("Снять до", f"{row.remove_by:%d.%m.%Y}"))
        if row.removed_at:
            facts.append(("Снято", instant(row.removed_at, zone)))
        links = []
        if row.picture_id and self.may(request, "identity"):
            links.append(("Посмотреть фото", self.url("picture", row)))
        return [Panel(code="publication", title="Публикация", facts=facts, links=links)]

    @admin.display(description="фото", ordering="place")
    def title(self, row: GraduatePhoto) -> str:
        """Number and place; an invented one says so."""
        return in_list(row)

    @admin.display(description="карточка", ordering="graduate")
    def card(self, row: GraduatePhoto) -> str:
        """Whose it is, by the number of the card."""
        return f"№ {row.graduate_id}"

    @admin.display(description="опубликовано", ordering="published_at")
    def published(self, row: GraduatePhoto) -> str:
        """The day."""
        return f"{row.published_at:%d.%m.%Y}"

    @admin.display(description="снять до", ordering="remove_by")
    def until(self, row: GraduatePhoto) -> str:
        """By when it has to go."""
        return f"{row.remove_by:%d.%m.%Y}" if row.remove_by and not row.removed_at else ""
