from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.requirements_map import known_requirements, proofs


class Command(BaseCommand):
    help = "Print a line per requirement with the tests that prove it, or «unproved»."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        known = known_requirements(settings.BASE_DIR / "docs" / "requirements-ids.txt")
        proved = proofs(settings.BASE_DIR / "tests")
        for requirement, title in known.items():
            tests = ", ".join(proved.get(requirement, [])) or "unproved"
            self.stdout.write(f"{requirement}\t{title}\t{tests}")
        done = sum(requirement in proved for requirement in known)
        self.stdout.write(f"{done} of {len(known)} requirements have a test")
        if unknown := sorted(proved.keys() - known.keys()):
            raise CommandError(f"tests name unknown requirements: {', '.join(unknown)}")
