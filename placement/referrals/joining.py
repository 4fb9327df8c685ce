"""What referrals add to other nouns, and what of theirs they follow."""

from core.back_office import add_panel, letters_panel
from core.journals import hold_numbers
from core.models import JournalEntry
from placement.cases.models import Case
from placement.employers.signals import person_removed
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy
from placement.grants import signals as grants
from placement.grants.received import on_received
from placement.matching.desk import add_action
from placement.matching.standing import add_teller
from placement.referrals import letters, papers
from placement.referrals.desk import panels
from placement.referrals.desk.addresses import match_action
from placement.referrals.destroying import forget
from placement.referrals.models import Referral
from placement.referrals.received import received
from placement.referrals.services.ending import follow_consent
from placement.referrals.telling import earlier
from placement.vacancies.models import Vacancy


def join() -> None:
    """Register all of it; called once at start."""
    letters.guard()
    papers.describe()
    add_panel(Graduate, panels.of_graduate, order=40)
    add_panel(Case, panels.of_case, order=40)
    add_panel(Vacancy, panels.of_vacancy, order=30)
    add_panel(Referral, letters_panel, order=40)
    add_action(match_action)
    add_teller(earlier)
    on_received(received)
    hold_numbers(held)
    on_destroy(forget)
    grants.ended.connect(follow_consent, dispatch_uid="placement.referrals.consent_ended")
    person_removed.connect(letters.forget_person, dispatch_uid="placement.referrals.person_removed")


def held(entry: JournalEntry) -> str:
    """Why the number of a referral is not annulled by itself."""
    if Referral.objects.filter(number=entry).exists():
        return "Под этим номером стоит направление: отмените направление, номер останется за ним."
    return ""
