"""Domain exceptions: a refusal that a person can read."""


class Refused(Exception):
    """A service refuses; ``message`` is Russian text for the person who asked."""

    def __init__(self, message: str, *, field: str | None = None, clause: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.clause = clause


class TransitionRefused(Refused):
    """The transition table has no such move."""

    def __init__(self, *, action: str, source: str) -> None:
        super().__init__(
            "Это действие сейчас недоступно: состояние уже изменилось. Обновите страницу."
        )
        self.action = action
        self.source = source


class KeyDestroyed(Exception):
    """The person's key is gone, and with it whatever it encrypted."""


class KeyMissing(Exception):
    """The key should be there and is not: the key storage is damaged or not mounted."""


class FileDestroyed(Exception):
    """The file was destroyed; its record remains as evidence."""


class Tampered(Exception):
    """The ciphertext is altered, cut short or moved here from another place."""
