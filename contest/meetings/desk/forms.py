"""Forms of meetings; they only parse, the services decide."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.findings.documents import entries_read
from contest.meetings.models import AgendaItem, Meeting
from contest.meetings.record import MEETINGS
from contest.setup.desk.local_time import LocalDateTimeField, instant_of
from contest.setup.models import Contest
from core.back_office import RecordForm, ScanField
from core.fields import DateField
from core.forms import TidyForm


def text_field(label: str, **kwargs: Any) -> forms.CharField:
    """A text of some lines."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=500, widget=widget, **kwargs)


class MeetingForm(RecordForm):
    """When and where; the hour is that of the contest's clock."""

    record = MEETINGS

    def __init__(
        self, *args: Any, contests: QuerySet[Contest], row: Meeting | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        cast(forms.ModelChoiceField, self.fields["contest"]).queryset = contests
        if row is not None:
            cast(LocalDateTimeField, self.fields["starts_at"]).zone = row.tz

    def clean(self) -> dict[str, Any]:
        """Make what was typed an instant of the contest's zone."""
        typed = super().clean() or self.cleaned_data
        if typed.get("contest") and typed.get("starts_at"):
            _make_instant(self, typed, typed["contest"])
        return typed


def _make_instant(form: forms.Form, typed: dict[str, Any], contest: Contest) -> None:
    if typed["starts_at"].tzinfo is not None:
        return
    try:
        typed["starts_at"] = instant_of(typed["starts_at"], contest.tz)
    except ValidationError as error:
        form.add_error("starts_at", error)


class RescheduleForm(TidyForm):
    """Another date, time or place."""

    starts_at = LocalDateTimeField(
        label="Дата и время", help_text="дд.мм.гггг чч:мм по часам конкурса."
    )
    place = forms.CharField(label="Место", max_length=500)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_at": meeting.starts_at, "place": meeting.place}
        super().__init__(*args, **kwargs)
        self.contest = meeting.contest
        cast(LocalDateTimeField, self.fields["starts_at"]).zone = meeting.tz

    def clean(self) -> dict[str, Any]:
        """Make what was typed an instant of the contest's zone."""
        typed = super().clean() or self.cleaned_data
        if typed.get("starts_at"):
            _make_instant(self, typed, self.contest)
        return typed


def described(entry: Entry) -> str:
    """A participant with their role and centre."""
    return f"{entry.full_name}, {entry.role.title}, {entry.centre.name}"


class Participants(forms.ModelMultipleChoiceField):
    """Ticks of participants."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Name, role and centre."""
        return described(obj)


class ItemForm(TidyForm):
    """A question of the agenda."""

    kind = forms.ChoiceField(
        label="Что решается",
        choices=AgendaItem.Kind.choices,
        help_text="От этого зависит, что будет названо в решении: участники, член комиссии или"
        " ничего.",
    )
    subject = text_field("Вопрос")
    speaker = forms.CharField(label="Докладчик", max_length=255, required=False)
    entries = Participants(
        queryset=Entry.objects.none(),
        label="О ком вопрос",
        required=False,
        help_text="У кого записан конфликт интересов с отмеченным участником, тот при этом вопросе"
        " выходит.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = entries_read(meeting.contest).select_related("role", "centre")
        field = cast(forms.ModelMultipleChoiceField, self.fields["entries"])
        field.queryset = rows.order_by("submission__sort_key", "pk")
        if not rows.exists():
            del self.fields["entries"]


class WhyForm(TidyForm):
    """A reason that has to be said."""

    why = text_field("Почему", help_text="Без фамилий и других личных сведений.")


class ChairAbsenceForm(TidyForm):
    """When the chair is away, and on what ground."""

    starts_on = DateField(label="Отсутствует с", help_text="дд.мм.гггг")
    ends_on = DateField(label="Отсутствует по", help_text="дд.мм.гггг")
    reason = forms.CharField(
        label="Основание", max_length=500, help_text="Например: отпуск, приказ от … № …"
    )


class FileProtocolForm(TidyForm):
    """The signed protocol."""

    signed_on = DateField(label="Подписан", help_text="дд.мм.гггг")
    scan = ScanField(label="Скан подписанного протокола")
