"""The unit tests: fast hashing, mail in memory, jobs kept for the test to run."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="site-tests-"))

from .base import *
from .base import DATABASES, STATIC_ROOT

SECRET_KEY = "only-for-tests-" + "x" * 40
PRIVATE_KEYS = ["test:" + "11" * 32]
DIGEST_KEY = "22" * 32
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# WhiteNoise warns of a missing folder, and here every warning is an error.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
