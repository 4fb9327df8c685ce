"""The participant's page of the consent to publication, under the application's link (C-19)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property

from contest.applications.models import Entry
from contest.publication import services
from contest.publication.services import Choice
from core import clock
from core.errors import Refused
from core.forms import TidyForm
from forms_app import consents
from forms_app.engine import session
from forms_app.errors import NotProved
from forms_app.models import Submission
from forms_app.tracked import TrackedLink
from forms_app.views.base import PROVE_FIRST
from forms_app.views.linked import LinkPage

CODE = "publication"


class ChoiceForm(TidyForm):
    """What may be published; nothing is ticked beforehand."""

    name = forms.BooleanField(label="Фамилию, имя и отчество", required=False)
    centre = forms.BooleanField(label="Центр занятости, в котором работаю", required=False)
    place = forms.BooleanField(
        label="Занятое место",
        required=False,
        help_text="А если конкурс публикует баллы, то и баллы. Без этой отметки имя будет только в"
        " списке участников II этапа.",
    )
    text = forms.CharField(widget=forms.HiddenInput)

    def choice(self) -> Choice:
        """What was ticked."""
        typed = self.cleaned_data
        return Choice(name=typed["name"], centre=typed["centre"], place=typed["place"])


class PublicationPage(LinkPage):
    """«/track/<token>/publication/»: what is asked, its exact words, and how to take it back."""

    has_form = True

    @cached_property
    def entry(self) -> Entry:
        """The participant's entry; 404 for who is not asked and has agreed to nothing."""
        rows = Entry.objects.filter(submission=self.submission)
        entry = rows.select_related("contest__operator", "submission__key", "centre").first()
        if entry is None:
            raise Http404
        if not services.may_give(entry) and services.current(entry) is None:
            raise Http404
        return entry

    @property
    def is_proved(self) -> bool:
        """Whether the owner sits here (ADR 14)."""
        return session.is_proved(self.request, self.submission.pk)

    @property
    def address(self) -> str:
        """The address of the page itself."""
        return reverse("contest:publication", kwargs={"token": self.kwargs["token"]})

    @property
    def confirm_url(self) -> str:
        """Where the owner is asked; it leads back here."""
        address = reverse("forms_app:track_confirm", kwargs={"token": self.kwargs["token"]})
        return f"{address}?next={CODE}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Give the consent, or take it back."""
        try:
            return self._withdraw() if "withdraw" in request.POST else self._give()
        except NotProved:
            messages.info(request, PROVE_FIRST)
            return redirect(self.confirm_url)

    def _withdraw(self) -> HttpResponseBase:
        access = session.tracked_access(self.request, self.submission)
        services.withdraw(entry=self.entry, access=access)
        messages.success(self.request, "Согласие отозвано. Имени в итогах на сайте больше нет.")
        return redirect(self.address)

    def _give(self) -> HttpResponseBase:
        form, entry = ChoiceForm(self.request.POST), self.entry
        text = services.text_for(entry)
        if text is None or not form.is_valid():
            return self._page(form)
        if form.cleaned_data["text"] != consents.mark(text):
            form.add_error(None, consents.CHANGED)
            return self._page(form)
        access = session.tracked_access(self.request, self.submission)
        try:
            services.give(entry=entry, text=text, choice=form.choice(), access=access)
        except NotProved:
            raise
        except Refused as refused:
            form.add_error("name" if refused.field == "name" else None, refused.message)
            return self._page(form)
        messages.success(self.request, "Согласие дано. Отозвать его можно здесь же.")
        return redirect(self.address)

    def _page(self, form: ChoiceForm | None = None) -> HttpResponseBase:
        context = {
            "journey": self.journey,
            "submission": self.submission,
            "token": self.kwargs["token"],
            "contest": self.entry.contest,
            "is_proved": self.is_proved,
            "confirm_url": self.confirm_url,
            "held": services.current(self.entry) is not None,
            **(self._own(form) if self.is_proved else {}),
        }
        status = 422 if form is not None else 200
        page = "contest/publication/page.html"
        return TemplateResponse(self.request, page, context, status=status)

    def _own(self, form: ChoiceForm | None) -> dict[str, Any]:
        """What only the owner is shown: the words with the name in them."""
        entry = self.entry
        held, text = services.current(entry), services.text_for(entry)
        if held is not None:
            consent = held.consent
            return {
                "given": clock.format_instant(consent.given_at, entry.contest.tz),
                "title": consent.text.title,
                "body": consents.filled_text(consent),
            }
        assert text is not None
        shown = services.values(entry, Choice()) | {"published": "– то, что отмечено ниже"}
        return {
            "title": text.title,
            "body": consents.fill(text.body, shown),
            "mark": consents.mark(text),
            "form": form or ChoiceForm(initial={"text": consents.mark(text)}),
        }


def publication_link(submission: Submission, token: str) -> TrackedLink | None:
    """What the tracking page says of it: a way there for who is asked, or has agreed."""
    rows = Entry.objects.filter(submission=submission)
    entry = rows.select_related("contest__operator", "submission").first()
    if entry is None:
        return None
    held = services.current(entry) is not None
    if not held and not services.may_give(entry):
        return None
    note = (
        "Вы согласились. Отозвать согласие можно здесь же."
        if held
        else "Без вашего согласия место в итогах будет без имени. Решать вам: на участие это не влияет."
    )
    url = reverse("contest:publication", kwargs={"token": token})
    return TrackedLink(code=CODE, label="Имя в итогах конкурса", url=url, note=note)
