import datetime as dt
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contest.setup.checks import contest_warnings
from contest.setup.models import Contest
from contest.setup.services import Plan, contest_like, contest_of_2024
from core.errors import Refused
from core.models import Organisation


def day(text: str) -> dt.date:
    """A date typed as 2027-05-27."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text}: пишите дату так – 2027-05-27") from error


class Command(BaseCommand):
    help = (
        "Make an unpublished contest: like an earlier one (--from), or by the regulation of 2024 "
        "(--operator, --founder)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="address of the new contest; it never changes")
        parser.add_argument("--from", dest="source", help="address of an earlier contest")
        parser.add_argument("--operator", help="code of the organisation that runs it")
        parser.add_argument("--founder", help="code of the organisation that approves the results")
        parser.add_argument("--opens", type=day, required=True, help="first day of applications")
        parser.add_argument("--last-day", type=day, required=True, help="last day of applications")

    def handle(self, **options: Any) -> None:
        plan = Plan(
            options["slug"], options["last_day"].year, options["opens"], options["last_day"]
        )
        try:
            contest = self._make(plan, options)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Конкурс создан и не опубликован: {contest} ({contest.slug}).")
        for warning in contest_warnings(contest):
            self.stdout.write(f"– {warning}")

    def _make(self, plan: Plan, options: dict[str, Any]) -> Contest:
        if options["source"]:
            source = Contest.objects.filter(slug=options["source"]).first()
            if source is None:
                raise CommandError(f"Нет конкурса «{options['source']}».")
            return contest_like(source, plan)
        if not (options["operator"] and options["founder"]):
            raise CommandError("Назовите --from или --operator и --founder.")
        organisations = {o.code: o for o in Organisation.objects.all()}
        missing = {options["operator"], options["founder"]} - organisations.keys()
        if missing:
            raise CommandError(f"Нет организации: {', '.join(sorted(missing))}.")
        return contest_of_2024(
            plan,
            operator=organisations[options["operator"]],
            founder=organisations[options["founder"]],
        )
