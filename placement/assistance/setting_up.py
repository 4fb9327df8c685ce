"""What requests for assistance stand on in an installation: their journals (X-9)."""

from core.models import Journal

JOURNAL = "assistance-requests"
REFUSALS = "assistance-refusals"


def assistance_journal() -> Journal:
    """The journal of requests for assistance; made when it is first needed."""
    journal, _ = Journal.objects.get_or_create(
        code=JOURNAL,
        defaults={
            "title": "Журнал регистрации заявлений о содействии в трудоустройстве",
            "number_format": "{number:03d}/С",
        },
    )
    return journal


def refusals_journal() -> Journal:
    """The journal of the graduates' own refusals of assistance; made when it is first needed."""
    journal, _ = Journal.objects.get_or_create(
        code=REFUSALS,
        defaults={
            "title": "Журнал регистрации отказов от содействия в трудоустройстве",
            "number_format": "{number:03d}/О",
        },
    )
    return journal
