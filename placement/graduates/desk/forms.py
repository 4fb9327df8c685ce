"""Forms of the register of graduates; they only parse, the services decide."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from core.back_office import RecordForm
from core.forms import TidyForm
from core.models import User
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES


def specialists(*keys: int | None) -> QuerySet[User]:
    """Who leads graduates, and those named already."""
    right = Permission.objects.filter(
        content_type__app_label="placement", codename="work_graduates"
    )
    may = Q(is_active=True) & (
        Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    )
    may |= Q(pk__in=[key for key in keys if key])
    return User.objects.filter(may).distinct().order_by("last_name", "first_name", "pk")


class GraduateForm(RecordForm):
    """A card as staff type it."""

    record = GRADUATES

    def __init__(self, *args: Any, row: Graduate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        chosen = cast(forms.ModelChoiceField, self.fields["responsible"])
        chosen.queryset = specialists(row.responsible_id if row else None)


class NewGraduateForm(GraduateForm):
    """A new card; of one that looks like another staff say that they have looked."""

    is_another = forms.BooleanField(
        label="Карточки похожи, но это другой человек",
        required=False,
        help_text="Отметьте, только если уже посмотрели похожую карточку.",
    )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The tick last."""
        return [*super().groups(), ("Если такая карточка уже есть", [self["is_another"]])]


class OtherCardForm(TidyForm):
    """Another card, out of those that look alike or by its number."""

    other = forms.ModelChoiceField(
        Graduate.objects.none(),
        label="Другая карточка",
        empty_label=None,
        error_messages={
            "required": "Выберите карточку.",
            "invalid_choice": "Такой карточки нет среди похожих.",
        },
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, alike: list[Graduate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["other"])
        field.queryset = Graduate.objects.filter(pk__in=[one.pk for one in alike])
        field.label_from_instance = card_words  # type: ignore[method-assign, assignment]


def card_words(card: Graduate) -> str:
    """«Иванова Мария Петровна, группа ПК-21, выпуск 2026, карточка № 5»."""
    parts = [str(card)]
    parts += [f"группа {card.group}"] if card.group else []
    parts += [f"выпуск {card.left_year}"] if card.left_year else []
    return ", ".join([*parts, f"карточка № {card.pk}"])
