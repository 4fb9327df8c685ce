"""Pages of the contest under the personal link of an application (ADR 14)."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from contest.applications.models import Entry
from forms_app.engine import session
from forms_app.views.linked import LinkPage

# Who was shown the form as the owner may send it for so long: a film takes longer than a proof lasts.
STAMP_SECONDS = 12 * 60 * 60
_SALT = "contest.owner"


class EntryPage(LinkPage):
    """A page of a participant; 404 for the link of anything but a contest's application.

    ``code`` is the last part of its address and of its name, by which the proof leads back here.
    """

    code = ""

    @cached_property
    def entry(self) -> Entry:
        """The participant's entry."""
        rows = Entry.objects.filter(submission=self.submission)
        entry = rows.select_related("contest__operator", "submission__key", "centre").first()
        if entry is None:
            raise Http404
        return entry

    @property
    def is_proved(self) -> bool:
        """Whether the owner sits here."""
        return session.is_proved(self.request, self.submission.pk)

    def may_send(self, stamp: str) -> bool:
        """Whether the owner sends this: proved now, or when this session was shown the form."""
        if self.is_proved:
            return True
        try:
            shown = signing.loads(stamp, salt=_SALT, max_age=STAMP_SECONDS)
        except signing.BadSignature:
            return False
        return bool(shown == self._stamped())

    def ask_again(self) -> HttpResponseBase:
        """The proof has run out while the owner was typing: it is asked for once more."""
        messages.error(self.request, "Прошло много времени: подтвердите ещё раз, что это вы.")
        return redirect(self.confirm_url)

    def stamp(self) -> str:
        """What the form carries as a sign that the owner was shown it in this session."""
        return signing.dumps(self._stamped(), salt=_SALT)

    def _stamped(self) -> list[str]:
        return [str(self.submission.pk), self.request.session.session_key or ""]

    def url(self, name: str = "", **places: Any) -> str:
        """An address under this link, by default that of the page itself."""
        kwargs = {"token": self.kwargs["token"], **places}
        return reverse(name or f"contest:{self.code}", kwargs=kwargs)

    @property
    def confirm_url(self) -> str:
        """Where the owner is asked; it leads back here."""
        return f"{self.url('forms_app:track_confirm')}?next={self.code}"

    def matter(self) -> dict[str, Any]:
        """What the page is about, without anything that only the owner may see."""
        return {
            "journey": self.journey,
            "submission": self.submission,
            "token": self.kwargs["token"],
            "contest": self.entry.contest,
            "is_proved": self.is_proved,
            "confirm_url": self.confirm_url,
        }
