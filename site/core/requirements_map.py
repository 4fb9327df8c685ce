"""Which tests prove which requirement: read from the tests' marks, without running them."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path


def known_requirements(listing: Path) -> dict[str, str]:
    """Titles of the requirements by id, in the order of the project's own list."""
    lines = listing.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return {line[0]: line[1] for line in pairs}


def proofs(tests: Path) -> dict[str, list[str]]:
    """The tests that name each requirement, as ``folder/file.py::test``."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(tests.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        name = path.relative_to(tests.parent).as_posix()
        whole_file = [
            mark
            for node in tree.body
            if isinstance(node, ast.Assign) and _is_named(node.targets[0], "pytestmark")
            for mark in _marks(node.value)
        ]
        for test, marks in _tests(tree.body, whole_file):
            for requirement in dict.fromkeys(marks):
                found[requirement].append(f"{name}::{test}")
    return dict(found)


def _tests(body: list[ast.stmt], inherited: list[str]) -> Iterator[tuple[str, list[str]]]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        marks = [*inherited, *(mark for row in node.decorator_list for mark in _marks(row))]
        if isinstance(node, ast.ClassDef):
            for test, deeper in _tests(node.body, marks):
                yield f"{node.name}::{test}", deeper
        elif node.name.startswith("test_"):
            yield node.name, marks


def _marks(node: ast.AST) -> Iterator[str]:
    """Arguments of every ``pytest.mark.req(…)`` within ``node``."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and _is_named(call.func, "req"):
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _is_named(node: ast.AST, name: str) -> bool:
    return (isinstance(node, ast.Name) and node.id == name) or (
        isinstance(node, ast.Attribute) and node.attr == name
    )
