"""A user without a mouse: Tab, arrows, Space, Enter and letters, nothing else."""

from typing import Any

from playwright.sync_api import Error, FileChooser, Locator, Page, expect

from tests.browser.hands import await_upload, beginning
from tests.browser.script import Entry, Press, Select, Tick

LONGEST_WAY = 120
# Milliseconds until a file dialog must have come to the test.
HANDED_OVER = 8_000
# What a person knows about the focused control: its words, and whether they can see where they are.
FOCUSED = """() => {
  const one = document.activeElement;
  const words = (node) => (node ? node.textContent.replace(/\\s+/g, " ").trim() : "");
  const legends = [];
  for (let at = one.closest("fieldset"); at; at = at.parentElement.closest("fieldset"))
    legends.push(words(at.querySelector("legend")));
  const label = one.labels && one.labels.length ? words(one.labels[0]) : words(one);
  const box = one.getBoundingClientRect();
  const ringed = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  // The link of a card stretches over the card, and so does its ring.
  const outlined = ringed(one) || ringed(one.closest(".card") || one);
  return {
    tag: one.tagName, type: one.type || "", label, legends,
    option: one.selectedOptions ? words(one.selectedOptions[0]) : "",
    place: [...document.querySelectorAll("*")].indexOf(one),
    outlined: outlined && box.width > 0,
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
WANTED = {"link": "A", "button": "BUTTON"}


class Keyboard:
    """Does what a script says with keys; on its way it checks that focus is seen and in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # The browser hands file dialogs over as long as somebody listens. A listener for each
        # dialog alone is announced too late now and then, and the dialog opens to nobody.
        page.on("filechooser", lambda chooser: None)

    @property
    def main(self) -> Locator:
        """The page's own matter, to read."""
        return self.page.get_by_role("main")

    def sees(self, text: Any) -> None:
        """The page says so."""
        expect(self.main).to_contain_text(text)

    def do(self, entry: Entry) -> None:
        """One entry of a script."""
        if isinstance(entry, Press):
            self.press(entry.label)
            return
        at = self._tab_to(entry)
        if isinstance(entry, Select):
            self._arrow_to(at, "option", entry.text)
        elif isinstance(entry, Tick) and at["type"] == "radio":
            self._arrow_to(at, "label", entry.label)
        elif isinstance(entry, Tick):
            self.page.keyboard.press("Space")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(entry.text)

    def press(self, name: str) -> None:
        """A button that leads to another page."""
        self._tab_to(Entry(name), kind="button")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """A link."""
        self._tab_to(Entry(name), kind="link")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open_beside(self, name: str) -> Page:
        """A link that opens a tab of its own."""
        self._tab_to(Entry(name), kind="link")
        with self.page.context.expect_page() as opened:
            self.page.keyboard.press("Enter")
        return opened.value

    def attach(self, label: str, files: list[dict[str, Any]]) -> None:
        """Choose files for the document that is called so: they are sent at once."""
        self._tab_to(Entry("Выбрать файл"), ending=label)
        try:
            dialog = self._open_dialog(timeout=HANDED_OVER)
        except Error:
            # The browser's own dialog was not handed over to the test: opened once more.
            dialog = self._open_dialog()
        dialog.set_files(files)  # type: ignore[arg-type]
        await_upload(self.page)

    def _open_dialog(self, timeout: float | None = None) -> FileChooser:
        with self.page.expect_file_chooser(timeout=timeout) as chooser:
            self.page.keyboard.press("Space")
        return chooser.value

    def _tab_to(self, entry: Entry, *, kind: str = "", ending: str = "") -> dict[str, Any]:
        """Tab forward until the control is reached; the focus is seen all the way."""
        self.page.wait_for_load_state()
        at = self._focused()
        if at["tag"] == "BODY" and not self.page.evaluate("location.hash"):
            at = self._skip_navigation()
        for _ in range(LONGEST_WAY):
            if self._is(at, entry, kind, ending):
                return at
            before = at
            self.page.keyboard.press("Tab")
            at = self._focused()
            assert at["outlined"], f"focus cannot be seen on {at}"
            assert at["onScreen"], f"focus is off the screen on {at}"
            if before["tag"] != "BODY":
                assert at["place"] > before["place"], f"{at} comes after {before}"
        raise AssertionError(f"Tab never reaches {entry} {kind} {ending}")

    def _skip_navigation(self) -> dict[str, Any]:
        self.page.keyboard.press("Tab")
        at = self._focused()
        assert at["label"] == "Перейти к содержанию"
        assert at["onScreen"]
        self.page.keyboard.press("Enter")
        at = self._focused()
        assert at["tag"] == "MAIN"
        return at

    def _is(self, at: dict[str, Any], entry: Entry, kind: str, ending: str) -> bool:
        if at["tag"] in ("BODY", "MAIN") or at["tag"] != WANTED.get(kind, at["tag"]):
            return False
        if not kind and at["tag"] in WANTED.values():
            return False
        if entry.within and not any(beginning(entry.within).match(one) for one in at["legends"]):
            return False
        # Tab enters a group of round buttons as one; the arrows choose within it.
        if at["type"] == "radio" and isinstance(entry, Tick):
            return True
        return bool(beginning(entry.label).match(at["label"])) and at["label"].endswith(ending)

    def _arrow_to(self, at: dict[str, Any], what: str, text: str) -> None:
        if what == "label":
            self.page.keyboard.press("Space")
        for _ in range(LONGEST_WAY):
            if beginning(text).match(at[what]):
                return
            self.page.keyboard.press("ArrowDown")
            at = self._focused()
        raise AssertionError(f"the arrows never reach {text}")

    def _focused(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(FOCUSED)
        return found
