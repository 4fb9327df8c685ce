"""What certificates say, and what they are called."""

from contest.certificates.content import wording
from contest.meetings.words import place_title
from contest.setup.models import Contest

PARTICIPANT_TITLE = "Сертификат участника II этапа конкурса"


def words_of(place: int | None, contest: Contest) -> str:
    """The words of clause 15, or those of clause 17 for a place as the contest counts it."""
    if place is None:
        return wording()["participant"]
    kind = "winner" if place <= contest.max_winners else "prize"
    roman = place_title(place, contest).removesuffix(" место")
    return wording()[kind].format(nomination=contest.nomination, place=roman)


def title_of(place: int | None, contest: Contest) -> str:
    """How the register and the check of papers call it; nothing of it is personal."""
    if place is None:
        return PARTICIPANT_TITLE
    if place <= contest.max_winners:
        return "Сертификат победителя конкурса (I место)"
    return f"Сертификат призёра конкурса ({place_title(place, contest)})"
