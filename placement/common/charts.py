"""Charts: drawn by pygal, styled and described here (P-2.4d, FACTS § 5).

A picture of its own address: the page's policy forbids inline styles, a picture brings its few.
It has a title and a description, follows the reader's light, dark or three-colour scheme, and
carries neither script nor style attribute. What it shows stands in the page's tables too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import pygal
from pygal.style import Style

SVG = "{http://www.w3.org/2000/svg}"
_LIGHT = ("#1b2226", "#0b5566", "#d3d0c6", "#ffffff")
_DARK = ("#eceae4", "#86cbd9", "#38434a", "#1b2226")
# Ink, bars, lines and ground of each scheme; the names are those of the display settings.
SCHEMES: dict[str, tuple[str, str, str, str]] = {
    "auto": _LIGHT,
    "black-on-white": ("#000000", "#000000", "#000000", "#ffffff"),
    "white-on-black": ("#ffffff", "#ffffff", "#ffffff", "#000000"),
    "blue": ("#05244a", "#05244a", "#05244a", "#d3e7fb"),
    "beige": ("#43290f", "#43290f", "#43290f", "#f7efd9"),
}
# For a wide and for a narrow screen: units across, letters of a label beside the bars, size of text.
WIDTHS = {"wide": (760, 34, 15), "narrow": (300, 12, 12)}
# Lines of a bar, and widths of a letter, in sizes of the text.
_ROW = 2.2
_LETTER = 0.6
_MARGIN = 8
_RULES = """
svg {{ background: {ground}; font-family: system-ui, sans-serif; }}
.background {{ fill: {ground}; }}
text {{ fill: {ink}; font-size: {size}px; stroke: none; }}
.axis.y text {{ text-anchor: end; }}
.axis.x text {{ text-anchor: middle; }}
.axis .line {{ fill: none; stroke: {line}; }}
.rect {{ fill: {bar}; stroke: none; }}
.value {{ text-anchor: start; }}
"""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length (None: nothing to draw) and what is written at it."""

    label: str
    value: int | None
    text: str


@dataclass(frozen=True)
class Chart:
    """What a chart shows, whatever it looks like."""

    title: str
    bars: Sequence[Bar]
    is_percent: bool = True

    @property
    def description(self) -> str:
        """The whole chart in words."""
        return f"{self.title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in self.bars) + "."

    @property
    def short_description(self) -> str:
        """The chart for whoever does not see it; the figures themselves stand in the tables."""
        return f"Столбчатая диаграмма: {self.title}. Все числа есть в таблице на этой странице."


def draw(chart: Chart, *, scheme: str, width: str) -> bytes:
    """The chart as SVG; KeyError for an unknown scheme or width. Same input, same bytes."""
    across, letters, size = WIDTHS[width]
    labels = [_cut(bar.label, letters) for bar in chart.bars]
    left = _text_width(labels, size)
    top = 100 if chart.is_percent else max([1, *(bar.value or 0 for bar in chart.bars)])
    # To the right of the longest bar its text must still fit.
    room = across - left - 2 * _MARGIN
    bars_share = max(1 - _text_width([bar.text for bar in chart.bars], size) / room, 0.1)
    picture = pygal.HorizontalBar(
        js=[],
        width=across,
        height=height(chart, width),
        margin=_MARGIN,
        range=(0, top / bars_share),
        show_legend=False,
        show_x_labels=False,
        print_values=True,
        print_values_position="top",
        # A little more room than the letters measure: fonts differ.
        style=Style(label_font_size=size + 1, value_font_size=size),
    )
    # A horizontal chart grows from below: the first bar of the list stands last.
    picture.x_labels = labels[::-1]
    picture.add("", [_value(bar) for bar in reversed(chart.bars)])
    return _finish(picture.render_tree(), chart, style_of(scheme, width))


def height(chart: Chart, width: str) -> int:
    """How high the picture is, in the units of `WIDTHS`."""
    return int(len(chart.bars) * _ROW * WIDTHS[width][2]) + 2 * _MARGIN


def _value(bar: Bar) -> dict[str, Any]:
    return {"value": bar.value or 0, "formatter": lambda _: bar.text}


def _cut(label: str, letters: int) -> str:
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _text_width(texts: Sequence[str], size: int) -> float:
    return max((len(text) for text in texts), default=0) * _LETTER * size + size


def _finish(drawn: Any, chart: Chart, style: str) -> bytes:
    """Keep the drawing alone: no script, no style attributes, no tips; a title, our own style."""
    root = ET.fromstring(_plain(drawn))  # noqa: S314 - drawn a moment ago, from escaped text
    for parent in list(root.iter()):
        parent.attrib.pop("style", None)
        for child in list(parent):
            kind = (child.get("class") or "").split()
            if child.tag in _DROPPED or "tooltip-overlay" in kind:
                parent.remove(child)
    root.attrib = {
        "viewBox": root.get("viewBox", ""),
        "role": "img",
        "lang": "ru",
        "aria-labelledby": "title description",
    }
    named = (("title", chart.title), ("desc", chart.description), ("style", style))
    ids = {"title": "title", "desc": "description"}
    for place, (tag, text) in enumerate(named):
        node = ET.Element(f"{SVG}{tag}", {"id": ids[tag]} if tag in ids else {})
        node.text = text
        root.insert(place, node)
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


_DROPPED = {f"{SVG}{tag}" for tag in ("defs", "title", "desc", "script", "style")}


def _plain(drawn: Any) -> str:
    """The drawing as text: pygal builds it with lxml where that is there."""
    try:
        from lxml import etree
    except ImportError:
        return ET.tostring(drawn, encoding="unicode")
    for comment in list(drawn.iter(etree.Comment)):
        comment.getparent().remove(comment)
    return str(etree.tostring(drawn, encoding="unicode"))


def style_of(scheme: str, width: str) -> str:
    """The rules inside the picture; its policy allows exactly them."""
    size = WIDTHS[width][2]

    def rules(colours: tuple[str, str, str, str]) -> str:
        ink, bar, line, ground = colours
        return _RULES.format(ink=ink, bar=bar, line=line, ground=ground, size=size)

    style = rules(SCHEMES[scheme])
    if scheme == "auto":
        style += f"@media (prefers-color-scheme: dark) {{{rules(_DARK)}}}\n"
    return style
