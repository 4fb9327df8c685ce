"""A developer's machine and the demonstration: safe on localhost, never on the internet."""

import hashlib

from .base import *
from .base import STATIC_ROOT, STORAGES, VAR_DIR, env

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
# Passkeys need a secure origin; on localhost plain HTTP counts as one.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DEMO_ACCOUNTS = True
# A test that rewrites this file moves the running site, worker and regular work together.
CLOCK_FILE = env("CLOCK_FILE", default="")
# As in production: `make run` collects them first.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "core.static_files.storage.SiteStaticStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
