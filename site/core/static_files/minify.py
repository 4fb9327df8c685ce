"""Stylesheets without what only their readers need.

The minifiers of PyPI work by patterns and take the space of «.field :is(…)» for a needless one, which
changes what the rule is about; here the tokens of CSS decide, as WeasyPrint's parser reads them.
"""

from collections.abc import Iterable
from typing import Any

import tinycss2

_BLOCKS = {"{} block", "() block", "[] block"}
# Beside these a space never means anything.
_APART = {";", ","}


def css(source: str) -> str:
    """The sheet without comments and needless spaces."""
    nodes = tinycss2.parse_component_value_list(source, skip_comments=True)
    return tinycss2.serialize(_squeezed(nodes))


def _squeezed(nodes: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    is_space_needed = False
    for node in nodes:
        if node.type == "comment":
            continue
        if node.type == "whitespace":
            node.value = " "
            is_space_needed = bool(kept) and not _stands_apart(kept[-1])
            if is_space_needed:
                kept.append(node)
            continue
        if is_space_needed and _stands_apart(node):
            kept.pop()
        is_space_needed = False
        if node.type in _BLOCKS:
            node.content = _squeezed(node.content)
        elif node.type == "function":
            node.arguments = _squeezed(node.arguments)
        kept.append(node)
    return kept[:-1] if is_space_needed else kept


def _stands_apart(node: Any) -> bool:
    return node.type == "{} block" or (node.type == "literal" and node.value in _APART)
