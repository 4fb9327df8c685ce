"""«Изменить адрес почты»: the new address, then the code that went there. Both are POSTs of one page (X-5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from core.errors import Refused
from core.forms import TidyForm
from forms_app.engine.fields import EmailField
from placement.graduates.links import token as token_of

from . import changing
from .base import OwnPage
from .consent_forms import CodeForm


class AddressForm(TidyForm):
    """The new address."""

    email = EmailField(
        label="Новый адрес электронной почты",
        help_text="Ваш собственный. На него придёт письмо с кодом.",
        error_messages={"required": "Напишите новый адрес."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)


class AddressPage(OwnPage):
    """Changes the address; the link of this page ends with it, and goes to the new one."""

    needs_proof = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The field of the code while one is on its way, else that of the address."""
        is_waiting = "again" not in request.GET and changing.awaited(self.graduate) is not None
        return self._page(code=CodeForm()) if is_waiting else self._page(address=AddressForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the code, or take it."""
        if "code" in request.POST:
            return self._confirm()
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(address=form)
        try:
            changing.ask_code(graduate=self.graduate, email=form.cleaned_data["email"])
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            return self._page(address=form)
        messages.success(request, "Код отправлен на новый адрес.")
        return redirect(request.path)

    def _confirm(self) -> HttpResponseBase:
        form = CodeForm(self.request.POST)
        if not form.is_valid():
            return self._page(code=form)
        try:
            changed = changing.confirm(graduate=self.graduate, typed=form.cleaned_data["code"])
        except Refused as refused:
            return self.refuse(refused)
        if changed is None:
            form.add_error("code", "Код не подходит. Проверьте его или получите новый.")
            return self._page(code=form)
        # This browser goes on under the new link.
        self.graduate = changed
        self.kwargs["token"] = token_of(changed)
        self.remember_proof()
        messages.success(
            self.request,
            "Адрес изменён. Ссылка из прежних писем больше не действует, новую мы отправили на новый"
            " адрес.",
        )
        return redirect(self.url())

    def _page(
        self, address: AddressForm | None = None, code: CodeForm | None = None
    ) -> HttpResponseBase:
        context = {"form": address or code, "is_code": code is not None}
        return self.show("placement/own_page/address.html", context)
