"""Pages of the decisions on a submission, and the forms that some of them ask for."""

from typing import Any

from django import forms

from core.back_office import ActView
from forms_app.engine import registry
from forms_app.models import Submission


class DecisionView(ActView):
    """Base: the page names the submission's state and what the domain warns of."""

    template_name = "forms_app/back_office/action.html"
    object: Submission

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            notices=self.desk.notices(self.object, self.request),
            state_label=self.desk.state_labels[self.object.state],
            **kwargs,
        )


class RegisterView(DecisionView):
    """Give the next number of the journal (C-K6)."""

    def next_step(self) -> str:
        """Who has neither address nor code is given a code next: nobody could tell them else."""
        if self.object.email or self.object.code_hash:
            return ""
        return self.address("access")


class RejectForm(forms.Form):
    """Why, and under which clause where the journey asks for one."""

    clause = forms.CharField(max_length=32)
    reason = forms.CharField(
        label="Причина",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Заявитель прочтёт этот текст на своей странице, а если есть почта – и в письме.",
    )

    def __init__(self, data: Any = None, *, clause_label: str, clauses: Any) -> None:
        super().__init__(data)
        if not clause_label:
            del self.fields["clause"]
            return
        if clauses:
            choices = [("", "– выберите –"), *clauses.items()]
            self.fields["clause"] = forms.ChoiceField(choices=choices)
            self.order_fields(["clause", "reason"])
        self.fields["clause"].label = clause_label


class RejectView(DecisionView):
    """Reject with a reason that cites a clause (C-K6)."""

    def get_form_kwargs(self) -> dict[str, Any]:
        label = registry.get(self.object.journey).clause_label
        return {"clause_label": label, "clauses": self.desk.reject_clauses}


class WithdrawForm(forms.Form):
    """How the applicant asked for it."""

    reason = forms.CharField(
        label="Как и когда заявитель об этом попросил",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: письмо на электронную почту от 3 июня 2024 года, вх. № 15.",
    )


class TakeBackForm(forms.Form):
    """Why a decision does not stand."""

    reason = forms.CharField(
        label="Почему решение отменяется",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Заявитель прочтёт этот текст в письме и на своей странице.",
    )
