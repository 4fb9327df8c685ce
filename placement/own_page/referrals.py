"""«Куда вас направили»: who received what and when; the person can call one off (P-2.2b)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from core import clock
from core.errors import Refused
from placement.graduates.rights import PERSON, REPRESENTATIVE
from placement.referrals import services
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral

from .base import OwnPage
from .sections import Section

# The newest; what is older the specialist tells.
SHOWN = 30
# What each state means for the person.
WORDS = {
    ReferralState.PREPARED: "Мы готовим направление. Работодатель о вас ещё не знает.",
    ReferralState.SENT: "Ждём ответа работодателя.",
    ReferralState.INVITED: "Вас приглашают на встречу.",
    ReferralState.HIRED: "Вас приняли на работу.",
    ReferralState.DECLINED: "Работодатель отказал.",
    ReferralState.NO_SHOW: "Работодатель сообщил, что вы не пришли.",
    ReferralState.CALLED_OFF: "Направление отменено. Резюме работодателю больше не видно.",
}
# The same to whoever represents the person.
THEIR_WORDS = {
    **WORDS,
    ReferralState.PREPARED: "Мы готовим направление. Работодатель о нём ещё не знает.",
    ReferralState.INVITED: "Работодатель приглашает на встречу.",
    ReferralState.HIRED: "Работодатель принял на работу.",
    ReferralState.NO_SHOW: "Работодатель сообщил, что на встречу никто не пришёл.",
}
RECEIVED = {
    Referral.Way.LINK: "резюме по ссылке",
    Referral.Way.PAPER: "бумажное направление: имя, профессия, вакансия",
}


@dataclass(frozen=True)
class Told:
    """A referral as the person reads it."""

    title: str
    employer: str
    words: str
    received: str
    reason: str
    note: str
    url: str


def section(page: OwnPage) -> Section | None:
    """What was passed on; only to whoever has proved to be the person, and once there is anything."""
    if not page.is_proved:
        return None
    rows = _rows(page)
    told = [_told(row, page) for row in rows[:SHOWN]]
    if not told:
        return None
    theirs = page.representative is not None
    context = {
        "referrals": told,
        "call_off": "Отменить направление" if theirs else "Не направлять меня туда",
    }
    title = "Направления к работодателям" if theirs else "Куда вас направили"
    return Section(title, "placement/own_page/referrals.html", context)


class CallOffPage(OwnPage):
    """The person does not want to be referred there: asked once more, then done at once."""

    needs_proof = True

    @cached_property
    def referral(self) -> Referral:
        """One of this person's; another one's is not there."""
        row = _rows(self).filter(pk=self.kwargs["number"]).first()
        if row is None:
            raise Http404
        return row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say what happens; change nothing."""
        if not self.referral.is_open:
            return redirect(self.url())
        return self.show("placement/own_page/referral_call_off.html", {"referral": self.referral})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Call it off; pressed twice it is done once."""
        by = REPRESENTATIVE if self.representative else PERSON
        try:
            services.call_off(referral=self.referral, actor=None, by=by)
        except Refused as refused:
            self.referral.refresh_from_db(fields=["state"])
            if self.referral.state != ReferralState.CALLED_OFF:
                return self.refuse(refused, self.url())
        messages.success(request, "Направление отменено. Работодатель больше не видит резюме.")
        return redirect(self.url())


def _rows(page: OwnPage) -> Any:
    rows = Referral.objects.of(page.graduate)
    return rows.select_related("case", "vacancy__employer", "resume")


def _told(row: Referral, page: OwnPage) -> Told:
    received = ""
    if row.sent_at is not None and row.way:
        day = clock.format_date(clock.local_day(row.sent_at))
        received = f"{day} работодатель получил {RECEIVED[Referral.Way(row.way)]}."
    return Told(
        title=row.vacancy.title,
        employer=str(row.employer),
        words=(THEIR_WORDS if page.representative else WORDS)[ReferralState(row.state)],
        received=received,
        reason=row.get_decline_reason_display(),
        note=row.answer_note,
        url=page.url("referral", number=row.pk) if row.is_open else "",
    )
