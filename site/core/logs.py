"""What the log must not keep."""

import logging
import re

from django.conf import settings

MASK = "…"


class MaskingFormatter(logging.Formatter):
    """Writes the lines with the tokens of personal links masked, tracebacks included.

    A token is whatever follows one of ``settings.TOKEN_PATHS`` in an address: Django names the
    address of every request that it refuses, and who reads the log could open it (invariant 9).
    """

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, or lines, without tokens."""
        paths = "|".join(settings.TOKEN_PATHS)
        return re.sub(rf"({paths})[^/\s?#\"'<>]+", rf"\1{MASK}", super().format(record))
