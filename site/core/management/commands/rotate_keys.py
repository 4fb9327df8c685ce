"""Wrap every person's key by the first master key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.crypto import rewrap_keys
from core.errors import KeyMissing, Tampered

STEP = 500


class Command(BaseCommand):
    help = (
        "Wraps every person's key by the first master key of PRIVATE_KEYS. Add the new master key "
        "in front, restart, run this, then drop the old one. Can be run again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrap, with progress each STEP keys."""
        try:
            done = rewrap_keys(progress=self._progress)
        except (KeyMissing, Tampered) as error:
            raise CommandError(
                f"Stopped: {error}. Nothing is lost; mend it and run again."
            ) from error
        self.stdout.write(
            f"Master key «{done.master}»: {done.rewrapped} rewrapped, {done.already} already under it."
        )

    def _progress(self, done: int, total: int) -> None:
        if done % STEP == 0 and done < total:
            self.stdout.write(f"{done} of {total}")
