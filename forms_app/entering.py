"""Staff begin to enter what came on paper or by e-mail (C-10); the steps are the public ones."""

import datetime as dt
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from core import clock
from core.errors import Refused
from forms_app import services
from forms_app.engine import registry, session
from forms_app.engine.fields import DateField, EmailField
from forms_app.engine.journey import Journey, Scope
from forms_app.models.drafts import Source


class ArrivalForm(forms.Form):
    """How and when it came. The time is read on the operator's clock, never on the browser's."""

    source = forms.ChoiceField(
        label="Как поступило",
        choices=[(s.value, s.label) for s in (Source.EMAIL, Source.PAPER)],
        widget=forms.RadioSelect,
    )
    day = DateField(label="Дата поступления", not_future=True)
    time = forms.TimeField(
        label="Время поступления",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"placeholder": "чч:мм", "size": "6"}),
        error_messages={"invalid": "Введите время как часы:минуты, например 17:30."},
    )
    email = EmailField(
        label="Адрес заявителя для писем",
        required=False,
        help_text="Если адреса нет, оставьте пустым: письма отправляться не будут.",
    )

    def received_at(self, about: Scope) -> dt.datetime:
        """The instant of arrival in the scope's zone."""
        return clock.at_local(self.cleaned_data["day"], self.cleaned_data["time"], about.tz)


def enter(request: HttpRequest, journey: str) -> HttpResponse:
    """The page in the back office that begins an entry; 404 without the journey's right."""
    form_of, about = _allowed(request, journey)
    form = ArrivalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.enter_on_behalf(
                journey=form_of.code,
                scope=about.code,
                actor=request.user,  # type: ignore[arg-type]
                source=form.cleaned_data["source"],
                received_at=form.received_at(about),
                email=form.cleaned_data["email"],
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            session.remember(request, draft)
            return redirect("forms_app:step", journey=form_of.code, step=form_of.steps[0].code)
    context: dict[str, Any] = {
        "form": form,
        "journey": form_of,
        "about": about,
        "zone": clock.format_zone(clock.now(), about.tz),
    }
    return TemplateResponse(request, "forms_app/back_office/enter.html", context)


def _allowed(request: HttpRequest, code: str) -> tuple[Journey, Scope]:
    try:
        journey = registry.get(code)
    except LookupError:
        raise Http404 from None
    right = journey.staff_permission
    if not right or not request.user.has_perm(right):
        raise Http404
    return journey, journey.describe(journey.get_scope(request))
