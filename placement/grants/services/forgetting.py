"""What goes with a person's data: who signed for them (invariant 10)."""

from placement.graduates.models import Graduate
from placement.grants.models import Representative

GONE = "Данные уничтожены"


def forget_representatives(graduate: Graduate) -> list[str]:
    """Blank the representatives of a person whose data are destroyed; their links end.

    Grants stay as dated facts, the signed consents as evidence for their own term.
    """
    rows = Representative.objects.select_for_update().filter(graduate=graduate)
    for row in rows:
        row.full_name = GONE
        row.institution = row.institution and GONE
        row.post = row.post and GONE
        row.authority = row.identity = row.address = row.email = row.phone = ""
        row.until = None
        row.link_serial += 1
        row.save()
    return ["имена и контакты законных представителей"] if rows else []
