"""Refusals of the engine that a view answers in its own way."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.errors import Refused

if TYPE_CHECKING:
    from forms_app.engine.journey import Blocker
    from forms_app.engine.nouns import Noun
    from forms_app.untouched import Untouched


class StaleRevision(Refused):
    """The draft was changed elsewhere after this page was shown."""

    def __init__(self, noun: "Noun") -> None:
        super().__init__(
            f"{noun.capital.nom} изменил{noun:ся|ась|ось} в другом окне после того, как вы открыли"
            " эту страницу."
        )


class DraftClosed(Refused):
    """The draft was sent or destroyed: nothing more can be typed into it."""

    def __init__(self, noun: "Noun") -> None:
        super().__init__(
            f"Эт{noun:от|а|о} {noun.nom} уже отправлен{noun:|а|о} или больше не хранится."
        )


class NotYet(Refused):
    """An earlier step comes first."""

    def __init__(self, step: str) -> None:
        super().__init__("Сначала заполните предыдущие шаги.")
        self.step = step


class NotProved(Refused):
    """Who came by a link or a code has to prove to be the owner first (ADR 14)."""

    def __init__(self) -> None:
        super().__init__("Сначала подтвердите, что это вы.")


class Incomplete(Refused):
    """The form lacks something; ``blockers`` say what and where."""

    def __init__(self, blockers: "Sequence[Blocker]") -> None:
        super().__init__("Отправить пока нельзя: " + " ".join(b.text for b in blockers))
        self.blockers = list(blockers)


class LeftAsItWas(Refused):
    """A correction leaves something as it was, and nobody said that it is meant so."""

    def __init__(self, left: "Sequence[Untouched]") -> None:
        super().__init__(" ".join(one.text for one in left))
        self.left = list(left)


class TooLate(Refused):
    """The deadline has passed; the draft is kept so that it can be printed."""
