"""What stays of referrals when the data of a person are destroyed (X-5)."""

from django.db import transaction

from core.history import forget_reasons
from core.text import plural
from placement.graduates.models import Graduate
from placement.referrals import letters
from placement.referrals.models import Referral
from placement.referrals.services import end_all

DESTROYED = "данные человека уничтожены"


@transaction.atomic
def forget(graduate: Graduate) -> list[str]:
    """Call off what is open, blank what an employer wrote, let go of the resume; the fact stays.

    Returns words for the act of destruction.
    """
    about = Referral.objects.filter(case__graduate=graduate)
    rows = list(about)
    if not rows:
        return []
    forget_reasons(about)
    end_all(graduate=graduate, why=DESTROYED)
    for row in rows:
        letters.cancel(row)
    Referral.objects.filter(pk__in=[row.pk for row in rows]).update(answer_note="", resume=None)
    return [plural(len(rows), "направление", "направления", "направлений")]
