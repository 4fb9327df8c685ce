"""Forms of what is recorded at a meeting: who is there, who votes how, what is decided."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.meetings import words
from contest.meetings.models import AgendaItem, Attendance, Leave, Meeting, Vote
from contest.meetings.models.agenda import PART_LABELS
from contest.meetings.rules.questions import OF_ENTRIES, OF_STAGE_TWO, TIES, Kind
from contest.meetings.rules.votes import Choice
from contest.meetings.services.deciding import Proposal, eligible
from contest.meetings.services.holding import (
    FROM_SCORING,
    attendance_revision,
    votes_revision,
)
from contest.meetings.sitting import Sitting
from core.forms import TidyForm

from .forms import Participants, described, text_field

NOBODY_CAME = (
    "Выбрать некого: никто не отмечен явившимся на II этап. Явку отмечают на странице II этапа этого"
    " конкурса."
)
_RANKED = frozenset({Kind.RESULTS, Kind.TIE_PRIZE})


class _Members(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return _seated(obj)


class _Member(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return _seated(obj)


def _seated(member: CommissionMember) -> str:
    return f"{member.full_name}, {member.get_seat_display()}"


class AttendanceForm(TidyForm):
    """A tick for each member who is there."""

    present = _Members(
        queryset=CommissionMember.objects.none(), label="Присутствуют", required=False
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        came = Attendance.objects.filter(meeting=meeting, is_present=True)
        kwargs["initial"] = {
            "present": list(came.values_list("member", flat=True)),
            "revision": attendance_revision(meeting),
        }
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelMultipleChoiceField, self.fields["present"])
        field.queryset = meeting.contest.commission.serving()


class LeaveForm(TidyForm):
    """Who is out of the room for a question, and why."""

    member = _Member(queryset=CommissionMember.objects.none(), label="Кто")
    cause = forms.ChoiceField(
        label="Почему", choices=Leave.Cause.choices, widget=forms.RadioSelect, initial="conflict"
    )
    reason = text_field(
        "В чём состоит конфликт интересов",
        required=False,
        help_text="Хранится зашифрованным и в протокол не попадает.",
    )

    def __init__(
        self,
        *args: Any,
        voters: Iterable[CommissionMember],
        proposed: CommissionMember | None = None,
        **kwargs: Any,
    ) -> None:
        if proposed is not None:
            kwargs["initial"] = {"member": proposed, "cause": "conflict", "reason": FROM_SCORING}
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["member"])
        field.queryset = CommissionMember.objects.filter(pk__in=[one.pk for one in voters])


class VotesForm(TidyForm):
    """Three choices for each member in the room, none of them chosen before."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: AgendaItem, sitting: Sitting, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": votes_revision(item)}
        super().__init__(*args, **kwargs)
        self.voters = {f"member-{one.pk}": one for one in sitting.voters(item)}
        ballots = sitting.ballots.get(item.pk, {})
        for name, member in self.voters.items():
            self.fields[name] = forms.ChoiceField(
                label=_seated(member),
                choices=Vote.Choice.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=ballots.get(member.pk),
            )

    def ballots(self) -> dict[int, Choice]:
        """How each has voted; who has not is left out."""
        typed = self.cleaned_data
        return {
            member.pk: Choice(typed[name])
            for name, member in self.voters.items()
            if typed.get(name)
        }


class _Participant(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return described(obj)


class DecisionForm(TidyForm):
    """What is put to the vote; what has to be named depends on the kind of the question."""

    wording = forms.CharField(
        label="Решение",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Как оно стоит в протоколе. Принято оно или нет, следует из голосов.",
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(item.kind)
        self.contest = contest = item.meeting.contest
        entries = Entry.objects.none()
        if self.kind in OF_ENTRIES:
            pks = [entry.pk for entry in eligible(contest, self.kind)]
            related = Entry.objects.filter(pk__in=pks).select_related("role", "centre")
            entries = related.order_by("submission__sort_key", "pk")
        if self.kind in TIES:
            self.fields["among"] = Participants(
                queryset=entries, label="У кого равные баллы", required=False
            )
        self._add_chosen(entries)
        if self.kind in OF_STAGE_TWO and not entries.exists():
            self.fields["chosen"].help_text = NOBODY_CAME
        if self.kind == Kind.TIE_STAGE_TWO:
            self.fields["admits_all"] = forms.BooleanField(
                label="Допустить всех, у кого равные баллы",
                required=False,
                help_text="Записывается как отступление от пункта 15 положения о конкурсе.",
            )
        if self.kind == Kind.ABSENCE:
            self.fields["member"] = _Member(
                queryset=contest.commission.serving(), label="Член комиссии", required=False
            )
            self.fields["part"] = forms.ChoiceField(
                label="Что не оценивает",
                choices=[("", "не указано"), *PART_LABELS.items()],
                required=False,
            )

    def _add_chosen(self, entries: QuerySet[Entry]) -> None:
        if self.kind in _RANKED:
            places = self.contest.max_winners + self.contest.max_prize_winners
            for place in range(1, places + 1):
                self.fields[_place_name(place)] = _Participant(
                    queryset=entries, label=self._place_label(place), required=False
                )
        elif self.kind == Kind.NOMINEE:
            self.fields["chosen"] = _Participant(
                queryset=entries, label="Кто идёт на федеральный этап", required=False
            )
        elif self.kind in OF_ENTRIES:
            self.fields["chosen"] = Participants(
                queryset=entries,
                label="Кто не явился" if self.kind == Kind.NO_SHOW else "Кто допущен",
                required=False,
            )

    def _place_label(self, place: int) -> str:
        if self.kind == Kind.RESULTS:
            return words.place_title(place, self.contest)
        return f"Спорное место {place}, считая от лучшего"

    def proposal(self) -> Proposal:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Proposal(
            wording=typed["wording"],
            chosen=self._chosen(),
            among=tuple(typed.get("among") or ()),
            admits_all=bool(typed.get("admits_all")),
            member=typed.get("member"),
            part=typed.get("part") or "",
        )

    def _chosen(self) -> tuple[Entry, ...]:
        typed = self.cleaned_data
        if self.kind in _RANKED:
            names = [name for name in self.fields if name.startswith("chosen")]
            return tuple(typed[name] for name in names if typed.get(name))
        chosen = typed.get("chosen")
        if chosen is None:
            return ()
        return (chosen,) if isinstance(chosen, Entry) else tuple(chosen)

    def clean(self) -> dict[str, Any]:
        """No place stays empty above one that is given."""
        typed = super().clean() or self.cleaned_data
        names = [name for name in self.fields if name.startswith("chosen")]
        filled = [bool(typed.get(name)) for name in names]
        if self.kind in _RANKED and filled != sorted(filled, reverse=True):
            self.add_error(names[filled.index(False)], "Это место пропущено.")
        return typed


def _place_name(place: int) -> str:
    """The first bears the name under which the service refuses."""
    return "chosen" if place == 1 else f"chosen_{place}"
