"""What changes grants: the one way in."""

from .signing import missing, missing_on, open_grant, sign, withdraw

__all__ = ["missing", "missing_on", "open_grant", "sign", "withdraw"]
