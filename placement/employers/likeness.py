"""Employers of the bank that may be one and the same: a few queries however many there are."""

from dataclasses import dataclass
from typing import Any

from placement.employers.models import Employer
from placement.employers.rules import duplicates, names
from placement.employers.rules.duplicates import Facts

# More than a person looks through.
SHOWN = 20


@dataclass(frozen=True)
class Likely:
    """An employer that may be the one asked about, and why."""

    employer: Employer
    reasons: list[str]

    @property
    def why(self) -> str:
        """The reasons in words."""
        return ", ".join(self.reasons)


def facts_of(source: Any) -> Facts:
    """What an Employer, or EmployerData that is not saved yet, is compared by."""
    key = names.employer_key(source.full_name)
    return Facts(key, source.inn, source.ogrn, source.phone)


def likely_duplicates(source: Any) -> list[Likely]:
    """Those of the bank that may be ``source`` (an Employer or EmployerData), the surest first.

    Without those that somebody has told it apart from.
    """
    bank = Employer.objects.current().facts()
    if isinstance(source, Employer):
        for pk in (source.pk, *source.told_apart.values_list("pk", flat=True)):
            bank.pop(pk, None)
    found = duplicates.find(facts_of(source), bank)
    shown = list(found)[:SHOWN]
    rows = Employer.objects.in_bulk(shown)
    return [Likely(rows[pk], found[pk]) for pk in shown if pk in rows]
