from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.demo_accounts import make_accounts, password


class Command(BaseCommand):
    help = "Make the demonstration accounts of staff and print them."

    def handle(self, **options: object) -> None:
        if not settings.DEMO_ACCOUNTS:
            raise CommandError("demonstration accounts are switched off by these settings")
        people = make_accounts()
        if not people:
            raise CommandError("there are no groups yet: run setup_roles first")
        width = max(len(person.email) for person in people)
        self.stdout.write(f"Staff accounts, log in at {settings.SITE_URL}/cms/")
        for person in people:
            self.stdout.write(f"  {person.email:<{width}}  {person.group}")
        self.stdout.write(f"Password of all of them on this machine: {password()}")
