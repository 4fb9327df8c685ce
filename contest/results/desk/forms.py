"""Forms of the orders on the results; they only parse, the services decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from contest.results.facts import decided
from contest.setup.models import Contest
from core.back_office import ScanField
from core.fields import DateField
from core.forms import TidyForm

# The order is published as an extract; its scan is kept as it was signed.
_WIDGET = forms.Textarea(attrs={"rows": 2})


NOT_DECIDED = "Приказ готовят, когда протокол с вопросом «Об итогах конкурса» подписан."


class PrepareForm(TidyForm):
    """Of which contest; what it corrects, where results are published already."""

    contest = forms.ModelChoiceField(label="Конкурс", queryset=Contest.objects.none())
    why = forms.CharField(
        label="Что исправляет новый приказ",
        required=False,
        max_length=500,
        widget=_WIDGET,
        help_text="Нужно, только если итоги этого конкурса уже опубликованы. Без фамилий.",
    )

    def __init__(self, *args: Any, contests: QuerySet[Contest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contest"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = contests.filter(pk__in=decided())
        field.error_messages["invalid_choice"] = NOT_DECIDED


class WhyForm(TidyForm):
    """A reason that has to be said."""

    why = forms.CharField(
        label="Почему",
        max_length=500,
        widget=_WIDGET,
        help_text="Без фамилий и других личных сведений.",
    )


class FederalEndForm(TidyForm):
    """The last day of the federal stage."""

    ends_on = DateField(label="Федеральный этап заканчивается", help_text="дд.мм.гггг")


class RefusalForm(TidyForm):
    """The nominee's written refusal."""

    refused_on = DateField(label="Отказ получен", help_text="дд.мм.гггг")
    paper = ScanField(label="Письменный отказ")


class FileForm(TidyForm):
    """The signed order: number, date, scan."""

    number = forms.CharField(label="Номер приказа", max_length=64)
    signed_on = DateField(label="Дата приказа", help_text="дд.мм.гггг")
    scan = ScanField(
        label="Скан подписанного приказа",
        note="Хранится зашифрованным и на сайте не показывается: публикуется выписка.",
    )
