"""The contact person, after their consent (X-5)."""

from typing import Any

from forms_app.engine.recorded import RecordStepForm
from placement.employers.record import CONTACTS


class ContactForm(RecordStepForm):
    """With whom the centre speaks about the vacancies; never published."""

    record = CONTACTS
    page = "contact"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = self.ctx.email
        # Who has no e-mail follows the request by number and code.
        if not self.ctx.email:
            self.fields["email"].required = False
            self.plain = {**self.plain, "email": "Если почты нет, оставьте пустым."}
