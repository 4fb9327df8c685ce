"""What recommendations add to other nouns, and what they follow; called once at start."""

from typing import Any

from core.back_office import add_panel
from placement.consents import HEALTH_RESTS_ON
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy
from placement.grants import signals
from placement.grants.models import Grant
from placement.grants.received import on_received
from placement.mentors import record as _record  # noqa: F401
from placement.mentors.desk.graduate_panel import recommendations_panel
from placement.mentors.received import received
from placement.mentors.services import close_of, forget, forget_words


def join() -> None:
    """Register the box on a graduate's page; end with the consent, be destroyed with the data."""
    add_panel(Graduate, recommendations_panel, order=50)
    on_destroy(forget)
    on_received(received)
    signals.ended.connect(_on_ended, dispatch_uid="placement.mentors.grant_ended")


def _on_ended(grant: Grant, cards: list[Graduate], **kwargs: Any) -> None:
    """An open sheet ends with the consent that it rests on; taken back, its words are destroyed."""
    if grant.purpose in HEALTH_RESTS_ON:
        for card in cards:
            close_of(card)
            if grant.is_taken_back:
                forget_words(card)
