"""People to speak with at an employer, and the log of contacts: each view calls one service (P-5.3)."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponseBase

from core.errors import Refused
from placement.models import EmployerContact
from placement.services import employers as services

from .employer_forms import NewPersonForm, PersonForm, RecordForm, RemoveForm
from .employer_views import EmployerFormView, log_people, part_of


class PersonCreateView(EmployerFormView):
    """A new contact person."""

    title = "Добавить контактное лицо"
    form_class = NewPersonForm
    submit_label = "Добавить"
    success = "Контактное лицо добавлено."

    def perform(self, form: forms.Form) -> None:
        values = {name: form.cleaned_data[name] for name in PersonForm.base_fields}
        services.add_contact(employer=self.object, actor=self.actor, **values)


class PersonView(EmployerFormView):
    """A form about one contact person, named in the address after the employer."""

    person: EmployerContact

    def dispatch(
        self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Find the person after the employer."""
        self.part = part
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        """The form, with the person looked up first."""
        self.person = part_of(self.object.contacts.all(), self.part)
        log_people(self.request, self.object)
        return super().get_form()


class PersonEditView(PersonView):
    """Change a contact person."""

    title = "Изменить контактное лицо"
    form_class = PersonForm
    submit_label = "Сохранить"
    success = "Контактное лицо изменено."

    def get_form_kwargs(self) -> dict[str, Any]:
        names = PersonForm.base_fields
        return {"initial": {name: getattr(self.person, name) for name in names}}

    def perform(self, form: forms.Form) -> None:
        services.update_contact(contact=self.person, actor=self.actor, **form.cleaned_data)


class PersonRemoveView(PersonView):
    """Remove a contact person with name, phone and e-mail."""

    form_class = RemoveForm
    submit_label = "Удалить"
    submit_class = "no"
    help = "Имя, телефон и почта будут удалены. В истории останется только, кто и почему удалил."
    success = "Контактное лицо удалено."

    def get_title(self) -> str:
        return f"Удалить: {self.person}"

    def perform(self, form: forms.Form) -> None:
        services.remove_contact(contact=self.person, actor=self.actor, **form.cleaned_data)


class RecordCreateView(EmployerFormView):
    """Log a contact."""

    title = "Записать контакт"
    form_class = RecordForm
    submit_label = "Записать"
    success = "Контакт записан."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"zone": self.desk.zone(self.request)}

    def perform(self, form: forms.Form) -> None:
        said = form.cleaned_data
        try:
            services.add_contact_record(
                employer=self.object,
                form=said["form"],
                at=cast(RecordForm, form).instant(),
                summary=said["summary"],
                promised_on=said["promised_on"],
                actor=self.actor,
            )
        except Refused as refusal:
            if refusal.field == "at":
                raise Refused(refusal.message, field="day") from None
            raise


class RecordDoneView(EmployerFormView):
    """The promised contact took place."""

    title = "Отметить как выполненное"
    submit_label = "Выполнено"
    success = "Отмечено как выполненное."

    def dispatch(
        self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Find the record after the employer."""
        self.part = part
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        """The empty form, with the record looked up first."""
        self.record = part_of(self.object.records.all(), self.part)
        return super().get_form()

    def perform(self, form: forms.Form) -> None:
        services.complete_contact_record(record=self.record, actor=self.actor)
