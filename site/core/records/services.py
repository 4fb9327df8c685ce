"""Use cases of a plain register: rows are added and changed, each time with a line of history."""

from typing import TypeVar

from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.errors import Refused
from core.history import log_change
from core.models import User

from .declare import record_of
from .revisions import refuse_overtaken

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def add_row(*, data: Row, actor: User) -> Row:
    """Save what was typed as a new row; Refused for what the model does not take."""
    _require(actor, "add", data)
    _save(data)
    log_change(data, actor=actor, action="create")
    return data


@transaction.atomic
def change_row(*, row: Row, data: Row, actor: User, revision: str = "") -> Row:
    """Write what was typed on the row; Refused where somebody else has changed it meanwhile."""
    _require(actor, "change", row)
    record = record_of(type(row))
    locked = record.model._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001
    refuse_overtaken(revision, record.revision(locked))
    if changed := record.assign(locked, data):
        _save(locked)
        fields = record.labels(changed)
        log_change(locked, actor=actor, action="edit", details={"fields": fields})
    return locked


def _require(actor: User, verb: str, row: models.Model) -> None:
    opts = row._meta  # noqa: SLF001 - documented
    if not actor.has_perm(f"{opts.app_label}.{get_permission_codename(verb, opts)}"):
        raise Refused("У вас нет права на это действие.")


def _save(row: models.Model) -> None:
    try:
        row.clean()
        row.validate_constraints()
        # In a savepoint of its own: what a refusal says is still read from the database.
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        field = next(iter(getattr(error, "error_dict", {})), "")
        raise Refused(" ".join(error.messages), field=field) from error
    except IntegrityError:
        raise Refused("Такая запись уже есть.") from None
