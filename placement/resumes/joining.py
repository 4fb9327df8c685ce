"""What resumes follow of other nouns: the end of a consent, the destruction of a person's data."""

from typing import Any

from core.back_office import add_panel, letters_panel
from core.history import forget_reasons
from placement.consents import ASSISTANCE, RESUME_PHOTO
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy
from placement.grants.models import Grant
from placement.grants.signals import ended
from placement.resumes import letters, services
from placement.resumes.desk import panels
from placement.resumes.models import Resume

ENDED = "Согласие на сопровождение больше не действует."


def join() -> None:
    """Register all of it; called once at start."""
    add_panel(Graduate, panels.of_graduate, order=30)
    add_panel(Resume, letters_panel, order=40)
    letters.guard()
    ended.connect(follow_consent, dispatch_uid="placement.resumes.ended")
    on_destroy(destroy)


def follow_consent(grant: Grant, cards: list[Graduate], **kwargs: Any) -> None:
    """Without accompaniment no version is of use, and a photograph goes with its consent.

    Without transfer the gate lets none out; a consent that waits for a new signature hides the photograph.
    """
    for card in cards:
        if grant.purpose == ASSISTANCE:
            services.retire_all(graduate=card, why=ENDED)
        if grant.purpose == RESUME_PHOTO and grant.withdrawn_at is not None:
            services.forget_photos(graduate=card)


def destroy(graduate: Graduate) -> list[str]:
    """Blank the versions: rows stay for the record of where they went, without what they said."""
    rows = Resume.objects.filter(graduate=graduate)
    forget_reasons(rows)
    services.retire_all(graduate=graduate, why="Данные уничтожены.")
    photos = services.forget_photos(graduate=graduate)
    count = rows.update(content=b"", position="")
    words = [f"резюме: {count}"] if count else []
    return [*words, f"фотографии в резюме: {photos}"] if photos else words
