from django.core.management.base import BaseCommand

from core.rights import setup_roles


class Command(BaseCommand):
    help = "Make the groups of staff have exactly the rights that the installed apps declare."

    def handle(self, **options: object) -> None:
        for group, count in setup_roles().items():
            self.stdout.write(f"{group}: {count} rights")
