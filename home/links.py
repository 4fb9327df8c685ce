"""Links in the texts of published pages, and what became of each when it was last tried."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.db import models, transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

# A link of the text whose page or document was deleted: it leads nowhere.
NOWHERE = "–"
LONGEST = 1000
_CHECKED = ("http", "https", "")


class PageLink(models.Model):
    """A link in the text of a page."""

    class State(models.TextChoices):
        WAITING = "waiting", "ещё не проверена"
        GOOD = "good", "открывается"
        BROKEN = "broken", "не открывается"
        SILENT = "silent", "не ответила"

    page = models.ForeignKey(
        Page, verbose_name="страница", on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField("адрес ссылки", max_length=LONGEST)
    words = models.CharField("слова ссылки", max_length=255, blank=True)
    is_external = models.BooleanField("ведёт на другой сайт", default=False)
    state = models.CharField(
        "состояние", max_length=8, choices=State.choices, default=State.WAITING
    )
    note = models.CharField("подробность", max_length=255, blank=True)
    checked_at = models.DateTimeField("проверена", null=True, blank=True)

    class Meta:
        verbose_name = "ссылка на странице"
        verbose_name_plural = "ссылки на страницах"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "address", "words"],
                name="page_link_once",
                violation_error_message="Эта ссылка страницы уже записана.",
            )
        ]

    def __str__(self) -> str:
        return self.address

    def found(self, state: str, note: str, at: datetime) -> None:
        """Note what became of the link."""
        self.state, self.note, self.checked_at = state, note[:255], at
        self.save(update_fields=["state", "note", "checked_at"])


def links_in(page: Page) -> Iterator[tuple[str, str]]:
    """Addresses and words of the links in a page's rich texts and blocks."""
    for markup in _markup(page):
        for link in BeautifulSoup(markup, "html.parser").find_all("a"):
            words = " ".join(link.get_text(" ").split())[:255]
            address = str(link.get("href") or NOWHERE).strip()
            if _is_checked(address):
                yield address, words


def _is_checked(address: str) -> bool:
    """Not a place on the same page, not mail or telephone, and not beyond all measure."""
    if address.startswith("#") or len(address) > LONGEST:
        return False
    try:
        return urlsplit(address).scheme in _CHECKED
    except ValueError:
        return True


def _markup(page: Page) -> Iterator[str]:
    for field in page._meta.get_fields():  # noqa: SLF001 – Django documents it as open
        if isinstance(field, StreamField):
            value = field.value_from_object(page)
            yield value.render_as_block() if value else ""
        elif isinstance(field, RichTextField):
            yield expand_db_html(field.value_from_object(page) or "")


@transaction.atomic
def collect(page: Page) -> list[PageLink]:
    """Keep the links that the page has now; those that it has no more are forgotten."""
    present = dict.fromkeys(links_in(page.specific)) if page.live else {}
    kept = []
    for link in PageLink.objects.select_for_update().filter(page=page):
        if (link.address, link.words) in present:
            kept.append(link)
            del present[link.address, link.words]
        else:
            link.delete()
    site = page.get_site()
    host = site.hostname if site else ""
    for address, words in present:
        external = _leads_out(address, host)
        link = PageLink(page=page, address=address, words=words, is_external=external)
        link.save()
        kept.append(link)
    return kept


def _leads_out(address: str, host: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.netloc) and parts.hostname != host
