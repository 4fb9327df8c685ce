"""What agreements add to other nouns: a box on an employer's page, checks of merges and numbers."""

from typing import Any

from core.back_office import add_panel, letters_panel
from core.errors import Refused
from core.journals import hold_numbers
from core.models import JournalEntry
from placement.agreements import papers
from placement.agreements.desk import panels
from placement.agreements.models import Agreement
from placement.agreements.rules import is_repeat
from placement.agreements.services.guards import in_words
from placement.employers.models import Employer
from placement.employers.services.merge import on_merge
from placement.employers.signals import renamed


def join() -> None:
    """Register all of it; called once at start."""
    add_panel(Employer, panels.of_employer, order=30)
    add_panel(Agreement, letters_panel, order=40)
    on_merge(refuse_repeats)
    hold_numbers(held)
    renamed.connect(follow_name, dispatch_uid="placement.agreements.renamed")
    papers.describe_journals()


def refuse_repeats(*, kept: Employer, other: Employer) -> None:
    """Refuse a merge after which two agreements of ``kept`` say the same and neither says why."""
    rows = list(Agreement.objects.filter(employer=kept).select_related("number").order_by("pk"))
    for place, one in enumerate(rows):
        for another in rows[:place]:
            is_explained = one.duplicate_reason.strip() or another.duplicate_reason.strip()
            if is_repeat(one.facts, another.facts) and not is_explained:
                raise Refused(
                    f"У карточек есть договоры об одном: {in_words(another)}; {in_words(one)}. "
                    "Расторгните один из них или запишите в нём, почему он нужен, и повторите."
                )


def held(entry: JournalEntry) -> str:
    """Why the number of an agreement is not annulled by itself: its registration is."""
    if Agreement.objects.filter(number=entry).exists():
        return "Под этим номером стоит договор: отмените его регистрацию в реестре договоров."
    return ""


def follow_name(employer: Employer, **kwargs: Any) -> None:
    """Find the agreements of an employer by its present name."""
    for row in Agreement.objects.filter(employer=employer).select_related("number", "key"):
        row.save(update_fields=["search_key"])
