"""Employers of the bank that may be one and the same: a few queries however many there are."""

from dataclasses import dataclass

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
    def title(self) -> str:
        """The name, with the ИНН where there is one."""
        inn = self.employer.inn
        return f"{self.employer}, ИНН {inn}" if inn else str(self.employer)

    @property
    def why(self) -> str:
        """The reasons in words."""
        return ", ".join(self.reasons)


def facts_of(employer: Employer) -> Facts:
    """What an employer, saved or not, is compared by."""
    key = names.employer_key(employer.full_name)
    return Facts(key, employer.inn, employer.ogrn, employer.phone)


def likely_duplicates(employer: Employer) -> list[Likely]:
    """Those of the bank that may be this employer, saved or not; the surest first.

    Without those that somebody has marked as different from it.
    """
    bank = Employer.objects.current().facts()
    if employer.pk:
        for pk in (employer.pk, *employer.different_from.values_list("pk", flat=True)):
            bank.pop(pk, None)
    reasons = duplicates.find(facts_of(employer), bank)
    shown = list(reasons)[:SHOWN]
    rows = Employer.objects.in_bulk(shown)
    return [Likely(rows[pk], reasons[pk]) for pk in shown if pk in rows]
