"""Text of a row that lies encrypted in the database (invariant 9)."""

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from core.errors import KeyDestroyed


class _OpenedText(DeferredAttribute):
    """Decrypts when the attribute is read; a row that is only listed costs nothing."""

    field: "SealedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or isinstance(value, str):
            return value
        return self.field.opened(instance, bytes(value))

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text encrypted under the key to which the row's ``key`` leads; read and written as text.

    It can be neither searched nor ordered by. Of a row whose key is destroyed it is empty.
    """

    descriptor_class = _OpenedText

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Text as it is typed: BinaryField would take it for base64."""
        return value

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """The ciphertext; what was read and not written stays as it lies."""
        from core import crypto

        value = model_instance.__dict__[self.attname]
        if not isinstance(value, str):
            return value
        if not value:
            return b""
        return crypto.encrypt(model_instance.key, value.encode(), context=self._context())

    def value_to_string(self, obj: Any) -> str:
        """A digest that only this installation can compute: rows are compared by it."""
        from core import crypto

        return crypto.keyed_digest(self._context(), str(self.value_from_object(obj)))

    def opened(self, instance: Any, sealed: bytes) -> str:
        """The text; raises Tampered where it was altered or moved here from another place."""
        from core import crypto

        if not sealed:
            return ""
        try:
            return crypto.decrypt(instance.key, sealed, context=self._context()).decode()
        except KeyDestroyed:
            return ""

    def _context(self) -> str:
        return f"{self.model._meta.label}.{self.name}"  # noqa: SLF001 - Django documents it as open
