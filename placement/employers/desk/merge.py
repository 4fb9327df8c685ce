"""Two cards side by side: one employer, and the card that they become, or two (P-2.2a)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.text import capfirst

from core.back_office import ActView, Panel, PartActView
from core.errors import Refused
from core.templatetags.desk_tags import state_tag
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.services.data import merged
from placement.employers.services.merge import relations

from .forms import PairForm

NOTHING = "–"


def other_cards(employer: Employer) -> QuerySet[Employer]:
    """The cards beside which this one can be put; none where it was itself merged."""
    others = Employer.objects.current().exclude(pk=employer.pk)
    return others if employer.merged_into_id is None else others.none()


class DifferentView(PartActView):
    """They are two: neither is shown as a possible repeat of the other any more."""

    def subject(self) -> dict[str, Any]:
        return {"employer": self.object, "other": self.part}

    def get_help(self) -> str:
        return (
            f"«{self.object}» и «{self.part}» больше не будут показаны как возможный повтор. "
            "Если окажется, что это ошибка, карточки всё равно можно объединить."
        )


class MergeView(PartActView):
    """Both cards and what they become; the card of the address stays, the other goes into it."""

    object: Employer
    part: Employer

    def subject(self) -> dict[str, Any]:
        return {"keep": self.object, "merge": self.part}

    def get_help(self) -> str:
        return (
            f"Останется карточка № {self.object.pk}: {self.object}. Контакты, заявки и вакансии "
            "второй карточки перейдут к ней, пустые строки заполнятся. Вторая карточка сохранится "
            "для чтения, история останется у обеих."
        )

    def get_panels(self, form: Any) -> Sequence[Panel]:
        keep, other, desk = self.object, self.part, self.desk
        return [
            Panel(
                code="compare",
                title="Сравнение карточек",
                headings=(
                    "Сведения",
                    f"Остаётся: № {keep.pk}",
                    f"Вторая: № {other.pk}",
                    "Станет",
                ),
                rows=[*self._fields(), *self._counts()],
                links=(
                    (
                        f"Посмотреть вторую карточку: № {other.pk}, {other}",
                        desk.url("inspect", other),
                    ),
                    (
                        f"Наоборот: оставить карточку № {other.pk}, {other}",
                        desk.url("merge", other, keep.pk),
                    ),
                ),
            )
        ]

    def _fields(self) -> Iterator[list[Any]]:
        cards = (self.object, self.part, merged(self.object, self.part))
        for name in EMPLOYERS.names:
            values = [getattr(card, name) for card in cards]
            texts: list[Any] = [EMPLOYERS.text(card, name) or NOTHING for card in cards]
            # Both say something, and one of it will not stand on the kept card.
            if values[1] and values[1] != values[2] and name != "remarks":
                texts[1] = format_html("{} {}", texts[1], state_tag("warning", "отличается"))
            yield [EMPLOYERS.label(name), *texts]

    def _counts(self) -> Iterator[list[Any]]:
        for name, field in relations().items():
            counts = [getattr(card, name).count() for card in (self.object, self.part)]
            label = str(field.model._meta.verbose_name_plural)  # noqa: SLF001 - documented
            yield [capfirst(label), *counts, sum(counts)]


class PairView(ActView):
    """Names another card to look at both; nothing is changed yet."""

    object: Employer
    other: Employer

    def perform(self, form: PairForm) -> None:
        self.other = self.service(employer=self.object, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.desk.url("merge", self.object, self.other.pk)


def card_to_compare(*, employer: Employer, which: Employer) -> Employer:
    """The other card; Refused for the same one."""
    if which.pk == employer.pk:
        raise Refused("Это та же самая карточка.", field="which")
    return which
