"""Pages of consents that are asked for apart, under the application's link; that to publication (C-19)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contest.applications.linked import EntryPage
from contest.applications.models import Entry
from contest.publication import services
from contest.publication.services import Choice
from core import clock
from core.errors import Refused
from core.forms import TidyForm
from forms_app import consents
from forms_app.engine import session
from forms_app.engine.access import Access
from forms_app.errors import NotProved
from forms_app.models import Consent, ConsentText, Submission
from forms_app.services import withdraw_consent
from forms_app.tracked import TrackedLink
from forms_app.views.base import PROVE_FIRST

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


class AskedPage(EntryPage):
    """A consent that is asked for apart: its exact words, how to give it and to take it back.

    A subclass knows the services of its consent.
    """

    has_form = True
    template_name = ""
    taken_back = "Согласие отозвано."

    def held(self) -> Consent | None:
        """The consent that holds."""
        raise NotImplementedError

    def text(self) -> ConsentText | None:
        """What is asked for now; None where nothing is."""
        raise NotImplementedError

    def filled(self, text: ConsentText) -> str:
        """Its words with the person's own in them."""
        raise NotImplementedError

    def new_form(self, **kwargs: Any) -> Any:
        """The form; it sends back which wording it showed."""
        raise NotImplementedError

    def give(self, form: Any, text: ConsentText, access: Access) -> None:
        """Record the consent; may raise Refused."""
        raise NotImplementedError

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """404 for whoever is not asked and has agreed to nothing."""
        if self.text() is None and self.held() is None:
            raise Http404
        return super()._answer(request, *args, **kwargs)

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
        consent = self.held()
        if consent is not None:
            access = session.tracked_access(self.request, self.submission)
            withdraw_consent(consent=consent, access=access)
        messages.success(self.request, self.taken_back)
        return redirect(self.url())

    def _give(self) -> HttpResponseBase:
        form, text = self.new_form(data=self.request.POST), self.text()
        if text is None:
            raise Http404
        if not form.is_valid():
            return self._page(form)
        if form.cleaned_data["text"] != consents.mark(text):
            form.add_error(None, consents.CHANGED)
            return self._page(form)
        try:
            self.give(form, text, session.tracked_access(self.request, self.submission))
        except NotProved:
            raise
        except Refused as refused:
            field = refused.field if refused.field in form.fields else None
            form.add_error(field, refused.message)
            return self._page(form)
        messages.success(self.request, "Согласие дано. Отозвать его можно здесь же.")
        return redirect(self.url())

    def _page(self, form: Any = None) -> HttpResponseBase:
        context = {**self.matter(), **(self._own(form) if self.is_proved else {})}
        status = 422 if form is not None else 200
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def _own(self, form: Any) -> dict[str, Any]:
        """What only the owner is shown: the words with the name in them."""
        held, text = self.held(), self.text()
        if held is not None:
            return {
                "given": clock.format_instant(held.given_at, self.entry.contest.tz),
                "title": held.text.title,
                "body": consents.filled_text(held),
            }
        assert text is not None
        return {
            "title": text.title,
            "body": self.filled(text),
            "mark": consents.mark(text),
            "form": form or self.new_form(),
        }


class PublicationPage(AskedPage):
    """«/track/<token>/publication/»: to be named in the results (C-19)."""

    code = CODE
    template_name = "contest/publication/page.html"
    taken_back = "Согласие отозвано. Имени в итогах на сайте больше нет."

    def held(self) -> Consent | None:
        row = services.current(self.entry)
        return row.consent if row else None

    def text(self) -> ConsentText | None:
        return services.text_for(self.entry) if services.may_give(self.entry) else None

    def filled(self, text: ConsentText) -> str:
        shown = services.values(self.entry, Choice()) | {"published": "– то, что отмечено ниже"}
        return consents.fill(text.body, shown)

    def new_form(self, **kwargs: Any) -> ChoiceForm:
        return ChoiceForm(**kwargs)

    def give(self, form: ChoiceForm, text: ConsentText, access: Access) -> None:
        services.give(entry=self.entry, text=text, choice=form.choice(), access=access)


def publication_link(submission: Submission, token: str) -> TrackedLink | None:
    """What the tracking page says of it: a way there for whoever is asked, or has agreed."""
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
