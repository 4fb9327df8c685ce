"""How long the data of a person are kept, and why so long (152-ФЗ, art. 5, part 7; art. 21)."""

import datetime as dt

from placement.graduates.rules.ages import birthday

# Nobody has confirmed that this is a student or a graduate, and nothing was asked for: one school
# year is enough to look into the lists.
UNCONFIRMED_YEARS = 1
# After the last accompaniment: as long as acts of destruction and withdrawn consents are kept, so
# that a complaint finds papers of one age; the counts of the monitoring (clause 6) stay.
AFTER_CASE_YEARS = 3
# A refused request: as long as its applicant may need it for a complaint.
REFUSED_YEARS = 1
UNCONFIRMED = "за год никто не подтвердил, что человек учится или учился в учреждении"
AFTER_CASE = "прошло 3 года после окончания сопровождения"
WITHDRAWN = "отозвано согласие на сопровождение"


def years_before(today: dt.date, years: int) -> dt.date:
    """The day so many years ago; for 29 February it is 1 March where there is none."""
    return birthday(today, -years)
