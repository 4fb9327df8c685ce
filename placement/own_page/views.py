"""The own page of a graduate and of a representative, and the question who sits there (P-2.2b)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import Refused
from core.forms import TidyForm
from forms_app.engine import session
from forms_app.engine.fields import DateField

from .base import OwnPage
from .proving import prove
from .sections import sections_of

HIDDEN = "Личные данные на этой странице снова скрыты."
# The same words for every wrong answer: they tell nothing of the right one.
WRONG = "Дата не подходит. Проверьте её и попробуйте ещё раз."


class HomePage(OwnPage):
    """«Ваша страница»: what is asked of me, who leads me, and what each noun adds."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show; change nothing."""
        sections = sections_of(self)
        may_move = self.is_proved and self.representative is None
        context = {
            "sections": sections,
            "asked": [one for section in sections for one in section.asked],
            "address_url": self.url("address") if may_move else "",
        }
        return self.show("placement/own_page/home.html", context)


class ConfirmForm(TidyForm):
    """The birth date."""

    born_on = DateField(
        label="Дата рождения",
        not_future=True,
        error_messages={"required": "Напишите дату рождения: без неё личные данные скрыты."},
    )

    def __init__(self, *args: Any, is_representative: bool, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.fields["born_on"].widget.attrs["autocomplete"] = "off"
        if is_representative:
            self.fields["born_on"].label = "Дата рождения того, кого вы представляете"


class ConfirmPage(OwnPage):
    """Asks for the birth date, and remembers in the session who has told it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask."""
        return self._ask(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Compare, and go back to where the person came from; with ``hide`` end what was proved."""
        if "hide" in request.POST:
            self.forget_proof()
            messages.success(request, HIDDEN)
            return redirect(self.url())
        form = self._form(request.POST)
        if not form.is_valid():
            return self._ask(form)
        try:
            is_right = prove(graduate=self.graduate, born_on=form.cleaned_data["born_on"])
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._ask(form)
        if not is_right:
            form.add_error("born_on", WRONG)
            return self._ask(form)
        self.remember_proof()
        minutes = int(session.PROVED_FOR.total_seconds() // 60)
        messages.success(request, f"Спасибо. Личные данные видны в этом браузере {minutes} минут.")
        return redirect(self._onward())

    def _form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, is_representative=self.representative is not None)

    def _ask(self, form: forms.Form) -> HttpResponseBase:
        return self.show("placement/own_page/confirm.html", {"form": form})

    def _onward(self) -> str:
        """A page under this very link; its first page where none is named."""
        named, home = self.request.GET.get("next", ""), self.url()
        is_ours = named.startswith(home) and url_has_allowed_host_and_scheme(
            named, allowed_hosts=None
        )
        return named if is_ours else home
