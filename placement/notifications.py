"""Letters of the placement centre beyond the engine's own; staff edit the texts."""

from placement.agreements import letters as agreement_letters
from placement.assistance import letters as assistance_letters
from placement.graduates import letters as graduate_letters
from placement.grants import letters as grant_letters
from placement.referrals import letters as referral_letters
from placement.requests import letters as request_letters
from placement.resumes import letters as resume_letters
from placement.vacancies import letters as vacancy_letters

LETTERS = [
    *request_letters.LETTERS,
    *vacancy_letters.LETTERS,
    *agreement_letters.LETTERS,
    *graduate_letters.LETTERS,
    *grant_letters.LETTERS,
    *assistance_letters.LETTERS,
    *referral_letters.LETTERS,
    *resume_letters.LETTERS,
]
