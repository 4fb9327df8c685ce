"""One boxed child process for whatever a stranger's file can break (tables, PDFs, video).

    JOIN = boxed.register("core.pdfs.inside.join", memory=512 * MB, output=60 * MB)   # once, in a module
    answer = boxed.run(JOIN, [upload, some_bytes], title="Заявка")                    # raises Refused
    answer.value, answer.output.read()               # what the function returned; what it wrote

The function is plain Python without Django: ``def join(files, output, *, title) -> JSON value``.
A file too large for memory goes in as ``Served(reader, size)``: the child asks for the bytes it needs.
``files`` are readable and seekable, ``output`` is a binary file; ``raise Refused("…")`` says in Russian
what is wrong. Importing its module is the warm-up: afterwards no file, socket or further import
can be opened, so import everything (codecs and plugins too) at the top of that module.

Every way in which the child ends without an answer is a Refused of its own kind, with words for the
person who sent the file: OutOfMemory, OutOfTime, TooMuchOutput, Crashed, Busy.
"""

from .errors import Busy, Crashed, OutOfMemory, OutOfTime, TooMuchOutput, Verdict
from .jobs import MB, Job, register
from .parent import Answer, run
from .served import Served

__all__ = [
    "MB",
    "Answer",
    "Busy",
    "Crashed",
    "Job",
    "OutOfMemory",
    "OutOfTime",
    "Served",
    "TooMuchOutput",
    "Verdict",
    "register",
    "run",
]
