"""``manage.py lifecycle_diagram``: the states of a submission as a diagram for the documents."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from core.lifecycle import APPLICANT, STAFF, SYSTEM
from forms_app.lifecycle import SUBMISSION, State

_WHO = {APPLICANT: "заявитель", STAFF: "работник", SYSTEM: "система"}


def diagram() -> str:
    """The page ``docs/lifecycle-submission.md``, drawn from the transition table."""
    lines = [
        "# States of a submission",
        "",
        "Drawn by `manage.py lifecycle_diagram` from `forms_app/lifecycle.py`; a test compares.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *[f"    {state.value}: {state.label}" for state in State],
        f"    [*] --> {State.RECEIVED.value}: send",
    ]
    for row in SUBMISSION.transitions:
        who = ", ".join(_WHO[name] for name in sorted(row.who))
        lines += [
            f"    {source} --> {row.target}: {row.action} ({who})" for source in sorted(row.sources)
        ]
    lines += [f"    {State.DESTROYED.value} --> [*]", "```", ""]
    return "\n".join(lines)


class Command(BaseCommand):
    """Writes the diagram, or with ``--check`` says whether it is up to date."""

    help = "Draws docs/lifecycle-submission.md from the transition table"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check`` writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        path = Path(settings.BASE_DIR) / "docs" / "lifecycle-submission.md"
        drawn = diagram()
        if options["check"]:
            same = path.exists() and path.read_text(encoding="utf-8") == drawn
            self.stdout.write("up to date" if same else "differs: run manage.py lifecycle_diagram")
            raise SystemExit(0 if same else 1)
        path.write_text(drawn, encoding="utf-8")
        self.stdout.write(f"written: {path}")
