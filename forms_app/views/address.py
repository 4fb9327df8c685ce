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

from .around import LeftPage

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


class AddressPage(LeftPage):
    """Of a draft that is open here, or was left here within the hour."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the address and ask for the right one."""
        assert self.draft is not None
        if self._is_hidden():
            return self._ask_for_proof()
        return self._page(AddressForm(initial={"email": self.draft.email}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Correct the address and send the link there."""
        assert self.draft is not None
        if self._is_hidden():
            return self._ask_for_proof()
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        email = form.cleaned_data["email"]
        try:
            limits.count("address", str(self.draft.pk), limit=CORRECTIONS_PER_HOUR)
            limits.count_letter(email)
            draft = services.correct_address(draft=self.draft, email=email)
        except DraftClosed:
            return redirect(self.url())
        except Refused as refused:
            form.add_error("email", refused.message)
            return self._page(form)
        session.follow_link(request, draft)
        messages.success(request, f"Ссылка отправлена на {email}. Прежняя больше не действует.")
        return redirect(self.url("saved") if self._is_left() else self.url())

    def _is_hidden(self) -> bool:
        """Whether the owner has to prove to be so first; where nothing was typed nobody has."""
        assert self.draft is not None
        is_hidden = session.hides_address(self.request, self.draft)
        return is_hidden and services.challenge_of(self.draft) is not None

    def _is_left(self) -> bool:
        return session.current(self.request, self.journey.code) is None

    def _ask_for_proof(self) -> HttpResponseBase:
        if self._is_left():
            return redirect(self.url("saved"))
        return redirect(f"{self.url('confirm')}?next=address")

    def _page(self, form: AddressForm) -> HttpResponseBase:
        assert self.draft is not None
        code = session.held_code(self.request, self.draft)
        context = {**self.matter(), "form": form, "code": code, "back": self.url()}
        return TemplateResponse(self.request, "forms_app/address.html", context)
