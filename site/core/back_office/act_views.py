"""The pages of acts, and what a press does where there is no page before it (X-4)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages

from core.errors import Refused, TransitionRefused
from core.unsent import texts_of

from .acts import Act, Look
from .form_views import DeskFormView, DeskListFormView, DeskPartFormView
from .objects import DeskObjectView, PartGone
from .pressing import BACK, way_back


class Acting:
    """Takes right, words, form and service of a form view from the act that ``as_view`` is given."""

    act: Act = None  # type: ignore[assignment]
    form_class: type[Any] = forms.Form

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say what the act says."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        act = self.act
        self.right, self.title = act.right, act.heading
        self.help, self.success = act.help, act.success
        self.submit_label = act.submit or act.button
        self.submit_class = "no" if act.look is Look.DANGER else ""
        self.form_class = act.form or self.form_class
        self.service = act.service


class ActView(Acting, DeskFormView):
    """The page of an act: a form, or just a button; a POST calls the act's service."""

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = self.act.initial(self.object)
        return {"initial": dict(initial)} if initial else {}

    def get_help(self) -> str:
        return _sentences(self.help, self.act.help_for(self.object))

    def get_success(self) -> str:
        return _sentences(self.success, self.act.success_for(self.object))

    def get_success_url(self) -> str:
        if step := self.next_step():
            return step
        return self.get_index_url() if self.act.leads_to_list else super().get_success_url()

    def next_step(self) -> str:
        """The page on which the work has to go on once the act is done; mostly there is none."""
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; pressed where the row is only listed, lead back there with a message."""
        if not (self.act.is_pressed and BACK in request.POST):
            return super().post(request, *args, **kwargs)
        if self.act.read_first(self.object):
            return redirect(request.path)
        self._press()
        return redirect(self.next_step() or way_back(request, self.desk.url("index")))

    def _press(self) -> None:
        """Do it as the form proposes, and say what came of it."""
        form, say = self._proposed(), messages.error
        try:
            if form.is_valid():
                self.perform(form)
                say, words = messages.success, self.get_success()
            else:
                words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        except TransitionRefused:
            say, words = messages.warning, "уже сделано, или состояние изменилось."
        except Refused as refusal:
            words = refusal.message
        say(self.request, f"{self.desk.object_label(self.object)}: {words}")

    def _proposed(self) -> Any:
        """The form, filled with what it would show before anybody types."""
        kwargs = self.get_form_kwargs()
        shown = self.form_class(**kwargs)
        typed = {field.html_name: field.value() for field in shown}
        return self.form_class({name: v for name, v in typed.items() if v is not None}, **kwargs)


class PartActView(ActView, DeskPartFormView):
    """The page of an act on a part of a row."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.part_name = self.act.part_name

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Do it; of a part that somebody has removed meanwhile show back what was typed."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except PartGone:
            texts = texts_of(request)
            if not texts:
                raise
        context = DeskObjectView.get_context_data(self, page_title=self.title, typed=texts)
        return TemplateResponse(request, "core/back_office/part_gone.html", context, status=409)

    def parts(self) -> QuerySet:
        assert self.act.parts is not None
        return self.act.parts(self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = self.act.initial(self.part)
        return {"initial": dict(initial)} if initial else {}


class ListActView(Acting, DeskListFormView):
    """The page of an act that makes a row: the way leads to what the service returns."""

    def perform(self, form: Any) -> None:
        self.object = self.service(actor=self.actor, **form.cleaned_data)


def _sentences(*texts: str) -> str:
    return " ".join(text for text in texts if text)
