"""Pages whose address other systems rely on (DESIGN §5)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import pre_page_move

from core.errors import Refused
from home.pages.latin import LatinAddress

WHY = "Адрес этой страницы постоянный: на неё ссылаются другие системы."


class FixedAddress(LatinAddress):
    """Mixin of page types that refuse a change of slug, moving, deletion and unpublishing.

    Stands before ``Page`` among the bases. A page type that is fixed only while the site itself
    links to it says so by ``is_fixed`` and ``must_stay``. The admin says the refusal in words
    (``home/wagtail_hooks.py``); here it holds for every other way too.
    """

    why = WHY

    @property
    def is_fixed(self) -> bool:
        """Whether the address is given away already; a subclass may say from when."""
        return True

    @property
    def must_stay(self) -> bool:
        """Whether the page may not leave the site, were its address given away already or not."""
        return True

    def clean(self) -> None:
        """Refuse a new slug or an end of publication with a message at the field."""
        super().clean()  # type: ignore[misc]
        errors = {}
        if self._moves():
            errors["slug"] = f"{self.why} Его нельзя изменить."
        if self.expire_at is not None and self.must_stay:  # type: ignore[attr-defined]
            errors["expire_at"] = f"{self.why} Снять её с публикации нельзя."
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; ``Refused`` when the slug would change or the page would leave the site."""
        if self._moves():
            raise Refused(f"{self.why} Его нельзя изменить.", field="slug")
        if not self.live and self._was("live") and self.must_stay:  # type: ignore[attr-defined]
            raise Refused(f"{self.why} Снять её с публикации нельзя.")
        super().save(*args, **kwargs)  # type: ignore[misc]

    def _moves(self) -> bool:
        slug = self.slug  # type: ignore[attr-defined]
        return self._was("slug") not in (None, slug) and self.is_fixed


def fixed_within(page: Page) -> Page | None:
    """The first fixed page among ``page`` and those below it, if any."""
    types = [model for model in page_models() if issubclass(model, FixedAddress)]
    if not types:
        return None
    found = page.get_descendants(inclusive=True).type(*types).specific(defer=True)
    return next((fixed for fixed in found if fixed.is_fixed), None)


def page_models() -> list[type[Page]]:
    """All page types of this installation."""
    from wagtail.models import get_page_models

    return list(get_page_models())


def _refuse_move(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kw: object
) -> None:
    if parent_page_before.pk != parent_page_after.pk and (fixed := fixed_within(instance)):
        raise Refused(f"{fixed.why} Её нельзя переместить.")


def _refuse_delete(sender: type, instance: object, **kwargs: object) -> None:
    if isinstance(instance, FixedAddress) and instance.is_fixed:
        raise Refused(f"{instance.why} Её нельзя удалить.")


def connect() -> None:
    """Guard moves and deletions; called once at start."""
    pre_page_move.connect(_refuse_move, dispatch_uid="home.fixed.move")
    # Each by its type: with a listener for all, no row of any table could be deleted unread.
    for model in page_models():
        if issubclass(model, FixedAddress):
            uid = f"home.fixed.delete.{model.__name__}"
            pre_delete.connect(_refuse_delete, sender=model, dispatch_uid=uid)  # type: ignore[arg-type]
