from django.core.management.base import BaseCommand

from home.index import rebuild


class Command(BaseCommand):
    help = "Index all public pages and what the domains want found anew."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"Indexed: {rebuild()} entries")
