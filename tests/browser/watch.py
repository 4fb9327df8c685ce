"""What no page may do: ask another host, break its own security policy, fail in a script."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

# The browser's own pages are among them: a new tab is one.
OWN_SCHEMES = ("data:", "blob:", "about:", "chrome:", "chrome-extension:")


class Watch:
    """Collects faults of every page of the watched contexts."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.faults: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch every page that this context will open."""
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", *OWN_SCHEMES)):
            self.faults.append(f"asks another host: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"policy: {message.text}")
