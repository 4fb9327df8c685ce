"""What published photographs add to other nouns, and what of theirs they follow."""

from collections.abc import Iterator

from core.back_office import add_panel
from home import cache, registries
from placement.consents import PHOTO
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy
from placement.grants import signals as grants
from placement.grants.models import Grant
from placement.grants.received import Received, on_received
from placement.photos import public, services
from placement.photos.desk import panels
from placement.photos.models import GraduatePhoto


def join() -> None:
    """Register all of it; called once at start."""
    cache.watch(GraduatePhoto)
    cache.register_deadline(public.next_lapse)
    registries.register_page_part(public.photos_of)
    add_panel(Graduate, panels.of_graduate, order=45)
    add_panel(Grant, panels.of_grant, order=45)
    on_received(received)
    on_destroy(services.destroy)
    grants.ended.connect(services.follow_consent, dispatch_uid="placement.photos.consent_ended")


def received(graduate: Graduate) -> Iterator[Received]:
    """Each publication, and whether it still stands."""
    cards = Graduate.objects.of_person(graduate)
    for row in GraduatePhoto.objects.filter(graduate__in=cards):
        yield Received(
            at=row.published_at,
            whom=row.place[:1].upper() + row.place[1:],
            what=f"Фото – {row.get_state_display().lower()}",
            purpose=PHOTO,
        )
