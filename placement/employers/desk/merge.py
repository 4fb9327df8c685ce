"""Two cards side by side: one employer, and the card that they become, or two (P-2.2a)."""

from typing import Any

from django.db.models import QuerySet

from core.back_office import DeskFormView, DeskPartFormView
from core.errors import Refused
from placement.common import districts
from placement.common.rules.identifiers import compact
from placement.employers import services
from placement.employers.models import Employer
from placement.employers.services.data import NAMES, label, merged

from .forms import PairForm

_COUNTED = {
    "contacts": "контактные лица",
    "records": "записи о контактах",
    "requests": "заявки",
    "vacancies": "вакансии",
}


class OtherCardView(DeskPartFormView):
    """A form about the card of the address and another one, named after it."""

    object: Employer
    part: Employer

    def parts(self) -> QuerySet:
        """The other cards; none beside one that was itself merged."""
        others = Employer.objects.current().exclude(pk=self.object.pk)
        return others if self.object.merged_into_id is None else others.none()


class ApartView(OtherCardView):
    """They are two: neither is shown as a possible repeat of the other any more."""

    title = "Это разные работодатели"
    submit_label = "Это разные работодатели"
    success = "Отмечено: это разные работодатели."
    service = staticmethod(services.tell_apart)

    def subject(self) -> dict[str, Any]:
        """Both cards."""
        return {"employer": self.object, "other": self.part}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["help"] = (
            f"«{self.object}» и «{self.part}» больше не будут показаны как возможный повтор. "
            "Если окажется, что это ошибка, карточки всё равно можно объединить."
        )
        return super().get_context_data(**kwargs)


class MergeView(OtherCardView):
    """Preview and do it: the card of the address stays, the other goes into it."""

    template_name = "placement/employers/desk/merge.html"
    title = "Объединить карточки"
    submit_label = "Объединить"
    success = "Карточки объединены."
    service = staticmethod(services.merge_employers)

    def subject(self) -> dict[str, Any]:
        """Both cards."""
        return {"keep": self.object, "merge": self.part}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            other=self.part,
            other_url=self.desk.url("inspect", self.part),
            swap_url=self.desk.url("merge", self.part, self.object.pk),
            lines=[*self._fields(), *self._counts()],
            **kwargs,
        )

    def _fields(self) -> list[dict[str, Any]]:
        mine, its = services.data_of(self.object), services.data_of(self.part)
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
            counts = [getattr(row, name).count() for row in (self.object, self.part)]
            lines.append({"label": text, "values": [*counts, sum(counts)], "is_lost": False})
        return lines


class PairView(DeskFormView):
    """Name another card to look at both."""

    title = "Объединить с другой карточкой"
    form_class = PairForm
    submit_label = "Сравнить"
    object: Employer
    other: Employer

    def perform(self, form: PairForm) -> None:
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
