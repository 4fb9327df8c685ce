"""A photograph is published under the consent for its place, and leaves with it (152-ФЗ, art. 10.1)."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from core import calendar, clock, files
from core.errors import Refused
from core.history import SYSTEM_LABEL, log_change
from core.lifecycle import STAFF, SYSTEM
from core.models import PrivateFile, User
from core.rules.working_days import add_working_days
from core.text import plural
from placement.common.guards import require, signature
from placement.consents import ASSISTANCE, PHOTO, SITE
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.graduates.services.guards import locked as locked_graduate
from placement.graduates.services.guards import locked_person
from placement.grants import gate
from placement.grants.models import Grant
from placement.photos.lifecycle import PHOTO as LIFECYCLE
from placement.photos.lifecycle import PhotoState
from placement.photos.models import GraduatePhoto

# Within so many working days a publication outside the site is ended (152-ФЗ, art. 10.1, part 14).
REMOVE_DAYS = 3
ENDED = "Согласие отозвано или больше не действует."
DESTROYED = "Данные человека уничтожены."


@transaction.atomic
def publish(
    *,
    graduate: Graduate,
    place: str,
    photo: PrivateFile,
    caption: str,
    description: str,
    actor: User,
    page: Page | None = None,
    address: str = "",
) -> GraduatePhoto:
    """Show a photograph on a page of the site, or note that it stands in another place.

    Refused without the person's consent for this very place.
    """
    require(actor, WORK)
    person = locked_graduate(graduate)
    gate.require(person, PHOTO, place=place)
    if photo.key_id != person.key_id:
        raise Refused("Это файл другого человека.", field="photo")
    if not description.strip():
        raise Refused("Опишите, что видно на фото: для тех, кто его не видит.", field="description")
    is_here = place == SITE
    if is_here and page is None:
        raise Refused("Выберите страницу сайта.", field="page")
    if not is_here and not address.strip():
        raise Refused("Укажите адрес публикации: по нему фото снимут.", field="address")
    row = GraduatePhoto.objects.create(
        graduate=person,
        place=place,
        page=page if is_here else None,
        address="" if is_here else address.strip(),
        picture=photo,
        caption=caption.strip(),
        description=description.strip(),
        published_by=actor,
        is_demo=person.is_demo,
    )
    _log(row, actor, "publish", "")
    return row


@transaction.atomic
def remove(*, graduatephoto: GraduatePhoto, actor: User) -> GraduatePhoto:
    """Staff have taken it down, or take it off the site now; the file is deleted."""
    require(actor, WORK)
    return _remove(_locked(graduatephoto), actor, STAFF)


def follow_consent(grant: Grant, cards: list[Graduate], **kwargs: Any) -> None:
    """A consent has ended: off the site at once; elsewhere it becomes a task with a day."""
    if grant.purpose not in (PHOTO, ASSISTANCE):
        return
    rows = GraduatePhoto.objects.filter(graduate__in=cards, state=PhotoState.PUBLISHED)
    if grant.purpose == PHOTO:
        rows = rows.filter(place=grant.place)
    for row in rows:
        _end(_locked(row), ENDED)


@transaction.atomic
def destroy(graduate: Graduate) -> list[str]:
    """Take all down; what stands elsewhere stays a task that names no person. Words for the act."""
    rows = GraduatePhoto.objects.filter(graduate=graduate)
    for row in rows.filter(state=PhotoState.PUBLISHED):
        _end(_locked(row), DESTROYED)
    for row in rows.filter(state=PhotoState.DUE):
        _empty(row)
        row.save()
    count = rows.count()
    words = ("опубликованное фото", "опубликованных фото", "опубликованных фото")
    return [plural(count, *words)] if count else []


def _end(row: GraduatePhoto, why: str) -> None:
    if row.place == SITE:
        _remove(row, None, SYSTEM, why=why)
        return
    source = row.state
    row.state = LIFECYCLE.target("demand", source=source, who=SYSTEM)
    today = clock.local_day(clock.now())
    row.remove_by = add_working_days(today, REMOVE_DAYS, calendar.overrides())
    row.save()
    _log(row, None, "demand", source, why=why)


def _remove(row: GraduatePhoto, actor: User | None, who: str, *, why: str = "") -> GraduatePhoto:
    source = row.state
    row.state = LIFECYCLE.target("remove", source=source, who=who)
    row.removed_at = clock.now()
    _empty(row)
    row.save()
    _log(row, actor, "remove", source, why=why)
    return row


def _empty(row: GraduatePhoto) -> None:
    """Delete the file and what was said of it."""
    picture, row.picture = row.picture, None
    row.caption = row.description = ""
    if picture is not None:
        row.save(update_fields=["picture"])
        files.discard_file(picture)


def _locked(photo: GraduatePhoto) -> GraduatePhoto:
    """The row as it is now, locked after the cards of its person."""
    locked_person(photo.graduate)
    rows = GraduatePhoto.objects.select_related("graduate__key", "picture")
    return rows.select_for_update(of=("self",)).get(pk=photo.pk)


def _log(row: GraduatePhoto, actor: User | None, action: str, source: str, **more: Any) -> None:
    who = signature(actor, SYSTEM_LABEL)
    log_change(row, action=action, from_state=source, to_state=row.state, **who, **more)
