"""The page where a known employer gives the code that was sent to its address (P-F2)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core.errors import Refused
from core.forms import TidyForm
from forms_app.answers import mask
from forms_app.views.base import DraftPage
from placement.employers.models import Employer
from placement.requests import employer_code


class CodeForm(TidyForm):
    """The code of the letter."""

    code = forms.CharField(
        label="Код из письма",
        max_length=32,
        help_text="Восемь знаков, например 7K2M-9QXD.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)


class EmployerCodePage(DraftPage, View):
    """Sends the code and takes it; both are POSTs of one page, without JavaScript."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Offer to send the code, or ask for it."""
        employer = self._employer()
        if employer is None:
            return redirect(self.url("papers"))
        return self._page(employer, CodeForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send a code, or compare the one that was typed."""
        employer = self._employer()
        if employer is None:
            return redirect(self.url("papers"))
        if "send" in request.POST:
            return self._send(employer)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(employer, form)
        typed = form.cleaned_data["code"]
        try:
            if employer_code.accept(request, employer=employer, typed=typed):
                messages.success(request, "Спасибо. Теперь форма печатается со всеми сведениями.")
                return redirect(self.url("papers"))
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._page(employer, form)
        form.add_error("code", "Код не подходит или устарел. Проверьте его или получите новый.")
        return self._page(employer, form)

    def _send(self, employer: Employer) -> HttpResponseBase:
        assert self.draft is not None
        try:
            employer_code.send(self.request, draft=self.draft, employer=employer)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(self.request, f"Код отправлен на адрес {mask(employer.email)}.")
        return redirect(self.request.path)

    def _employer(self) -> Employer | None:
        return employer_code.known_employer(self.progress().ctx)

    def _page(self, employer: Employer, form: CodeForm) -> HttpResponseBase:
        context = {
            "journey": self.journey,
            "draft": self.draft,
            "form": form,
            "address": mask(employer.email),
            "is_sent": employer_code.is_sent(self.request, employer),
            "back": self.url("papers"),
        }
        return TemplateResponse(self.request, "placement/requests/employer_code.html", context)
