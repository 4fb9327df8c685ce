"""What employers' requests stand on in an installation: journal and consent texts (X-9)."""

from django.db import transaction

from core.models import Journal, Organisation
from placement import consents

JOURNAL = "vacancy-requests"


@transaction.atomic
def take_requests(operator: Organisation) -> int:
    """Let ``operator`` take employers' requests; return how many consent texts were added.

    Repeatable: a journal and texts that are there stay as they are.
    """
    requests_journal()
    return consents.load_texts(operator)


def requests_journal() -> Journal:
    """The journal of employers' requests; made when it is first needed."""
    journal, _ = Journal.objects.get_or_create(
        code=JOURNAL,
        defaults={
            "title": "Журнал регистрации заявок работодателей",
            "number_format": "{number:03d}/Р",
        },
    )
    return journal
