"""What referrals add to other nouns, and what of theirs they follow."""

from core.journals import hold_numbers
from core.models import JournalEntry
from placement.grants import signals as grants
from placement.referrals import letters
from placement.referrals.models import Referral
from placement.referrals.services.ending import follow_consent


def join() -> None:
    """Register all of it; called once at start."""
    letters.guard()
    hold_numbers(held)
    grants.ended.connect(follow_consent, dispatch_uid="placement.referrals.consent_ended")


def held(entry: JournalEntry) -> str:
    """Why the number of a referral is not annulled by itself."""
    if Referral.objects.filter(number=entry).exists():
        return "Под этим номером стоит направление: отмените направление, номер останется за ним."
    return ""
