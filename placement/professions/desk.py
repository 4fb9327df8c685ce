"""The list of professions (P-3.3)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from core.back_office import Act, Panel, PlainRegister
from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.common.guards import require
from placement.professions.models import Profession
from placement.professions.record import PROFESSIONS

CHANGE = "placement.change_profession"


class KinForm(forms.Form):
    """Professions that are akin."""

    kin = forms.ModelMultipleChoiceField(
        Profession.objects.all(),
        label="Родственные профессии",
        help_text="Кто обучен одной из них, может работать и по другой.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@transaction.atomic
def set_kin(*, profession: Profession, kin: QuerySet[Profession], actor: User) -> Profession:
    """Say which professions are akin to this one; it holds in both directions."""
    require(actor, CHANGE)
    if profession in kin:
        raise Refused("Профессия не бывает родственной самой себе.", field="kin")
    profession.kin.set(kin)
    log_change(profession, actor=actor, action="kin")
    return profession


class ProfessionDesk(PlainRegister):
    """The professions of the institution; what is no longer taught stays in old vacancies."""

    record = PROFESSIONS
    acts = (
        Act(
            code="kin",
            button="Родственные профессии",
            past="Изменение родственных профессий",
            service=set_kin,
            submit="Сохранить",
            success="Родственные профессии сохранены.",
            right="change",
            form=KinForm,
            initial=lambda row: {"kin": list(row.kin.all())},
        ),
    )
    base_url_path = "placement/professions"
    menu_label = "Профессии"
    menu_icon = "list-ul"
    menu_order = 820
    rights = {
        "view": "placement.view_profession",
        "add": "placement.add_profession",
        "change": CHANGE,
    }
    ordering = ("sort_key",)
    search_hint = "Название"

    def panels(self, row: Any, request: HttpRequest) -> Iterable[Panel]:
        text = ", ".join(str(one) for one in row.kin.all())
        facts = [("Родственные", text)] if text else []
        return [Panel(code="kin", title="Родственные профессии", facts=facts, empty="Не указаны.")]
