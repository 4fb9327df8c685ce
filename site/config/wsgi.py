"""The WSGI entry point."""

import os
import sys
from pathlib import Path

_root = Path(__file__).resolve().parents[2]
for _path in (str(_root / "site"), str(_root)):
    if _path not in sys.path:
        sys.path.insert(0, _path)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

from core import arrival, presence  # noqa: E402

if presence.FOLDER in os.environ:
    # Held open as long as this process lives: /healthz counts its like.
    _present = presence.announce(Path(os.environ[presence.FOLDER]), presence.WEB)

application = arrival.Reception(get_wsgi_application())
