from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.models import Organisation
from placement.agreements.services.templates import load_templates
from placement.agreements.setting_up import journals
from placement.assistance.setting_up import assistance_journal, refusals_journal
from placement.cases.step_kinds import load_step_kinds
from placement.requests.setting_up import take_requests


class Command(BaseCommand):
    help = (
        "Let an organisation take requests of employers and graduates and register agreements: make its journals, "
        "add the missing consent texts and templates of agreements; what is there stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("operator", help="code of the organisation, as made in /cms/")

    def handle(self, **options: Any) -> None:
        operator = Organisation.objects.filter(code=options["operator"]).first()
        if operator is None:
            raise CommandError(f"Нет организации «{options['operator']}».")
        texts_added = take_requests(operator)
        self.stdout.write(
            f"Заявки работодателей принимает {operator}; текстов добавлено: {texts_added}."
        )
        assistance_journal(), refusals_journal()
        kept, added = journals().count(), load_templates()
        self.stdout.write(f"Журналов договоров: {kept}; шаблонов добавлено: {added}.")
        self.stdout.write(f"Видов шагов сопровождения добавлено: {load_step_kinds()}.")
