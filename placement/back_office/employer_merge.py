"""Two cards of one employer side by side, and the one that they become (P-2.2a)."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponseBase

from core.back_office import DeskFormView
from core.errors import Refused
from core.models import User
from placement import districts
from placement.models import Employer
from placement.rules.identifiers import compact
from placement.services import employers as services
from placement.services.employer_data import NAMES, label, merged

from .employer_forms import PairForm
from .employer_views import part_of

_COUNTED = {
    "contacts": "контактные лица",
    "records": "записи о контактах",
    "requests": "заявки",
    "vacancies": "вакансии",
}


class MergeView(DeskFormView):
    """Preview and do it: the card of the address stays, the other goes into it."""

    template_name = "placement/back_office/employer_merge.html"
    right = "work"
    title = "Объединить карточки"
    submit_label = "Объединить"
    success = "Карточки объединены."
    object: Employer
    other: Employer

    def dispatch(
        self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Find the other after this one."""
        self.part = part
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        """No fields; both cards looked up."""
        part_of(Employer.objects.current().filter(pk=self.object.pk), str(self.object.pk))
        others = Employer.objects.current().exclude(pk=self.object.pk)
        self.other = part_of(others, self.part)
        return super().get_form()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            other=self.other,
            other_url=self.desk.url("inspect", self.other),
            swap_url=self.desk.url("merge", self.other, self.object.pk),
            lines=[*self._fields(), *self._counts()],
            **kwargs,
        )

    def _fields(self) -> list[dict[str, Any]]:
        mine, its = services.data_of(self.object), services.data_of(self.other)
        result = merged(mine, its)
        choices = {
            "kind": dict(Employer.Kind.choices),
            "district": dict(districts.CHOICES),
        }
        lines = []
        for name in NAMES:
            words = choices.get(name, {})
            values = [words.get(v, v) for v in (getattr(d, name) for d in (mine, its, result))]
            lines.append(
                {
                    "label": label(name),
                    "values": values,
                    # Both say something, and one of it will not stand on the kept card.
                    "is_lost": bool(values[1]) and values[1] != values[2] and name != "remarks",
                }
            )
        return lines

    def _counts(self) -> list[dict[str, Any]]:
        lines = []
        for name, text in _COUNTED.items():
            counts = [getattr(row, name).count() for row in (self.object, self.other)]
            lines.append({"label": text, "values": [*counts, sum(counts)], "is_lost": False})
        return lines

    def perform(self, form: forms.Form) -> None:
        services.merge_employers(
            keep=self.object, merge=self.other, actor=cast(User, self.request.user)
        )


class PairView(DeskFormView):
    """Name another card to look at both."""

    right = "work"
    title = "Объединить с другой карточкой"
    form_class = PairForm
    submit_label = "Сравнить"
    object: Employer
    other: Employer

    def perform(self, form: forms.Form) -> None:
        """Find the other by ИНН, else by number; nothing is changed yet."""
        which = compact(form.cleaned_data["which"]).removeprefix("№")
        found = services.find_by_inn(which)
        if found is None and which.isascii() and which.isdecimal() and len(which) < 10:
            found = Employer.objects.current().filter(pk=which).first()
        if found is None:
            raise Refused("Карточки с таким ИНН или номером нет.", field="which")
        if found.pk == self.object.pk:
            raise Refused("Это та же самая карточка.", field="which")
        self.other = found

    def get_success_url(self) -> str:
        return self.desk.url("merge", self.object, self.other.pk)
