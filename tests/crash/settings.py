"""The demonstration's settings on tables made from the models: migrating takes too long here."""

from config.settings.dev import *
from config.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.crash.dying.Dying"]


class _NoMigrations(dict):
    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> None:
        return None


MIGRATION_MODULES = _NoMigrations()
