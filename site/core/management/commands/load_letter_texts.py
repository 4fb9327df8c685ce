from django.core.management.base import BaseCommand

from core.letters import load_letter_texts


class Command(BaseCommand):
    help = "Bring the letter texts to the declared ones; those that staff have edited stay."

    def handle(self, **options: object) -> None:
        added = load_letter_texts()
        self.stdout.write(f"letter texts added: {', '.join(added) if added else 'none'}")
