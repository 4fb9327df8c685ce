from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Load the demonstration content of all installed apps; run again, it repairs it."

    def handle(self, **options: object) -> None:
        for name in ("core", "forms_app", "home", *settings.DOMAINS):
            if apps.is_installed(name) and find_spec(f"{name}.demo") is not None:
                self.stdout.write(f"demonstration content of {name}")
                import_module(f"{name}.demo").load(self.stdout)
