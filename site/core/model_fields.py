"""Fields of models that the whole site shares."""

from datetime import datetime
from typing import Any

from django.db import models

from core import clock


class StampField(models.DateTimeField):
    """A date-time that is stamped when its row is saved, by the installation's clock.

    ``auto_now`` and ``auto_now_add`` mean what Django means by them. To migrations it is Django's own.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime | None:
        """The instant to be saved."""
        if self.auto_now or (self.auto_now_add and add):
            setattr(model_instance, self.attname, clock.now())
        stamped: datetime | None = getattr(model_instance, self.attname)
        return stamped

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Migrations need not tell it from the parent: the column is the same."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", list(args), kwargs
