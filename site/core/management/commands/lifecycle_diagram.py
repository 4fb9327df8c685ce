"""``manage.py lifecycle_diagram``: the states of each noun as a diagram for the documents."""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from core.lifecycle import APPLICANT, STAFF, SYSTEM, Lifecycle

_WHO = {APPLICANT: "заявитель", STAFF: "работник", SYSTEM: "система"}


def declared() -> dict[str, tuple[Lifecycle, str]]:
    """The lifecycles that installed apps or their nouns declare in ``lifecycle.py``, and where."""
    found: dict[str, tuple[Lifecycle, str]] = {}
    for config in apps.get_app_configs():
        folder = Path(config.path)
        for path in sorted([*folder.glob("lifecycle.py"), *folder.glob("*/lifecycle.py")]):
            parts = path.relative_to(folder).with_suffix("").parts
            module = import_module(".".join([config.name, *parts]))
            for value in vars(module).values():
                if isinstance(value, Lifecycle) and value.states is not None:
                    found[value.name] = (value, "/".join([config.name, *parts]) + ".py")
    return found


def diagram(lifecycle: Lifecycle, source: str) -> str:
    """The page ``docs/lifecycle-<name>.md``, drawn from the transition table of ``source``."""
    assert lifecycle.states is not None
    first = lifecycle.states.values[0]
    lines = [
        f"# States of a {lifecycle.name}",
        "",
        f"Drawn by `manage.py lifecycle_diagram` from `{source}`; a test compares.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        # A second colon would end the description.
        *[f"    {value}: {label.replace(':', ' –')}" for value, label in lifecycle.states.choices],
        f"    [*] --> {first}: {lifecycle.begins}",
    ]
    for row in lifecycle.transitions:
        who = ", ".join(_WHO[name] for name in sorted(row.who))
        lines += [
            f"    {one} --> {row.target}: {row.action} ({who})" for one in sorted(row.sources)
        ]
    left = {one for row in lifecycle.transitions for one in row.sources}
    lines += [f"    {value} --> [*]" for value in lifecycle.states.values if value not in left]
    return "\n".join([*lines, "```", ""])


class Command(BaseCommand):
    """Writes the diagrams, or with ``--check`` says whether they are up to date."""

    help = "Draws docs/lifecycle-<name>.md from the transition tables"

    def add_arguments(self, parser: CommandParser) -> None:
        """Names choose; ``--check`` writes nothing."""
        parser.add_argument("names", nargs="*", choices=[[], *declared()], help="default: all")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        known = declared()
        differing = []
        for name in options["names"] or known:
            path = Path(settings.BASE_DIR) / "docs" / f"lifecycle-{name}.md"
            drawn = diagram(*known[name])
            if not options["check"]:
                path.write_text(drawn, encoding="utf-8")
                self.stdout.write(f"written: {path}")
            elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
                differing.append(path.name)
        if options["check"]:
            said = f"differ: {', '.join(differing)}; run manage.py lifecycle_diagram"
            self.stdout.write(said if differing else "up to date")
            raise SystemExit(1 if differing else 0)
