"""A developer's machine and the demonstration: safe on localhost, never on the internet."""

import hashlib

from .base import *  # noqa: F403
from .base import BASE_DIR, VAR_DIR

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]


def _local_secret(name: str) -> str:
    """A secret of this machine: made once, kept under ``var/``, never in the repository."""
    import secrets

    path = VAR_DIR / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(32), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = _local_secret("secret_key")
# "id:64 hex digits", the first one wraps new keys.
PRIVATE_KEYS = ["local:" + hashlib.sha256(_local_secret("master_key").encode()).hexdigest()]
DIGEST_KEY = _local_secret("digest_key")
