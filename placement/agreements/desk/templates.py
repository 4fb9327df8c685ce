"""The templates of drafts on a desk of their own (P-3.6)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from core import clock, exports, word
from core.back_office import Act, ActView, DeskObjectView, Look, Panel, RegisterDesk
from core.records import Field, Group, Record
from placement.agreements import drafts
from placement.agreements.models import DraftTemplate
from placement.agreements.rights import APPROVE, VIEW
from placement.agreements.services.templates import replace_template, restore_template

TEMPLATES = Record(
    DraftTemplate,
    Group("Шаблон", Field("kind"), Field("name"), Field("is_own")),
    kept_by_services=("content", "changed_at"),
)


class TemplateForm(forms.Form):
    """The document that becomes the template."""

    file = forms.FileField(
        label="Документ Word",
        help_text="DOCX до 2 МБ с подстановками вида {{ предмет }}.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


class DownloadView(DeskObjectView):
    """The template as it is in force."""

    http_method_names = ["get"]
    object: DraftTemplate

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the document."""
        response = HttpResponse(bytes(self.object.content), content_type=word.DOCX)
        return exports.as_download(response, self.object.name, ".docx")  # type: ignore[no-any-return]


class DraftTemplateDesk(RegisterDesk):
    """«Шаблоны договоров»: what drafts are made from."""

    record = TEMPLATES
    acts = (
        Act(
            code="replace",
            button="Заменить",
            past="Шаблон заменён",
            service=replace_template,
            title="Заменить шаблон",
            submit="Проверить и заменить",
            help="Скачайте шаблон, исправьте его в Word и загрузите. Сайт проверит, что документ"
            " открывается и что все подстановки ему известны.",
            success="Шаблон заменён: новые проекты делаются из него.",
            form=TemplateForm,
            view=ActView,
        ),
        Act(
            code="restore",
            button="Вернуть исходный",
            past="Возвращён исходный шаблон",
            service=restore_template,
            help="Ваш документ будет заменён тем, который сайт предлагает сам.",
            success="Исходный шаблон возвращён.",
            look=Look.DANGER,
            offered=lambda template: template.is_own,
        ),
    )
    base_url_path = "placement/agreement-templates"
    menu_label = "Шаблоны договоров"
    menu_icon = "doc-full"
    menu_order = 211
    rights = {"view": VIEW, "work": APPROVE}
    object_views = {"download": DownloadView}
    list_display = ("kind", "name", "is_own", "changed")
    ordering = ("kind",)

    def panels(self, row: DraftTemplate, request: HttpRequest) -> Iterable[Panel]:
        download = [("Скачать шаблон", self.url("download", row))]
        places = [(f"{{{{ {name} }}}}", about) for name, about in drafts.PLACES.items()]
        return [
            Panel(code="document", title="Документ", links=download),
            Panel(
                code="places",
                title="Подстановки",
                note="Пишите их в документе так, с двойными скобками: сайт заменит их сведениями"
                " договора. Чего нет, останется чертой для заполнения от руки.",
                facts=places,
                is_aside=False,
            ),
        ]

    @admin.display(description="изменён", ordering="changed_at")
    def changed(self, row: DraftTemplate) -> Any:
        """The day of the last change."""
        return clock.local_day(row.changed_at)
