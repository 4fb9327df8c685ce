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
PURPOSES = {
    ASSISTANCE: "Сопровождение при трудоустройстве",
    HEALTH: "Сведения о здоровье и нужных условиях",
    TO_EMPLOYERS: "Передача резюме работодателям",
    TO_COMMITTEE: "Передача сведений в комитет по труду и занятости",
    PHOTO: "Публикация фото и видео",
    RECOMMENDATIONS: "Передача рекомендаций наставнику работодателя",
}
# Health data need a written consent: ink or an electronic signature (152-ФЗ, art. 10).
WRITTEN = frozenset({HEALTH, RECOMMENDATIONS})
TEXTS = [
    TextFile(CONTACT_PERSON, 1, "contact-1.txt", dt.date(2025, 9, 1)),
    TextFile(KEEP_DRAFT, 1, "draft-1.txt", dt.date(2025, 9, 1)),
]


def load_texts(operator: Organisation) -> int:
    """Add the texts that ``operator`` lacks; return how many. A version that exists stays as it is."""
    return consent_files.load_texts("placement.consents", operator, TEXTS)
