"""Whatever the graduates' nouns write into a history has Russian words of its own (X-4)."""

import ast
import importlib
from pathlib import Path

import pytest

from core.back_office.admin import _history_words
from placement.cases.lifecycle import CASE
from placement.graduates.models import Graduate
from placement.mentors.lifecycle import SHEET
from placement.referrals.lifecycle import REFERRAL
from placement.resumes.lifecycle import RESUME
from placement.wagtail_hooks import group

ROOT = Path(__file__).resolve().parents[2] / "placement"
# Nouns whose services write into the history of their own rows, or of the graduate's card.
NOUNS = (
    "assistance",
    "cases",
    "consultations",
    "graduates",
    "grants",
    "matching",
    "mentors",
    "needs",
    "referrals",
    "resumes",
)
LOGS = {"log", "_log", "log_change", "log_changes", "_move"}
# Of those whose services log the move that they were given.
LIFECYCLES = {
    "cases": CASE,
    "mentors": SHEET,
    "referrals": REFERRAL,
    "resumes": RESUME,
}


def logged_by(noun: str) -> set[str]:
    """Codes of actions that the services of a noun name, in themselves or by a constant."""
    folder = ROOT / noun
    sources = [*folder.glob("services.py"), *folder.glob("services/*.py")]
    codes: set[str] = set()
    for source in sources:
        dotted = ".".join(source.relative_to(ROOT.parent).with_suffix("").parts)
        module = importlib.import_module(dotted.removesuffix(".__init__"))
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if (getattr(node.func, "attr", None) or getattr(node.func, "id", "")) in LOGS:
                named = [k.value for k in node.keywords if k.arg == "action"]
                codes |= {text_of(one) for one in node.args}
                codes |= {text_of(one, module) for one in named}
    return codes - {""}


def text_of(argument: ast.expr, module: object = None) -> str:
    """What an argument says as a text: written out, or a constant of ``module``."""
    if isinstance(argument, ast.Constant):
        value = argument.value
    else:
        value = getattr(module, getattr(argument, "id", ""), None)
    return value if isinstance(value, str) else ""


def words_of(noun: str) -> dict[str, str]:
    """The words of the noun's desks and of the card."""
    words = dict(_history_words[Graduate])
    for desk in group.modeladmin_instances:
        if type(desk).__module__.startswith(f"placement.{noun}."):
            words |= desk.history_words
    return words


@pytest.mark.parametrize("noun", NOUNS)
def test_each_action_that_is_logged_has_words(noun):
    logged = logged_by(noun)
    assert logged
    assert logged - set(words_of(noun)) == set()


@pytest.mark.parametrize("noun", LIFECYCLES)
def test_each_move_between_states_has_words(noun):
    moves = LIFECYCLES[noun].codes
    assert moves - set(words_of(noun)) == set()
