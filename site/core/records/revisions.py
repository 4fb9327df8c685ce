"""What keeps one person from undoing what another has just done."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from core.errors import Refused


def revision_of(values: Mapping[str, Any]) -> str:
    """A short digest of the values, which changes whenever one of them does."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_overtaken(shown: str, now: str) -> None:
    """Refuse what was typed beside other data than those of ``now``; without ``shown``, nothing."""
    if shown and shown != now:
        raise Refused(
            "Пока вы вносили изменения, эти сведения изменил кто-то ещё. "
            "Откройте их заново и повторите."
        )


def _plain(value: Any) -> str:
    """A row by its key, a day by its digits."""
    return str(getattr(value, "pk", value))
