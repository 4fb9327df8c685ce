"""`make pictures`: the pictures of README and guides, taken of the demonstration anew."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import BROWSER, BROWSER_ARGS
from tests.browser.live_site import LiveSite

FOLDER = Path(__file__).parents[1] / "docs" / "images"
SIZE = {"width": 1100, "height": 760}
# So many colours are enough for pages without photographs.
COLOURS = 64
ENDED = "primer-itogov"
# What each picture shows: its name, who looks («» for everybody), the page. <contest> stands
# for the key of the one that ended.
PICTURES = (
    ("home", "", "/"),
    ("results", "", f"/contests/{ENDED}/#results"),
    ("desk", "secretary", "/cms/"),
    ("ranking", "secretary", "/cms/contest/scoring/table/<contest>/"),
    ("stage-two", "secretary", "/cms/contest/stage-two/inspect/<contest>/"),
    ("overall", "secretary", "/cms/contest/stage-two/overall/<contest>/"),
    ("certificates", "secretary", "/cms/contest/certificates/inspect/<contest>/"),
    ("marking", "member", "/cms/contest/scoring/practice/<contest>/video/"),
    ("members-desk", "member", "/cms/"),
)
KEY = f'from contest.models import Contest; print(Contest.objects.get(slug="{ENDED}").pk)'


def main() -> None:
    """Make the demonstration, take the pictures, end the site."""
    with tempfile.TemporaryDirectory(prefix="site-pictures-") as folder:
        site = LiveSite(Path(folder))
        site.prepare()
        site.start()
        try:
            _take(site, site.manage("shell", "--no-imports", "--command", KEY).strip())
        finally:
            site.stop()


def _take(site: LiveSite, contest: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=BROWSER_ARGS)
        pages: dict[str, Page] = {}
        for name, who, address in PICTURES:
            if who not in pages:
                context = browser.new_context(viewport=SIZE, locale="ru-RU", base_url=site.url)
                pages[who] = context.new_page()
                if who:
                    _log_in(pages[who], who, site.staff_password)
            page = pages[who]
            page.goto(address.replace("<contest>", contest))
            page.wait_for_load_state("networkidle")
            _keep(page.screenshot(), FOLDER / f"{name}.png")
            sys.stdout.write(f"{name}.png: {page.title()}\n")
        browser.close()


def _log_in(page: Page, who: str, password: str) -> None:
    page.goto("/cms/")
    page.fill("input[name=login]", f"{who}@example.org")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/cms/**")


def _keep(shot: bytes, path: Path) -> None:
    """Store a picture in few colours: a fraction of the size, and no eye sees it."""
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
