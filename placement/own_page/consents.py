"""«Ваши согласия»: what is asked, signed and withdrawn under a personal link (P-F4, P-F5, X-5).

The link decides who signs: the graduate's own or the representative's. Nothing is shown or done
before the proof.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from core import clock, exports
from core.errors import Refused
from forms_app import consents
from forms_app.answers import mask
from placement.consents import ASSISTANCE, WRITTEN
from placement.graduates import rights
from placement.graduates.models import Graduate
from placement.grants import papers, services, wording
from placement.grants.models import Grant
from placement.grants.rules.capacity import Signer
from placement.grants.services.signing import DESTROY_DAYS

from . import typed
from .base import OwnPage
from .consent_forms import CodeForm, IdentityForm
from .sections import Section

WITHDRAWN = (
    "Этого согласия больше нет: его отозвали или не дали. Если вы передумали, скажите специалисту."
)
# Who signs, as each of the two reads it.
SIGNERS = {
    Signer.PERSON: {
        Signer.PERSON: "вы",
        Signer.REPRESENTATIVE: "ваш законный представитель",
    },
    Signer.REPRESENTATIVE: {
        Signer.PERSON: "тот, кого вы представляете",
        Signer.REPRESENTATIVE: "вы",
    },
}


@dataclass(frozen=True)
class Asked:
    """A consent as its signer sees it."""

    grant: Grant
    is_in_force: bool
    missing: frozenset[Signer]
    reader: Signer
    sign_url: str
    withdraw_url: str

    @property
    def is_asked(self) -> bool:
        """Whether the signature of whoever reads is missing."""
        return self.reader in self.missing

    @property
    def is_on_paper(self) -> bool:
        """Whether the law wants ink or an electronic signature."""
        return self.grant.purpose in WRITTEN

    @property
    def sign_words(self) -> str:
        """The words of the way to the text."""
        if not self.is_asked:
            return "Прочитать"
        return "Прочитать и распечатать" if self.is_on_paper else "Прочитать и подписать"

    @property
    def is_given(self) -> bool:
        """Whether who reads has signed, or everybody has: only then is there something to withdraw."""
        return self.grant.complete_at is not None or not self.is_asked

    @property
    def withdraw_words(self) -> str:
        """The words of the way to say no."""
        return "Отозвать согласие" if self.is_given else "Не давать согласие"

    @property
    def kind(self) -> str:
        """How that way looks: what is asked stands out."""
        return "primary" if self.is_asked else "secondary"

    @property
    def waits_for(self) -> str:
        """Who has not signed, in words to whoever reads: «вы» stands first."""
        names = SIGNERS[self.reader]
        order = sorted(self.missing, key=lambda signer: signer != self.reader)
        return " и ".join(names[signer] for signer in order)


def signer_of(page: OwnPage) -> Signer:
    """Who signs under this link."""
    return Signer.REPRESENTATIVE if page.representative else Signer.PERSON


def asked_of(page: OwnPage) -> list[Asked]:
    """The consents that were not withdrawn, those to be signed first.

    None while nobody can say whose signature they want.
    """
    if page.graduate.born_on is None:
        return []
    cards = Graduate.objects.of_person(page.graduate)
    rows = Grant.objects.open().filter(graduate__in=cards).order_by("pk")
    rows = rows.select_related("graduate__merged_into", "employer").prefetch_related(
        "signatures__evidence", "signatures__representative__graduate__merged_into"
    )
    return sorted((_asked(grant, page) for grant in rows), key=lambda row: not row.is_asked)


def _asked(grant: Grant, page: OwnPage) -> Asked:
    missing = frozenset(services.missing(grant))
    return Asked(
        grant=grant,
        is_in_force=grant.is_in_force(clock.local_day(clock.now())),
        missing=missing,
        reader=signer_of(page),
        sign_url=page.url("consent", grant=grant.pk),
        withdraw_url=page.url("consent_withdraw", grant=grant.pk),
    )


def section(page: OwnPage) -> Section | None:
    """Consents with their states; before the proof only how many signatures are missing."""
    rows = asked_of(page)
    if not rows:
        return None
    waiting = sum(row.is_asked for row in rows)
    shown = rows if page.is_proved else []
    context = {"page": page, "rows": shown, "waiting": waiting}
    asked = [(f"{row.sign_words}: {row.grant}", row.sign_url) for row in shown if row.is_asked]
    return Section("Ваши согласия", "placement/own_page/consents.html", context, asked)


class GrantPage(OwnPage):
    """A page about one of the consents; those of others are not there (404)."""

    needs_proof = True

    @cached_property
    def grant(self) -> Grant:
        """The consent of the address, also one that is withdrawn: its pages lead on."""
        cards = Graduate.objects.of_person(self.graduate)
        rows = Grant.objects.filter(graduate__in=cards, pk=self.kwargs["grant"])
        grant = rows.select_related("graduate__key", "graduate__merged_into", "employer").first()
        if grant is None:
            raise Http404
        return grant


class SignPage(GrantPage):
    """The text, and the code that signs exactly what is shown. Both are POSTs of one page."""

    @cached_property
    def waiting(self) -> typed.Typed:
        """What this page had sent before the proof; a page that is sent now brings its own."""
        return self.typed_before() if self.request.method == "GET" else {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The text to be filled, or the filled one with the code's field."""
        if self.grant.withdrawn_at is not None:
            return self.moved_on(WITHDRAWN)
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fill the text and send the code, or sign with it."""
        if self.grant.withdrawn_at is not None:
            return self.moved_on(WITHDRAWN)
        if "code" in request.POST:
            return self._sign()
        form = IdentityForm(request.POST, is_representative=self.representative is not None)
        if not form.is_valid():
            return self._page(identity=form)
        try:
            services.ask_code(
                grant=self.grant, representative=self.representative, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._page(identity=form)
        typed.keep_documents(self, form.cleaned_data)
        messages.success(request, f"Код отправлен на адрес {self._address()}.")
        return redirect(request.path)

    def _sign(self) -> HttpResponseBase:
        form = CodeForm(self.request.POST)
        if not form.is_valid():
            return self._page(code=form)
        try:
            signature = services.sign_by_code(
                grant=self.grant,
                typed=form.cleaned_data["code"],
                representative=self.representative,
            )
        except Refused as refused:
            if signer_of(self) not in services.missing(self.grant):
                # Pressed twice: the first press has signed.
                return self._signed()
            return self.refuse(refused)
        if signature is None and not services.live_code(self.grant, self.representative):
            return self.refuse(Refused(services.NO_CODE))
        if signature is None:
            form.add_error("code", "Код не подходит. Проверьте его или получите новый.")
            return self._page(code=form)
        return self._signed()

    def _signed(self) -> HttpResponseBase:
        messages.success(self.request, "Спасибо, согласие подписано.")
        return redirect(self.url())

    def _address(self) -> str:
        return mask(services.own_address(self.grant.graduate, self.representative))

    def _page(
        self, identity: IdentityForm | None = None, code: CodeForm | None = None
    ) -> HttpResponseBase:
        asked, live = _asked(self.grant, self), None
        if identity is None and asked.is_asked and "again" not in self.request.GET:
            live = services.live_code(self.grant, self.representative)
        try:
            text = wording.text_of(self.grant, self.representative, clock.local_day(clock.now()))
            values = wording.values(self.grant, self.representative)
        except Refused as refused:
            return self.refuse(refused, self.url())
        filled = str(live.filled) if live else consents.fill(text.body, values)
        by_code = asked.is_asked and not asked.is_on_paper and bool(self._address())
        if by_code and live is None and identity is None:
            identity = self._identity()
        return self.show(
            "placement/own_page/sign.html",
            {
                "asked": asked,
                "title": (live.text if live else text).title,
                "paragraphs": filled.split("\n\n"),
                "identity": identity if by_code else None,
                "code": (code or CodeForm(initial=self.waiting)) if live else None,
                "address": self._address(),
                "paper_url": self.url("consent_paper", grant=self.grant.pk),
            },
        )

    def _identity(self) -> IdentityForm:
        """The documents to be named: those of the representative, and what was typed here before."""
        theirs = self.representative
        documents = (
            {"own_document": str(theirs.identity), "home_address": str(theirs.address)}
            if theirs
            else {}
        )
        initial = {**documents, **typed.documents(self), **self.waiting}
        return IdentityForm(initial=initial, is_representative=theirs is not None)


class PaperPage(GrantPage):
    """The consent as PDF, to be signed by hand."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        if self.grant.withdrawn_at is not None:
            return self.moved_on(WITHDRAWN)
        try:
            sheet = papers.consent(self.grant, self.representative)
        except Refused as refused:
            return self.refuse(refused, self.url())
        name = papers.file_name(self.grant, self.representative)
        return exports.pdf_response(name=name, pdf=sheet.pdf)


class WithdrawPage(GrantPage):
    """Asks once more, then withdraws; it acts at once, and pressed twice it is done once."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask once more."""
        if self.grant.withdrawn_at is not None:
            return redirect(self.url())
        is_first = self.grant.purpose == ASSISTANCE
        last_day = clock.local_day(clock.now()) + dt.timedelta(days=DESTROY_DAYS)
        asked = _asked(self.grant, self)
        context = {"asked": asked, "is_first": is_first, "last_day": last_day}
        return self.show("placement/own_page/withdraw.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Withdraw."""
        was_given = _asked(self.grant, self).is_given
        by = rights.REPRESENTATIVE if self.representative else rights.PERSON
        try:
            services.withdraw(grant=self.grant, actor=None, by=by)
        except Refused as refused:
            return self.refuse(refused, self.url())
        messages.success(request, "Согласие отозвано." if was_given else "Согласие не дано.")
        return redirect(self.url())
