"""«Принять новые сведения»: what the employer says goes into the bank (P-F2)."""

from typing import Any

from django import forms

from core.back_office import Act, ActView, uncached
from forms_app.models import Submission
from placement.employers.record import EMPLOYERS
from placement.requests import services

from .views import changes_of, company_in_force, request_of


class TakeOverForm(forms.Form):
    """Nothing to type: the page shows what will change."""

    revision = forms.CharField(widget=forms.HiddenInput, required=False)


@uncached
class TakeOverView(ActView):
    """Old and new side by side, pinned to the bank's data that are shown."""

    template_name = "placement/requests/desk/take_over.html"
    object: Submission

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add old and new."""
        return super().get_context_data(changes=changes_of(self.object), **kwargs)

    def perform(self, form: TakeOverForm) -> None:
        """Call the service."""
        company = company_in_force(self.object)
        if company is None:
            return
        self.service(
            request=request_of(self.object),
            data=company,
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


TAKE_OVER = Act(
    code="take-over",
    button="Принять новые сведения",
    past="Новые сведения внесены в банк данных",
    service=services.take_over_changes,
    title="Принять новые сведения о работодателе",
    submit="Внести в банк данных",
    help="Прежние сведения будут заменены. В истории останется, какие поля изменились.",
    success="Новые сведения внесены в банк данных.",
    form=TakeOverForm,
    initial=lambda submission: {"revision": EMPLOYERS.revision(request_of(submission).employer)},
    is_button=False,
    view=TakeOverView,
)
