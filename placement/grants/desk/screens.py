"""The desks «Согласия» and «Законные представители» (P-F4, P-F5)."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from core import clock
from core.back_office import KeySearch, Line, Panel, RegisterDesk, part_acts
from core.models import User
from core.templatetags.desk_tags import state_tag
from placement.graduates.desk.cards import card_link
from placement.graduates.rights import IDENTITY, VIEW, WORK
from placement.grants import services
from placement.grants.acts import ACTS, LIST_ACTS, REPRESENTATIVE_ACTS, REPRESENTATIVE_LIST_ACTS
from placement.grants.models import SIGNERS, Grant, GrantQuerySet, Representative
from placement.grants.record import GRANTS, REPRESENTATIVES

from . import views
from .attention import AttentionFilter
from .forms import acting


def state_of(grant: Grant) -> Any:
    """How the consent stands, as a tag."""
    if grant.withdrawn_at is not None:
        return state_tag("withdrawn", "Закончилось" if grant.is_over else "Отозвано")
    if grant.is_in_force(clock.local_day(clock.now())):
        return state_tag("ok", "Действует")
    return state_tag("waiting", "Ждёт подписи")


def _awaited(grant: Grant) -> list[str]:
    """Whose signature is missing, in words."""
    if grant.withdrawn_at is not None or grant.graduate.born_on is None:
        return []
    names = [words for signer, words in SIGNERS.items() if signer in services.missing(grant)]
    if not names:
        return []
    state = "Подписали не все" if grant.signatures.exists() else "Не подписано"
    return [f"{state}. Чья подпись нужна: {', '.join(names).lower()}."]


def _ended(grant: Grant) -> list[str]:
    """Since when it is evidence only, and by when the data are gone."""
    if grant.withdrawn_at is None:
        return []
    words = f"{clock.local_day(grant.withdrawn_at):%d.%m.%Y}"
    return [
        f"{words}, данные уничтожить до {grant.destroy_by:%d.%m.%Y}." if grant.destroy_by else words
    ]


class GrantDesk(RegisterDesk):
    """Who allows what, and whose signature is missing."""

    record = GRANTS
    base_url_path = "placement/grants"
    menu_label = "Согласия"
    reasons_right = "work"
    menu_icon = "form"
    menu_order = 195
    rights = {"view": VIEW, "work": WORK, "identity": IDENTITY}
    list_acts = LIST_ACTS
    acts = ACTS
    object_views = {"print": views.PrintView}
    part_views = {"scan": views.ScanView, "text": views.TextView, "document": views.DocumentView}
    filters = (AttentionFilter,)
    list_display = ("person", "what", "state", "own_from", "destroyed_by")
    list_select_related = ("graduate__key", "employer")
    ordering = ("-created_at", "-pk")
    search = KeySearch("graduate__search_key")
    search_hint = "Фамилия, имя, группа"

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        """None: a consent is asked for on the page of a graduate."""
        return []

    def object_label(self, row: Model) -> str:
        """Whose consent it is, and to what."""
        assert isinstance(row, Grant)
        return f"{row.graduate}: {row}"

    def status_line(self, row: Grant, request: HttpRequest) -> Sequence[Any]:
        card = card_link(row.graduate_id, row.graduate)
        return [state_of(row), *_ended(row), card, *_awaited(row)]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Consents to health data are for who may see those data."""
        rows = cast(GrantQuerySet, super().get_queryset(request))
        return rows.seen_by(cast(User, request.user))

    def panels(self, row: Grant, request: HttpRequest) -> Iterable[Panel]:
        lines = [
            Line(
                text=str(one),
                note=one.evidence.get_method_display(),
                **_with_scan(self, request, row, one),
            )
            for one in row.signatures.select_related("evidence", "representative")
        ]
        links = []
        if self.may(request, "identity") and row.withdrawn_at is None:
            address = self.url("print", row)
            links = [("Напечатать для подписи (PDF)", address)]
            links += [
                (f"Напечатать для представителя: {one} (PDF)", f"{address}?for={one.pk}")
                for one in acting(row.graduate)
            ]
        note = "Тексты второй версии – проекты форм, пока их не утвердил директор."
        yield Panel(
            code="signatures",
            title="Подписи",
            lines=lines,
            links=links,
            note=note,
            empty="Подписей нет.",
        )

    @admin.display(description="человек", ordering="graduate__sort_key")
    def person(self, row: Grant) -> str:
        """Whose consent it is."""
        return str(row.graduate)

    @admin.display(description="на что", ordering="purpose")
    def what(self, row: Grant) -> str:
        """The purpose, and whom or which place it names."""
        return str(row)

    @admin.display(description="состояние")
    def state(self, row: Grant) -> Any:
        """The state as a tag."""
        return state_of(row)

    @admin.display(description="новая подпись с", ordering="own_signature_from")
    def own_from(self, row: Grant) -> str:
        """From when another signature is needed."""
        return f"{row.own_signature_from:%d.%m.%Y}" if row.own_signature_from else ""

    @admin.display(description="уничтожить до", ordering="destroy_by")
    def destroyed_by(self, row: Grant) -> str:
        """By when the data that rested on it are destroyed."""
        return f"{row.destroy_by:%d.%m.%Y}" if row.destroy_by else ""


def _with_scan(desk: GrantDesk, request: HttpRequest, row: Grant, one: Any) -> dict[str, Any]:
    acts = part_acts(desk, request, row, one, "signature")
    links = list(acts["links"])
    if desk.may(request, "identity"):
        links.append(("Текст", desk.url("text", row, one.pk)))
        if one.document_id:
            links.append(("Документ", desk.url("document", row, one.pk)))
        if one.file_id:
            word = "Файл подписи" if one.document_id else "Скан"
            links.append((word, desk.url("scan", row, one.pk)))
    return {"links": links, "buttons": acts["buttons"]}


_UNVERIFIED = (
    "Адрес почты изменили, и его ещё никто не проверил: ссылка на страницу, просьбы подписать и коды"
    " на него не уходят."
)


class RepresentativeDesk(RegisterDesk):
    """Who signs for whom."""

    record = REPRESENTATIVES
    base_url_path = "placement/representatives"
    menu_label = "Законные представители"
    reasons_right = "work"
    menu_icon = "user"
    menu_order = 196
    rights = {"view": VIEW, "work": WORK, "identity": IDENTITY}
    list_acts = REPRESENTATIVE_LIST_ACTS
    acts = REPRESENTATIVE_ACTS
    list_display = ("full_name", "represented", "kind", "until", "ended_on")
    list_select_related = ("graduate__key",)
    ordering = ("-created_at", "-pk")
    search = KeySearch("graduate__search_key")
    search_hint = "Фамилия того, кого представляют"

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        """None: a representative is added on the page of a graduate."""
        return []

    def notices(self, row: Representative, request: HttpRequest) -> list[str]:
        return [_UNVERIFIED] if row.ended_on is None and row.email_unverified else []

    def status_line(self, row: Representative, request: HttpRequest) -> Sequence[Any]:
        return ["Представляет:", card_link(row.graduate_id, row.graduate)]

    @admin.display(description="кого представляет", ordering="graduate__sort_key")
    def represented(self, row: Representative) -> str:
        """The graduate."""
        return str(row.graduate)
