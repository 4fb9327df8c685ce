"""Uploads on their way to encryption: what a killed process left of them is removed.

Django keeps a big upload readable in a temporary file until the view has taken it, and removes
that file itself – unless the process is killed.
"""

import contextlib
import datetime as dt
from pathlib import Path

from django.conf import settings

# Since the last byte came: nothing takes so long to be encrypted after that.
LONGEST = dt.timedelta(hours=1)
# How Django names them: the folder may be one that other programs use too.
PATTERN = "*.upload*"


def remove_left(now: dt.datetime) -> int:
    """Delete the uploads that nobody will take any more; how many there were."""
    before = (now - LONGEST).timestamp()
    removed = 0
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(PATTERN):
        # Another process may have removed it in between.
        with contextlib.suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed
