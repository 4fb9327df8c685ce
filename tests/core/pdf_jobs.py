"""What the tests run in the child in place of the real joining."""

import os
import signal
from typing import IO, Any

from core.pdfs import joining


def join_or_die(files: list[IO[bytes]], output: IO[bytes], **options: Any) -> Any:
    """Join, unless one of the files is deadly."""
    for file in files:
        if b"deadly" in file.read():
            os.kill(os.getpid(), signal.SIGSEGV)
        file.seek(0)
    return joining.join(files, output, **options)
