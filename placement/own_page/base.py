"""What the pages under a graduate's or a representative's link stand on (P-2.2b, ADR 14).

The link alone shows no identity data and does nothing that cannot be undone: whoever opens it
first tells the graduate's birth date.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View
from wagtail.models import Site

from core import phones
from core.errors import Refused
from forms_app.engine import session
from forms_app.views.base import keep_private
from home.settings import SiteSettings
from placement.centre.pages import contacts
from placement.common.signed_links import LinkOver
from placement.graduates.lifecycle import GraduateState
from placement.graduates.links import page_url, read_page
from placement.graduates.models import Graduate
from placement.grants.links import read_representative
from placement.grants.models import Representative

from . import typed

PERSON, REPRESENTATIVE = "graduate", "representative"
PROVE_FIRST = "Сначала подтвердите, что это вы."
PROVE_AND_GO_ON = f"{PROVE_FIRST} То, что вы ввели, не пропадёт."


class OwnPage(View):
    """A page under the link of a graduate, or of whoever represents the graduate.

    404 for a false link, a kind page for one that was withdrawn, of a card that was merged, or of
    data that are destroyed. With ``needs_proof`` it asks first who sits here.
    """

    needs_proof = False
    # Sent by the address: whose link it is.
    whose = PERSON
    graduate: Graduate
    representative: Representative | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link, then answer."""
        try:
            self._open(kwargs["token"])
        except LinkOver:
            return self._over("withdrawn")
        if self.graduate.state == GraduateState.MERGED:
            return self._over("merged")
        if self.graduate.state == GraduateState.DESTROYED:
            return self._over("destroyed")
        if self.needs_proof and not self.is_proved:
            return keep_private(self._prove_first())
        return keep_private(super().dispatch(request, *args, **kwargs))

    def _open(self, token: str) -> None:
        if self.whose == REPRESENTATIVE:
            self.representative = read_representative(token)
            # Whoever represents the person keeps the link when the card is linked to another.
            self.graduate = self.representative.graduate.in_use
        else:
            self.graduate = read_page(token)

    @property
    def token(self) -> str:
        """The token of the link."""
        return str(self.kwargs["token"])

    @property
    def is_proved(self) -> bool:
        """Whether whoever sits here has told the birth date by this very link within half an hour."""
        return session.is_proved(self.request, self.mark)

    def remember_proof(self) -> None:
        """Let this browser see identity data under this link for a while."""
        session.prove(self.request, self.mark)

    def forget_proof(self) -> None:
        """Hide identity data in this browser again."""
        session.unprove(self.request, self.mark)

    @property
    def mark(self) -> str:
        """What a proof is remembered by: one link of one person, until it is renewed."""
        holder = self.representative or self.graduate
        return f"{self.whose}:{holder.pk}:{holder.link_serial}"

    @property
    def can_prove(self) -> bool:
        """Whether there is anything to ask: a card without a birth date opens to nobody."""
        return self.graduate.born_on is not None

    def url(self, name: str = "page", **kwargs: Any) -> str:
        """The address of a page under this link."""
        return reverse(f"{self.whose}_{name}", kwargs={"token": self.token, **kwargs})

    def confirm_url(self, onward: str = "") -> str:
        """Where the owner is asked, on the way to ``onward``, an address under this link."""
        query = f"?{urlencode({'next': onward})}" if onward else ""
        return f"{self.url('confirm')}{query}"

    def show(
        self, template: str, context: dict[str, Any], *, status: int = 200
    ) -> TemplateResponse:
        """The page, with what all pages under the link show around their own matter."""
        frame = {"page": self, "centre": call_us(self.request)}
        return TemplateResponse(self.request, template, {**frame, **context}, status=status)

    def refuse(self, refused: Refused, onward: str = "") -> HttpResponseBase:
        """Say why, on the page that was left."""
        messages.error(self.request, refused.message)
        return redirect(onward or self.request.path)

    def moved_on(self, words: str, sent: str = "") -> HttpResponseBase:
        """Say that what this page asked is past; what was ``sent`` is shown to be copied."""
        if not sent:
            messages.warning(self.request, words)
            return redirect(self.url())
        context = {"words": words, "sent": sent}
        return self.show("placement/own_page/moved_on.html", context, status=409)

    def _prove_first(self) -> HttpResponseBase:
        """Ask who sits here; whoever was slower than the proof goes on with what was typed."""
        if self.request.method == "POST":
            typed.keep_page(self)
            messages.info(self.request, PROVE_AND_GO_ON)
        else:
            messages.info(self.request, PROVE_FIRST)
        return redirect(self.confirm_url(self.request.path))

    def typed_before(self) -> typed.Typed:
        """What this page had sent before the proof: it stands in the form again, to be sent."""
        waiting = typed.take_page(self)
        if waiting:
            messages.info(self.request, "Здесь то, что вы ввели. Проверьте и отправьте.")
        return waiting

    def _over(self, why: str) -> HttpResponseBase:
        """What is said of a link that leads nowhere any more, and where to go instead."""
        kept = self.graduate.merged_into if why == "merged" else None
        context = {
            "why": why,
            "kept_url": page_url(kept) if kept is not None else "",
            "centre": call_us(self.request),
        }
        page = TemplateResponse(
            self.request, "placement/own_page/link_over.html", context, status=410
        )
        return keep_private(page, has_form=False)


def call_us(request: HttpRequest) -> dict[str, str]:
    """How to reach the centre, for the end of every page; without a telephone of its own, the site's.

    ``ask`` says it within a sentence: nobody is told to call where no telephone is known.
    """
    reached = contacts()
    phone = phones.phone_text(reached.phone or _phone_of_site(request))
    ask = "позвоните нам" if phone else "напишите нам" if reached.email else "обратитесь в центр"
    return {
        "ask": ask,
        "phone": phone,
        "phone_link": phones.phone_link(phone),
        "email": reached.email,
    }


def _phone_of_site(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return SiteSettings.for_site(site).phone if site is not None else ""
