"""«Сроки»: what the centre has set, since when and by which decision (X-5)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from core import clock
from core.back_office import Act, CreateRowView, Line, Panel, RecordForm, RegisterDesk
from core.errors import Refused
from core.templatetags.desk_tags import state_tag
from core.text import whole_number
from placement.centre.terms import services
from placement.centre.terms.models import Terms, current_terms
from placement.centre.terms.record import TERMS


class TermsForm(RecordForm):
    """The terms as they are now, to be changed; what the change does is read before it is made."""

    record = TERMS
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    is_confirmed = forms.BooleanField(
        label="Я вижу, к чему это приведёт, и это нужно", required=False
    )
    effects: Sequence[str] = ()

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        confirmation = [("Подтверждение", [self["is_confirmed"]])] if self.effects else []
        return [*super().groups(), *confirmation]


class SetView(CreateRowView):
    """New terms, beginning with those in force."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """What holds today, and the newest set that this form knows."""
        newest = Terms.objects.order_by("-pk").first()
        values = TERMS.values(current_terms()) | {"effective_from": None, "ground": ""}
        return {"initial": {**values, "based_on": newest.pk if newest else ""}}

    def perform(self, form: TermsForm) -> None:
        """Set them; what somebody has not read yet is shown, and nothing is changed."""
        data, typed = form.typed(), form.cleaned_data
        try:
            self.object = self.service(
                data=data,
                actor=self.actor,
                based_on=whole_number(typed["based_on"]),
                shown=form.data["shown"] if typed["is_confirmed"] else "",
            )
        except Refused as refused:
            if refused.field == "is_confirmed":
                form.effects = services.effects_of(data)
                cast(MultiValueDict, form.data)["shown"] = "\n".join(form.effects)
            raise

    def get_panels(self, form: TermsForm) -> Sequence[Panel]:
        """What the change leads to."""
        if not form.effects:
            return []
        lines = [Line(text=words) for words in form.effects]
        return [Panel(code="effects", title="К чему это приведёт", lines=lines)]


class TermsDesk(RegisterDesk):
    """The sets of terms, the newest first; none is changed or removed."""

    record = TERMS
    list_acts = (
        Act(
            code="create",
            button="Изменить сроки",
            past="Установлены",
            service=services.set_terms,
            title="Изменить сроки центра",
            submit="Установить",
            help="Новые сроки действуют с названного дня, прежние остаются в списке.",
            success="Сроки установлены.",
            right="add",
            icon="edit",
            form=TermsForm,
            view=SetView,
        ),
    )
    base_url_path = "placement/terms"
    menu_label = "Сроки"
    menu_icon = "date"
    menu_order = 840
    rights = {"view": "placement.view_terms", "add": services.CHANGE}
    list_display = ("title", "ground", "how")
    ordering = ("-effective_from", "-pk")

    @property
    def intro(self) -> str:
        """What holds before anybody has set anything."""
        if Terms.objects.exists():
            return ""
        values = TERMS.values(current_terms())
        numbers = [
            f"{TERMS.label(name)} – {value}" for name, value in values.items() if type(value) is int
        ]
        return f"Сроков никто не менял. Действуют начальные: {'; '.join(numbers)}."

    def status_line(self, row: Terms, request: HttpRequest) -> Sequence[Any]:
        return [self.how(row)]

    @admin.display(description="действуют с", ordering="effective_from")
    def title(self, row: Terms) -> str:
        """Since when."""
        return f"{row.effective_from:%d.%m.%Y}"

    @admin.display(description="сейчас")
    def how(self, row: Terms) -> str:
        """Whether they hold now."""
        if row.effective_from > clock.local_day(clock.now()):
            return state_tag("waiting", "ещё не действуют")
        if row == current_terms():
            return state_tag("ok", "действуют")
        return state_tag("withdrawn", "действовали раньше")
