"""What every public page must stand: axe, a screen 320 px wide, the reader's dark scheme."""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
# The rule of WCAG 2.2 that axe leaves out unless asked; fingers need it most where links wrap.
TARGETS = {"runOnly": ["target-size"], "resultTypes": ["violations"]}
# How far the page can be scrolled sideways, and what sticks out.
STICKS_OUT = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return "";
  const wide = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
  return `${page.scrollWidth - page.clientWidth} px: ${wide.slice(0, 5).join(", ")}`;
}"""
# Colours that are on their way to others are nobody's: each that will end has to.
AT_REST = """() => Promise.all(
  document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => null))
)"""
# Of the whole report only this is looked at.
VIOLATIONS = "options => axe.run(document, options).then((report) => report.violations)"


@cache
def axe() -> Axe:
    """One for all pages: it holds the whole script."""
    return Axe()


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now, a line each; the page stays as it was."""
    found = _violations(page, None)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {line}" for line in _violations(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    if wide := page.evaluate(STICKS_OUT):
        found.append(f"scrolls sideways at 320 px by {wide}")
    found += [f"at 320 px: {line}" for line in _violations(page, TARGETS)]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return [f"{page.url} «{page.title()}» {line}" for line in found]


def _violations(page: Page, options: dict[str, Any] | None) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe().axe_script)
    page.evaluate(AT_REST)
    violations = page.evaluate(VIOLATIONS, options or {"resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for rule in violations
        for node in rule["nodes"]
    ]
