"""People to speak with at an employer, and what was spoken: forms that need more than an act (P-5.3)."""

from typing import Any, cast

from django.http import HttpRequest

from core import clock
from core.back_office import ActView, PartActView
from core.errors import Refused
from core.history import log_read
from core.models import User
from placement.centre import operators
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.services.contact_log import revision_of_record

from .forms import ContactForm, NewPersonForm, PersonForm

PEOPLE = "контактные лица работодателя"


def log_people(request: HttpRequest, employer: Employer) -> None:
    """Somebody looks at names and phones of people (X-5)."""
    log_read(
        employer,
        actor=cast(User, request.user),
        what=PEOPLE,
        organisation=operators.operator(),
    )


class AddPersonView(ActView):
    """Adds a person who agreed."""

    def perform(self, form: NewPersonForm) -> None:
        self.service(
            **self.subject(),
            data=form.typed(),
            agreed=form.cleaned_data["agreed"],
            actor=self.actor,
        )


class PersonView(PartActView):
    """An act on a person; that somebody looks is logged."""

    object: Employer
    part: EmployerContact

    def look_up(self) -> None:
        """Find the person, and log that somebody looks."""
        super().look_up()
        log_people(self.request, self.object)


class EditPersonView(PersonView):
    """Changes a person; refused when somebody else has changed them since."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"row": self.part}

    def perform(self, form: PersonForm) -> None:
        self.service(
            **self.subject(),
            data=form.typed(),
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


class RemovePersonView(PersonView):
    """Removes a person; the heading names them."""

    def get_title(self) -> str:
        return f"Удалить: {self.part}"


class RecordFormView(ActView):
    """What was spoken; day and hour are typed on the clock of the desk."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"zone": self.desk.zone(self.request)}

    def perform(self, form: ContactForm) -> None:
        typed = dict(form.cleaned_data)
        del typed["day"], typed["hour"]
        try:
            self.service(**self.subject(), at=form.instant(), actor=self.actor, **typed)
        except Refused as refusal:
            if refusal.field == "at":
                raise Refused(refusal.message, field="day") from None
            raise


class AddRecordView(RecordFormView):
    """Writes down a contact."""


class CorrectRecordView(RecordFormView, PartActView):
    """Corrects an entry of the log."""

    part: ContactRecord

    def get_form_kwargs(self) -> dict[str, Any]:
        record, zone = self.part, self.desk.zone(self.request)
        at = clock.in_zone(record.at, zone)
        shown = {
            "form": record.form,
            "day": at.date(),
            "hour": at.time(),
            "summary": record.summary,
        }
        shown |= {"promised_on": record.promised_on, "revision": revision_of_record(record)}
        return {"zone": zone, "initial": shown}
