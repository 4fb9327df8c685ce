"""«Подтвердите, что это вы»: what was typed before is shown to whoever knows more than a link (X-5)."""

import dataclasses
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View

from core.errors import Refused
from core.forms import TidyForm
from forms_app import services, tracked
from forms_app.engine import session
from forms_app.engine.challenge import Challenge
from forms_app.engine.journey import Journey
from forms_app.models import Draft, Submission

from .base import DraftPage
from .ending import ConsentPage, WithdrawPage
from .stashed import save_stashes
from .track import TrackedPage

# The same words for every wrong answer: they tell nothing of the right one.
WRONG = "Ответ не подходит. Проверьте его и попробуйте ещё раз."
HIDDEN = "Личные данные снова скрыты."
NO_ANSWER = "Напишите ответ: без него личные данные останутся скрытыми."

NOTHING_TO_ASK = (
    "В эт{noun:ом|ой|ом} {noun.pre} ещё нет ответа, по которому вас можно узнать. Введите скрытые"
    " данные заново."
)


class ConfirmForm(TidyForm):
    """The one answer that only the owner knows."""

    answer: forms.Field

    def __init__(self, data: Any = None, *, challenge: Challenge) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["answer"] = challenge.asked()
        self.fields["answer"].error_messages["required"] = NO_ANSWER


class Confirming:
    """Mixin: asks, and remembers in the session who has answered."""

    request: HttpRequest
    journey: Journey

    def owned(self) -> Draft | Submission:
        """What the person proves to be the owner of."""
        raise NotImplementedError

    def onward(self) -> str:
        """Where it goes from here."""
        raise NotImplementedError

    def matter(self) -> dict[str, Any]:
        """What the page is about."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask, unless there is nothing to ask."""
        asked = services.challenge_of(self.owned())
        if asked is None:
            messages.info(request, self.journey.noun.write(NOTHING_TO_ASK))
            return redirect(self.onward())
        return self._page(ConfirmForm(challenge=asked))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Compare, and go back to where the person came from; with ``hide`` end what was proved."""
        if "hide" in request.POST:
            session.unprove(request, services.owner_of(self.owned()))
            messages.success(request, HIDDEN)
            return redirect(self.onward())
        asked = services.challenge_of(self.owned())
        if asked is None:
            messages.info(request, self.journey.noun.write(NOTHING_TO_ASK))
            return redirect(self.onward())
        form = ConfirmForm(request.POST, challenge=asked)
        if not form.is_valid():
            return self._page(form)
        try:
            is_proved = services.prove(obj=self.owned(), answer=form.cleaned_data["answer"])
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._page(form)
        if not is_proved:
            form.add_error("answer", WRONG)
            return self._page(form)
        session.prove(request, services.owner_of(self.owned()))
        minutes = int(session.PROVED_FOR.total_seconds() // 60)
        messages.success(request, f"Спасибо. Личные данные видны в этом браузере {minutes} минут.")
        self.proved()
        return redirect(self.onward())

    def proved(self) -> None:
        """What waited for the proof can be done now."""

    def _page(self, form: ConfirmForm) -> HttpResponseBase:
        is_proved = session.is_proved(self.request, services.owner_of(self.owned()))
        shown = {"form": form, "onward": self.onward(), "is_proved": is_proved}
        context = {**self.matter(), **shown}
        return TemplateResponse(self.request, "forms_app/confirm.html", context)


class ConfirmPage(Confirming, DraftPage, View):
    """Of the draft in the session."""

    def owned(self) -> Draft:
        assert self.draft is not None
        return self.draft

    def onward(self) -> str:
        """The page that the person came from; the check where none is named."""
        pages = {step.code for step in self.journey.steps} | {
            "check",
            "papers",
            "uploads",
            "send",
            "address",
            "discard",
        }
        named = self.request.GET.get("next", "")
        return self.url(named if named in pages else "check")

    def matter(self) -> dict[str, Any]:
        return {"journey": self.journey, "draft": self.draft}

    def proved(self) -> None:
        """Save what was typed, and put in what was chosen, on the page that asked for the proof."""
        as_shown = dataclasses.replace(self.access, is_proved=False)
        save_stashes(self.request, self.owned(), shown=as_shown)
        self._attach_set_aside()

    def _attach_set_aside(self) -> None:
        attached = []
        for slot, file, digest in session.take_set_aside(self.request, self.owned()):
            try:
                upload = services.attach_set_aside(
                    draft=self.owned(),
                    slot=slot,
                    file=file,
                    answers_digest=digest,
                    actor=self.actor,
                    access=self.access,
                )
                attached.append(upload.file.name)
            except Refused as refused:
                messages.warning(self.request, refused.message)
        if attached:
            messages.success(self.request, f"Приложено: {', '.join(attached)}.")


class ConfirmTrackPage(Confirming, TrackedPage):
    """Of a submission that is followed by its link."""

    has_form = True

    def owned(self) -> Submission:
        return self.submission

    def onward(self) -> str:
        """The page that the person came from, also one of the domain; else the submission's."""
        token, named = self.kwargs["token"], self.request.GET.get("next", "")
        pages = {link.code: link.url for link in tracked.links_of(self.submission, token)}
        for ending in (WithdrawPage.code, ConsentPage.code):
            pages[ending] = reverse(f"forms_app:track_{ending}", kwargs={"token": token})
        return pages.get(named) or reverse("forms_app:track", kwargs={"token": token})

    def matter(self) -> dict[str, Any]:
        return {"journey": self.journey}
