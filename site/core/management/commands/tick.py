import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from core import clock
from core.tick import run_due

MINUTE = 60


class Command(BaseCommand):
    help = "Run the regular work that is due: reminders, retention, scheduled publishing, sweeps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--each-minute", action="store_true", help="go on, once a minute, until stopped"
        )

    def handle(self, *, each_minute: bool, verbosity: int, **options: object) -> None:
        self._run(verbosity)
        while each_minute:
            time.sleep(MINUTE - clock.of_machine().timestamp() % MINUTE)
            close_old_connections()
            self._run(verbosity)

    def _run(self, verbosity: int) -> None:
        results = run_due()
        if not verbosity:
            return
        for name, said in results.items():
            self.stdout.write(f"{name}: {said or 'done'}")
        if not results:
            self.stdout.write("nothing is due")
