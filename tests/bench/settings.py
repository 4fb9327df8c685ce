"""Settings of the benchmarks: as in production, with throw-away secrets, files and database.

``DATABASE_URL`` chooses the server; the benchmarks make a database of their own beside it.
"""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="site-bench-"))

from config.settings.base import *
from config.settings.base import BASE_DIR, DATABASES, STATIC_ROOT, TEMPLATES, VAR_DIR

DEBUG = False
SECRET_KEY = "only-for-benchmarks-" + "x" * 40
PRIVATE_KEYS = ["bench:" + "11" * 32]
DIGEST_KEY = "22" * 32
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "bench" / "templates"]
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
# The tables come from the models: running every migration would take longer than measuring.
DATABASES["default"]["TEST"] = {"MIGRATE": False}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"]["NAME"] = VAR_DIR / "bench.sqlite3"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
