"""Wording of the centre's consents: content files beside this module."""

import datetime as dt

from core.models import Organisation
from forms_app import consent_files
from forms_app.consent_files import TextFile
from forms_app.consents import KEEP_DRAFT

# The purpose of the consent of an employer's contact person.
CONTACT_PERSON = "employer-contact"
# The purposes of a graduate's consents: each is a document of its own (152-ФЗ, art. 9).
ASSISTANCE = "assistance"
HEALTH = "health"
TO_EMPLOYERS = "to-employers"
TO_COMMITTEE = "to-committee"
PHOTO = "photo-publication"
RECOMMENDATIONS = "mentor-recommendations"
RESUME_PHOTO = "resume-photo"
PURPOSES = {
    ASSISTANCE: "Сопровождение при трудоустройстве",
    HEALTH: "Сведения о здоровье и нужных условиях",
    TO_EMPLOYERS: "Передача резюме работодателям",
    TO_COMMITTEE: "Передача сведений в комитет по труду и занятости",
    PHOTO: "Публикация фото и видео",
    RECOMMENDATIONS: "Передача рекомендаций наставнику работодателя",
    RESUME_PHOTO: "Фотография в резюме",
}
# The places of PHOTO that the journey asks about; staff may name others.
SITE = "сайт учреждения"
VK = "страница учреждения «ВКонтакте»"
# How long a publication is allowed is printed here; texts without this place say three years in words.
TERM = "{term}"
YEARS_IN_WORDS = 3
# Health data need a written consent: ink or an electronic signature (152-ФЗ, art. 10).
WRITTEN = frozenset({HEALTH, RECOMMENDATIONS})
# What health data rest on: without either nobody uses them, and taken back it destroys them.
HEALTH_RESTS_ON = frozenset({ASSISTANCE, HEALTH})
# Their texts say that they hold until accompaniment, or adaptation at the workplace, is over.
UNTIL_THE_END = frozenset({HEALTH, TO_EMPLOYERS, TO_COMMITTEE, RESUME_PHOTO, RECOMMENDATIONS})
# A consent has two wordings: the person's own, and that of whoever represents the person.
_REPRESENTATIVE = "-representative"
# The approved forms (order № 01/2.06/2023), and the day since when a consent is a separate document.
_APPROVED, _SEPARATE = dt.date(2023, 6, 20), dt.date(2025, 9, 1)


def text_purpose(purpose: str, *, by_representative: bool) -> str:
    """Under which purpose the wording of a graduate's consent is kept."""
    return f"{purpose}{_REPRESENTATIVE}" if by_representative else purpose


_WORDINGS = [
    text_purpose(purpose, by_representative=theirs)
    for purpose in PURPOSES
    for theirs in (False, True)
]
TEXTS = [
    TextFile(CONTACT_PERSON, 1, "contact-1.txt", _SEPARATE),
    TextFile(KEEP_DRAFT, 1, "draft-1.txt", _SEPARATE),
    # P-F4 and P-F5 word for word: they join several purposes and name criminal records, so that
    # version 2 stands before them from the first day on and they are never offered.
    TextFile(ASSISTANCE, 1, "assistance-1.txt", _APPROVED),
    TextFile(
        text_purpose(ASSISTANCE, by_representative=True),
        1,
        "assistance-representative-1.txt",
        _APPROVED,
    ),
    *(TextFile(wording, 2, f"{wording}-2.txt", _SEPARATE) for wording in _WORDINGS),
]


def load_texts(operator: Organisation) -> int:
    """Add the texts that ``operator`` lacks; return how many. A version that exists stays as it is."""
    return consent_files.load_texts("placement.consents", operator, TEXTS)
