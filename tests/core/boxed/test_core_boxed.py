"""The boxed child: what strangers' files make of it never reaches the site."""

import contextlib
import io
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from core import boxed
from core.boxed import parent
from core.errors import Refused

MB = boxed.MB
LIMITS = {"memory": 256 * MB, "seconds": 1, "wall": 2, "answer": MB}


def run(name: str, *files, **options):
    output = MB if name == "measure" else 0
    job = boxed.register(f"tests.core.boxed.jobs.{name}", output=output, **LIMITS)
    return boxed.run(job, files, **options)


# --- what works ----------------------------------------------------------------------------------


def test_a_function_gets_files_and_options_and_gives_a_value_and_a_file(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    in_memory = io.BytesIO(b"two")
    in_memory.seek(2)
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", 5, None)
    upload.write(b"three")
    upload.seek(0)
    answer = run("measure", b"one", in_memory, upload, word="ёж")
    assert answer.value == {"sizes": [3, 3, 5], "word": "ёж"}
    assert answer.output.read() == b"ONE"
    assert in_memory.tell() == 0
    upload.close()


def test_the_words_of_a_refusal_come_back():
    with pytest.raises(Refused) as refusal:
        run("refuse")
    assert (refusal.value.message, refusal.value.field) == ("В файле нет страниц.", "scan")
    assert not isinstance(refusal.value, boxed.Verdict)


def test_several_threads_use_it_at_once():
    with ThreadPoolExecutor(6) as pool:
        values = list(pool.map(lambda n: run("measure", b"x" * n, word="").value, range(6)))
    assert [value["sizes"] for value in values] == [[n] for n in range(6)]


def test_only_registered_functions_run():
    with pytest.raises(LookupError):
        boxed.run(boxed.Job("os.system", 256 * MB, 1, 3, MB, 0), [])


def test_a_function_is_not_registered_twice_with_other_limits():
    boxed.register("tests.core.boxed.jobs.nowhere", seconds=1)
    with pytest.raises(ValueError, match="registered twice"):
        boxed.register("tests.core.boxed.jobs.nowhere", seconds=2)


# --- what it cannot do -----------------------------------------------------------------------------


@pytest.mark.req("X-4")
def test_the_child_reaches_nothing_outside(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    path = tmp_path / "there"
    path.write_bytes(b"x")
    attempts = run("attempts", b"x", path=str(path)).value
    refused = {
        attempts.pop(name) for name in ("open", "create", "socket", "pipe", "import", "start")
    }
    assert refused == {"OSError24"}
    assert attempts["copy"] != "done"
    assert "SECRET_KEY" not in attempts["environment"]
    assert attempts["django"] == "False"
    assert not (tmp_path / "there.new").exists()


# --- how it ends ---------------------------------------------------------------------------------

ENDS = [
    ("allocate", {}, boxed.OutOfMemory),
    ("loop", {}, boxed.OutOfTime),
    ("sleep", {}, boxed.OutOfTime),
    ("sleep_without_signals", {}, boxed.OutOfTime),
    ("fail", {}, boxed.Crashed),
    ("die", {"number": int(signal.SIGKILL)}, boxed.Crashed),
    ("die", {"number": int(signal.SIGSEGV)}, boxed.Crashed),
    ("leave", {}, boxed.Crashed),
    ("no_json", {}, boxed.Crashed),
    ("no_number", {}, boxed.Crashed),
    ("half_a_letter", {}, boxed.Crashed),
    ("answer_a_lie", {}, boxed.Crashed),
    ("answer_too_deep", {}, boxed.Crashed),
    ("no_such_function", {}, boxed.Crashed),
    ("complain_much", {}, boxed.TooMuchOutput),
    ("answer_much", {}, boxed.TooMuchOutput),
    ("write_much", {}, boxed.TooMuchOutput),
    ("write_a_little_much", {}, boxed.TooMuchOutput),
]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("name", "options", "verdict"), ENDS)
def test_every_bad_end_is_a_verdict_in_words(name, options, verdict):
    with pytest.raises(verdict) as ended:
        run(name, b"somebody's passport", **options)
    assert type(ended.value) is verdict
    assert ended.value.message


def test_printing_a_gigabyte_goes_nowhere():
    assert run("print_much").value == "printed"


def test_what_an_abort_says_tells_whether_memory_was_short():
    with pytest.raises(boxed.OutOfMemory):
        run("abort_for_memory")


def test_what_the_child_started_ends_with_it(monkeypatch):
    """The copy would hold the pipe open for ten minutes, and go on."""
    started = []
    start = parent._start
    monkeypatch.setattr(parent, "_start", lambda *args: started.append(start(*args)) or started[0])
    with pytest.raises(Refused):
        run("leave_a_child")
    deadline = time.monotonic() + 20
    while _is_running(started[0].pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_running(group: int) -> bool:
    """Whether a process of the group does more than wait to be counted out."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, member_of = stat.read_text().rpartition(")")[2].split()[:3]
            if member_of == str(group) and state != "Z":
                return True
    return False


def _open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.req("X-5")
def test_the_log_names_the_kind_of_error_but_not_what_the_file_holds(caplog):
    with pytest.raises(boxed.Crashed):
        run("fail", b"somebody's passport")
    assert "ValueError at" in caplog.text
    assert "passport" not in caplog.text


def test_no_descriptor_is_left_open():
    run("measure", b"one", word="").output.close()
    before = _open_descriptors()
    run("measure", b"one", word="").output.close()
    with pytest.raises(Refused):
        run("refuse", b"one")
    assert _open_descriptors() == before


def test_too_many_at_once_are_told_to_wait(monkeypatch):
    monkeypatch.setattr(parent, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(parent, "WAIT_FOR_PLACE", 0)
    with parent._places, pytest.raises(boxed.Busy, match="Подождите"):
        run("measure", word="")
    assert run("measure", word="").value
