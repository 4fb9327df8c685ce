"""People to speak with at an employer, and the log of contacts: each view calls one service (P-5.3)."""

from typing import Any

from django.db.models import QuerySet

from core.back_office import DeskFormView, DeskPartFormView
from core.errors import Refused
from placement.employers import services
from placement.employers.models import Employer, EmployerContact

from .forms import NewPersonForm, PersonForm, RecordForm, RemoveForm
from .views import log_people


class PersonCreateView(DeskFormView):
    """A new contact person."""

    title = "Добавить контактное лицо"
    form_class = NewPersonForm
    submit_label = "Добавить"
    success = "Контактное лицо добавлено."
    object: Employer

    def perform(self, form: NewPersonForm) -> None:
        values = {name: form.cleaned_data[name] for name in PersonForm.base_fields}
        agreed = form.cleaned_data["agreed"]
        services.add_contact(employer=self.object, actor=self.actor, agreed=agreed, **values)


class PersonView(DeskPartFormView):
    """A form about one contact person, named in the address after the employer."""

    part_name = "contact"
    object: Employer
    part: EmployerContact

    def parts(self) -> QuerySet:
        """The people of this employer."""
        return self.object.contacts.all()

    def look_up(self) -> None:
        """Find the person, and log that somebody looks."""
        super().look_up()
        log_people(self.request, self.object)


class PersonEditView(PersonView):
    """Change a contact person."""

    title = "Изменить контактное лицо"
    form_class = PersonForm
    submit_label = "Сохранить"
    success = "Контактное лицо изменено."
    service = staticmethod(services.update_contact)

    def get_form_kwargs(self) -> dict[str, Any]:
        names = PersonForm.base_fields
        return {"initial": {name: getattr(self.part, name) for name in names}}


class PersonRemoveView(PersonView):
    """Remove a contact person with name, phone and e-mail."""

    form_class = RemoveForm
    submit_label = "Удалить"
    submit_class = "no"
    help = "Имя, телефон и почта будут удалены. В истории останется только, кто и почему удалил."
    success = "Контактное лицо удалено."
    service = staticmethod(services.remove_contact)

    def get_title(self) -> str:
        return f"Удалить: {self.part}"


class RecordCreateView(DeskFormView):
    """Log a contact."""

    title = "Записать контакт"
    form_class = RecordForm
    submit_label = "Записать"
    success = "Контакт записан."
    object: Employer

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"zone": self.desk.zone(self.request)}

    def perform(self, form: RecordForm) -> None:
        said = form.cleaned_data
        try:
            services.add_contact_record(
                employer=self.object,
                form=said["form"],
                at=form.instant(),
                summary=said["summary"],
                promised_on=said["promised_on"],
                actor=self.actor,
            )
        except Refused as refusal:
            if refusal.field == "at":
                raise Refused(refusal.message, field="day") from None
            raise


class RecordDoneView(DeskPartFormView):
    """The promised contact took place."""

    title = "Отметить как выполненное"
    submit_label = "Выполнено"
    success = "Отмечено как выполненное."
    service = staticmethod(services.complete_contact_record)
    part_name = "record"
    object: Employer

    def parts(self) -> QuerySet:
        """The contacts with this employer."""
        return self.object.records.all()
