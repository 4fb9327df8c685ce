"""«Принять новые сведения»: what the employer says goes into the bank (P-F2)."""

from typing import Any

from django import forms
from django.http import HttpResponseBase

from core.back_office import Act, ActView, uncached
from forms_app.models import Submission
from placement.employers.desk.people import log_people
from placement.employers.record import CONTACTS, EMPLOYERS
from placement.requests import services

from .rows import request_of
from .views import (
    changes_of,
    company_in_force,
    contact_changes_of,
    contact_in_force,
)


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


@uncached
class TakeOverContactView(ActView):
    """Old and new of a contact person side by side; that somebody looks is logged."""

    template_name = "placement/requests/desk/take_over.html"
    object: Submission

    def show(self, form: forms.Form, **more: Any) -> HttpResponseBase:
        """Render the page, and log the look."""
        log_people(self.request, request_of(self.object).employer)
        return super().show(form, **more)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add old and new."""
        return super().get_context_data(changes=contact_changes_of(self.object), **kwargs)

    def perform(self, form: TakeOverForm) -> None:
        """Call the service."""
        data = contact_in_force(self.object)
        if data is None:
            return
        self.service(
            request=request_of(self.object),
            data=data,
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


def _contact_revision(submission: Submission) -> dict[str, str]:
    contact = request_of(submission).contact
    return {"revision": CONTACTS.revision(contact) if contact is not None else ""}


TAKE_OVER_CONTACT = Act(
    code="take-over-contact",
    button="Обновить контактное лицо",
    past="Данные контактного лица обновлены",
    service=services.take_over_contact,
    submit="Обновить",
    help="Прежние данные будут заменены. В истории останется, какие поля изменились.",
    success="Данные контактного лица обновлены.",
    form=TakeOverForm,
    initial=_contact_revision,
    is_button=False,
    view=TakeOverContactView,
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
