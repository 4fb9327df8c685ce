from django.core.management.base import BaseCommand

from core.letters import load_letter_texts


class Command(BaseCommand):
    help = "Add the letter texts that are missing; texts that staff may have edited stay."

    def handle(self, **options: object) -> None:
        added = load_letter_texts()
        self.stdout.write(f"letter texts added: {', '.join(added) if added else 'none'}")
