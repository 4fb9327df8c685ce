"""Contrast of two colours as WCAG 2.2 measures it (1.4.3)."""

import re
from fractions import Fraction

MINIMUM = Fraction(9, 2)
# What the brand colour is laid on, or carries, in each theme: static/css/tokens.css has the same.
LIGHT_SURFACES = ("#f7f6f2", "#ffffff", "#eeece5", "#e1edef")
DARK_SURFACES = ("#13181b", "#1b2226", "#252e33", "#1d343b")
ON_BRAND_LIGHT = "#ffffff"
ON_BRAND_DARK = "#0e191d"

# Below it the curve of sRGB is a straight line.
_DARK_CHANNEL = 0.04045
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def is_colour(text: str) -> bool:
    """Whether ``text`` is a colour like «#0b5566»."""
    return _HEX.fullmatch(text) is not None


def ratio(one: str, other: str) -> float:
    """Contrast from 1 to 21 of two colours like «#0b5566», in either order.

    Raises ``ValueError`` for anything else.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(colour: str, surfaces: tuple[str, ...]) -> list[str]:
    """The surfaces on which ``colour`` stays under 4.5 : 1."""
    return [surface for surface in surfaces if ratio(colour, surface) < MINIMUM]


def _luminance(colour: str) -> float:
    if not is_colour(colour):
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK_CHANNEL else ((channel + 0.055) / 1.055) ** 2.4
