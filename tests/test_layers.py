"""What import-linter cannot see: layers in string foreign keys and in templates (DESIGN.md §1)."""

import re
from pathlib import Path

import pytest
from django.apps import apps

pytestmark = pytest.mark.everywhere

ROOT = Path(__file__).resolve().parents[1]
# Each app may lean on those after it; the two domains share a place and do not know each other.
ORDER = [["contest", "placement"], ["home"], ["forms_app"], ["core"]]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
TAG = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
LOAD = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")


def may_lean_on(who: str, whom: str) -> bool:
    """Whether the layers let ``who`` know ``whom``."""
    return who == whom or RANK[whom] > RANK[who]


def app_of(path: Path) -> str | None:
    """The app that a template belongs to, by its first folder; None for the common ones."""
    first = path.relative_to(ROOT / "templates").parts[0]
    return first if first in RANK else None


def templates() -> list[Path]:
    """All templates of our apps."""
    return [path for path in sorted((ROOT / "templates").rglob("*.html")) if app_of(path)]


@pytest.mark.req("X-9")
def test_relations_between_models_follow_the_layers():
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if model._meta.app_label in RANK
        and field.is_relation
        and not field.auto_created
        and field.related_model is not None
        and field.related_model._meta.app_label in RANK
        and not may_lean_on(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert wrong == []


@pytest.mark.req("X-9")
def test_templates_follow_the_layers():
    wrong = []
    for path in templates():
        who = app_of(path)
        for name in TAG.findall(path.read_text(encoding="utf-8")):
            whom = name.split("/")[0]
            if whom in RANK and not may_lean_on(who, whom):
                wrong.append(f"{path.relative_to(ROOT)} → {name}")
    assert wrong == []


def test_template_tags_follow_the_layers():
    owners = {
        library.stem: name
        for name in RANK
        for folder in (ROOT / name, ROOT / "site" / name)
        for library in folder.glob("templatetags/*.py")
        if library.stem != "__init__"
    }
    # The page frame is the home app's face; every public page stands in it.
    frame = {library for library, owner in owners.items() if owner == "home"}
    wrong = [
        f"{path.relative_to(ROOT)} → {library}"
        for path in templates()
        for names in LOAD.findall(path.read_text(encoding="utf-8"))
        for library in names.split(" from ")[-1].split()
        if library in owners
        and library not in frame
        and not may_lean_on(app_of(path), owners[library])
    ]
    assert wrong == []


def test_model_names_in_strings_follow_the_layers():
    """String references such as apps.get_model("contest.Entry") follow the layers too."""
    reference = re.compile(r"""["'](contest|placement|home|forms_app)\.[A-Z]\w+["']""")
    wrong = [
        f"{path.relative_to(ROOT)} → {whom}"
        for who in RANK
        for folder in (ROOT / who, ROOT / "site" / who)
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
        for whom in reference.findall(path.read_text(encoding="utf-8"))
        if not may_lean_on(who, whom)
    ]
    assert wrong == []


def test_site_stays_a_container():
    assert not (ROOT / "site" / "__init__.py").exists()
