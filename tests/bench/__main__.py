"""`make bench`: the figures of this folder, each against a baseline of the same run.

``python -m tests.bench [--write FILE] [MODULE …]`` prints a table; modules are named as their files.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
# Their rows would slow the others down.
LAST = ("graduates", "matching", "desk")
# The other files are what the figures are made with.
TOOLS = {"ground", "people", "report", "settings", "urls", "visitor"}


def main() -> None:
    """Make the ground, run the modules, print."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("modules", nargs="*", help="only these, by default all")
    parser.add_argument("--write", type=Path, help="put the table into this file too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="site-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
        started = time.monotonic()
        table = _run(options.modules)
        seconds = time.monotonic() - started
    print(table)
    print(f"{seconds:.0f} s in all", file=sys.stderr)
    if options.write:
        options.write.write_text(_page(table), encoding="utf-8")


def _run(names: list[str]) -> str:
    import django

    django.setup()
    from tests.bench import ground
    from tests.bench.report import Report

    report = Report()
    modules = _modules(names)
    with ground.database():
        ground.lay()
        for module in modules:
            module.run(report)
    return report.table()


def _modules(chosen: list[str]) -> list[ModuleType]:
    """The files of this folder that measure something, by name; those with many rows come last."""
    names = {path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_")} - TOOLS
    if unknown := set(chosen) - names:
        sys.exit(f"no such benchmarks: {', '.join(sorted(unknown))}")
    ordered = sorted(
        chosen or names, key=lambda name: (name in LAST and LAST.index(name) + 1, name)
    )
    return [import_module(f"tests.bench.{name}") for name in ordered]


def _page(table: str) -> str:
    from django.db import connection

    machine = f"{os.cpu_count()} CPUs, Python {platform.python_version()}, {connection.vendor}"
    return (
        "# Benchmarks\n\n"
        "`make bench` prints this table; `make bench` with `--write` keeps it. Each figure is a\n"
        "ratio to a baseline measured in turns with it in the same run: compare the ratios, the\n"
        "absolute times depend on the machine.\n\n"
        f"This run: {machine}.\n\n{table}\n"
    )


if __name__ == "__main__":
    main()
