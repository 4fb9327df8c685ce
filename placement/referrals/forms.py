"""What an employer answers, as one form for the link and for the return slip."""

from typing import Any

from django import forms

from core.fields import DateField, TextField
from core.forms import TidyForm
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.referrals.services import Answer, may_invite

_CHOOSE = "Выберите ответ."


class AnswerForm(TidyForm):
    """The answer, and what belongs to it; the service says what is missing."""

    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    started_on = DateField(label="С какого дня работает", required=False)
    decline_reason = forms.ChoiceField(
        label="Причина отказа",
        choices=Referral.DeclineReason.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = TextField(
        label="Что ещё важно",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, referral: Referral, by_employer: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        is_invited = referral.state == ReferralState.INVITED
        if is_invited or not may_invite(referral, by_employer=by_employer):
            answers = [pair for pair in Answer.choices if pair[0] != Answer.INVITE]
            self.fields["answer"].choices = answers  # type: ignore[attr-defined]
