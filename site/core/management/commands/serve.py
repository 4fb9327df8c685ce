import os
import socket
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core import clock, earlier, presence, queues, waiting_uploads
from core.supervisor import Child, Supervisor

# Nearly all of a web worker's threads only receive: core.arrival lets few of them work. They are made
# when they are needed, and all of three hundred people who press at once find one.
RECEIVING_THREADS = 256


class Command(BaseCommand):
    help = "Run the whole site: web server, workers and regular work; whatever dies is restarted."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--web-workers", type=int, default=2, help="web processes")

    def handle(self, *, host: str, port: int, web_workers: int, **options: object) -> None:
        os.umask(0o077)
        if trouble := earlier.trouble(connection):
            raise CommandError(trouble)
        connection.close()
        self._refuse_without_static_files()
        self._refuse_taken_port(host, port)
        waiting_uploads.remove_left(clock.of_machine())
        python = [sys.executable, "-u"]
        manage = [*python, str(settings.BASE_DIR / "manage.py")]
        web = [*python, "-m", "granian", "--interface", "wsgi", "--host", host]
        web += ["--port", str(port), "--workers", str(web_workers), "--respawn-failed-workers"]
        web += ["--blocking-threads", str(RECEIVING_THREADS)]
        web += ["--no-ws", "--log-level", "error", "config.wsgi:application"]
        worker = [*manage, "db_worker", "--no-startup-delay", "--verbosity", "0", "--queue-name"]
        children = [
            Child("web server", web),
            Child(presence.WORKER, [*worker, queues.DEFAULT]),
            # Pages and letters go first.
            Child(presence.HEAVY_WORKER, ["nice", "-n", "10", *worker, queues.HEAVY]),
            Child(presence.REGULAR_WORK, [*manage, "tick", "--each-minute", "--verbosity", "0"]),
        ]
        address = f"http://{_shown(host)}:{port}"
        self.stdout.write(f"starting {address} (it answers in some seconds), stop with Ctrl+C")
        with tempfile.TemporaryDirectory(prefix="site-processes-") as folder:
            environ = {presence.FOLDER: folder, presence.WEB_WORKERS: str(web_workers)}
            Supervisor(children, say=self.stderr.write).run(_environ() | environ)
        self.stdout.write("stopped")

    def _refuse_without_static_files(self) -> None:
        try:
            staticfiles_storage.url("css/site.css")
        except ValueError:
            raise CommandError("Run collectstatic first: the pages have no stylesheet.") from None

    def _refuse_taken_port(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(f"port {port} is taken: {error.strerror}") from error


def _shown(host: str) -> str:
    # Passkeys work on localhost but not on 127.0.0.1.
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host  # noqa: S104


def _environ() -> dict[str, str]:
    root = Path(settings.BASE_DIR)
    paths = [str(root / "site"), str(root), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
    }
