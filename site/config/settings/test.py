"""The unit tests: fast hashing, mail in memory, jobs kept for the test to run."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="site-tests-"))

from .base import *  # noqa: E402, F403
from .base import DATABASES  # noqa: E402

SECRET_KEY = "only-for-tests-" + "x" * 40
PRIVATE_KEYS = ["test:" + "11" * 32]
DIGEST_KEY = "22" * 32
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
