"""A migration by what it does: its number changes while several people write migrations."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def migration(app: str, name: str) -> ModuleType:
    """The module of the app's migration with this name."""
    (path,) = (ROOT / app / "migrations").glob(f"[0-9]*_{name}.py")
    return import_module(f"{app}.migrations.{path.stem}")
