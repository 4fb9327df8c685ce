"""How much room there is where private files lie."""

import logging
import shutil
from pathlib import Path

from core import files

logger = logging.getLogger(__name__)

# What the database, the letters and smaller files need to go on.
RESERVE = 256 * 1024 * 1024


def free() -> int | None:
    """Bytes that may still be filled; None where the storage is no folder of this machine."""
    location = getattr(files.storage(), "location", None)
    if location is None:
        return None
    folder = Path(location)
    while not folder.exists():
        folder = folder.parent
    room = shutil.disk_usage(folder).free - RESERVE
    if room <= 0:
        logger.error("the disk of private files is nearly full")
    return max(room, 0)
