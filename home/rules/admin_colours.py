"""The site's colours in the words of Wagtail's admin, which mixes its shades of hue and lightness."""

import colorsys

_PARTS = ("hue", "saturation", "lightness")
_LIGHT = ("primary", "secondary")
# What Wagtail's dark theme writes on its dark surfaces.
_DARK = (
    "text-link-default",
    "text-link-hover",
    "text-button-outline-default",
    "text-button-outline-hover",
    "border-button-outline-default",
    "border-button-outline-hover",
)


def stylesheet(*, light: str, dark: str) -> str:
    """The admin's variables for two colours like «#0b5566».

    Both were judged before (`rules.contrast`): white can be read on ``light``, and ``dark`` on dark
    surfaces; the shades that Wagtail makes of them keep to that.
    """
    parts = zip(_PARTS, hsl(light), strict=True)
    values = [(f"{name}-{part}", value) for part, value in parts for name in _LIGHT]
    on_dark = _rule([(name, dark) for name in _DARK])
    return (
        f":root {{ {_rule(values)} }}\n"
        f".w-theme-dark {{ {on_dark} }}\n"
        f"@media (prefers-color-scheme: dark) {{ .w-theme-system {{ {on_dark} }} }}\n"
    )


def hsl(colour: str) -> tuple[str, str, str]:
    """Hue in degrees, saturation and lightness in percent: («191.2», «80.5%», «22.2%»)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return f"{hue * 360:.1f}", f"{saturation * 100:.1f}%", f"{lightness * 100:.1f}%"


def _rule(values: list[tuple[str, str]]) -> str:
    return " ".join(f"--w-color-{name}: {value};" for name, value in values)
