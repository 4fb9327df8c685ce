"""The address that the link was sent to: shown, and corrected when it was mistyped (X-2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from core.errors import Refused
from core.forms import TidyForm
from forms_app import limits, services
from forms_app.engine import session
from forms_app.engine.fields import EmailField
from forms_app.errors import DraftClosed

from .around import AboutDraftPage

CORRECTIONS_PER_HOUR = 5


class AddressForm(TidyForm):
    """Where the link is sent."""

    email = EmailField(
        label="Адрес электронной почты",
        help_text="Ссылка, отправленная на прежний адрес, перестанет действовать.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)


class AddressPage(AboutDraftPage):
    """Of the draft that is open here."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the address and ask for the right one."""
        assert self.draft is not None
        if services.is_asked(self.draft, self.access):
            return redirect(self.confirm_url("address"))
        return self._page(AddressForm(initial={"email": self.draft.email}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Correct the address and send the link there."""
        assert self.draft is not None
        if services.is_asked(self.draft, self.access):
            return redirect(self.confirm_url("address"))
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        email = form.cleaned_data["email"]
        try:
            limits.count("address", str(self.draft.pk), limit=CORRECTIONS_PER_HOUR)
            limits.count_letter(email)
            draft = services.correct_address(draft=self.draft, email=email, access=self.access)
        except DraftClosed:
            return redirect(self.url())
        except Refused as refused:
            form.add_error("email", refused.message)
            return self._page(form)
        session.follow_link(request, draft)
        messages.success(request, f"Ссылка отправлена на {email}. Прежняя больше не действует.")
        return redirect(self.url())

    def _page(self, form: AddressForm) -> HttpResponseBase:
        assert self.draft is not None
        code = session.held_code(self.request, self.draft)
        context = {**self.matter(), "form": form, "code": code, "back": self.url()}
        return TemplateResponse(self.request, "forms_app/address.html", context)
