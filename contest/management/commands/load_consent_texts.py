from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contest.setup.consents.loading import load_texts
from contest.setup.models import Contest
from core.models import Organisation

from .new_contest import day


class Command(BaseCommand):
    help = "Add the missing consent texts of the contests' operators; existing versions stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--operator", help="code of the organisation; all operators if absent")
        parser.add_argument(
            "--full-from",
            type=day,
            help="also add version 3, which names operator, data and actions, in force from this day",
        )

    def handle(self, **options: Any) -> None:
        operators = Organisation.objects.filter(pk__in=Contest.objects.values("operator"))
        if options["operator"]:
            operators = Organisation.objects.filter(code=options["operator"])
            if not operators:
                raise CommandError(f"Нет организации «{options['operator']}».")
        for operator in operators:
            added = load_texts(operator, full_from=options["full_from"])
            self.stdout.write(f"Тексты согласий, {operator}: добавлено {added}.")
