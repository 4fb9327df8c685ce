"""What requests for assistance stand on in an installation: their journal (X-9)."""

from core.models import Journal

JOURNAL = "assistance-requests"


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
