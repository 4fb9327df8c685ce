"""Many people press «Отправить» in the last seconds: how many are told that they are late (C-11).

``python -m tests.crash.rush [--people 300] [--seconds 5]`` serves a site of its own on a free port
of this machine, with a draft per person, sets the end of the applications, and lets every person
press at an instant of their own before it. Prints what came of it; ends by itself.
"""

import argparse
import datetime as dt
import http.client
import random
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.crash.browser import Browser, Page
from tests.crash.running_site import RunningSite

FORM = "/forms/contest-application/"
PATIENCE = 180.0
# From setting the end to the first press.
LEAD = 10.0


@dataclass
class Press:
    """How one person's press fared; ``margin`` is how long before the end it was sent."""

    margin: float
    took: float
    result: str


def main() -> None:
    """Lay the ground, let the people press, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash.rush")
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long the rush lasts")
    parser.add_argument("--ground", type=Path, help="a folder of an earlier run to copy from")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="site-rush-") as folder:
        site = RunningSite(Path(folder))
        if options.ground is None:
            site.prepare(options.people)
        else:
            site.copy_from(options.ground)
        try:
            site.start()
            presses = rush(site, site.ground["drafts"][: options.people], options.seconds)
            print(_report(presses))
            print(f"memory of the site: {site.memory() / 1024**2:.0f} MiB")
        finally:
            site.stop()


def rush(site: RunningSite, sessions: list[str], seconds: float) -> list[Press]:
    """Let the person of each session press once within the last ``seconds``."""
    pages = [Browser(site.url, session).get(f"{FORM}send/") for session in sessions]
    end = time.time() + LEAD + seconds
    set_end(site, end)
    presses: list[Press] = []

    def press(page: Page, at: float) -> None:
        time.sleep(max(0.0, at - time.time()))
        sent_at = time.time()
        try:
            result = send(site.port, page)
        except (OSError, http.client.HTTPException) as error:
            result = type(error).__name__
        presses.append(Press(end - sent_at, time.time() - sent_at, result))

    instants = [end - random.uniform(0.05, seconds) for _ in sessions]
    threads = [
        threading.Thread(target=press, args=item) for item in zip(pages, instants, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return presses


def set_end(site: RunningSite, end: float) -> None:
    """Let the contest take applications until this instant."""
    at = dt.datetime.fromtimestamp(end, dt.UTC).replace(tzinfo=None)
    site.write("UPDATE contest_contest SET applications_close_at=?", str(at))


def send(port: int, page: Page) -> str:
    """Press, and open the page that the answer leads to, as a browser does."""
    connection = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
    headers = {
        "Cookie": page.cookies,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", f"{FORM}send/", urlencode(page.hidden), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        return str(answer.status)
    place = answer.headers["Location"]
    connection.request("GET", place, headers=headers)
    shown = connection.getresponse()
    shown.read()
    connection.close()
    if shown.status != 200:
        return f"sent, then {shown.status}"
    return "accepted" if place == f"{FORM}done/" else f"refused ({place})"


def _report(presses: list[Press]) -> str:
    in_time = [press for press in presses if press.margin > 0]
    counts = Counter(press.result for press in in_time)
    times = sorted(press.took for press in presses)
    return "\n".join(
        (
            f"{len(in_time)} of {len(presses)} pressed in time",
            *(f"  {result}: {count}" for result, count in counts.most_common()),
            f"answer: median {statistics.median(times):.1f} s, longest {times[-1]:.1f} s",
        )
    )


if __name__ == "__main__":
    main()
