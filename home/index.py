"""The index of search: what was published, as stems that both databases compare alike."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from wagtail.models import Page

from core.text import search_key, stem_key
from home.closed import open_to_all

# Shorter words of a query must match whole: «по» must not find «положение».
PREFIX_FROM = 4
MAX_WORDS = 8
_TITLE_WEIGHT = 10


@dataclass(frozen=True)
class Document:
    """A page or a part of one: found only while everybody may read the page.

    ``key`` names it for ever («vacancy:3», «page:12#p-15»). ``url`` is an anchor on the page, or
    the address from «/» on of a part that has its own.
    """

    key: str
    title: str
    text: str
    page: Page
    url: str = ""
    kind: str = ""


def stems_of(query: str) -> list[str]:
    """The different stems of a query, the first `MAX_WORDS`; one-letter words only if alone."""
    words = dict.fromkeys(stem_key(query[:300]).split())
    long = [word for word in words if len(word) > 1]
    return (long or list(words))[:MAX_WORDS]


def _holds(field: str, stem: str) -> Q:
    end = "" if len(stem) >= PREFIX_FROM else " "
    return Q(**{f"{field}__contains": f" {stem}{end}"})


class SearchQuerySet(models.QuerySet["SearchEntry"]):
    """Sets of entries."""

    def public(self) -> "SearchQuerySet":
        """Entries that everybody may read at this moment (invariant 6)."""
        pages = open_to_all(Page.objects.all()).values("pk")
        return self.filter(page__in=pages)

    def matching(self, query: str) -> "SearchQuerySet":
        """Public entries with every word of ``query``, those with it in the title first."""
        stems = stems_of(query)
        if not stems:
            return self.none()
        found = self.public()
        score: Case | Value | models.expressions.Combinable = Value(0)
        for stem in stems:
            found = found.filter(_holds("stems", stem))
            title = _holds("title_stems", stem)
            score = score + Case(
                When(title, then=Value(_TITLE_WEIGHT)),
                default=Value(0),
                output_field=IntegerField(),
            )
        # Of equal ones the whole page comes before its parts, then the newer.
        return (
            found.select_related("page")
            .annotate(score=score)
            .order_by("-score", F("is_part").asc(), "-updated_at", "-pk")
        )


class SearchEntry(models.Model):
    """One thing that search finds."""

    key = models.CharField("ключ", max_length=200, unique=True)
    page = models.ForeignKey(
        Page, verbose_name="страница", null=True, on_delete=models.CASCADE, related_name="+"
    )
    is_part = models.BooleanField("часть страницы", default=False)
    kind = models.CharField("вид", max_length=100, blank=True)
    url = models.CharField("адрес", max_length=500, blank=True)
    title = models.CharField("название", max_length=500)
    text = models.TextField("текст", blank=True)
    title_stems = models.TextField("основы слов названия")
    stems = models.TextField("основы слов")
    updated_at = models.DateTimeField("обновлено", auto_now=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name = "запись поиска"
        verbose_name_plural = "указатель поиска"

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where the hit leads."""
        if self.url.startswith("/"):
            return self.url
        return f"{(self.page and self.page.get_url()) or '/'}{self.url}"


def put(document: Document) -> None:
    """Index a document, or replace what was indexed under its key."""
    title = f" {stem_key(document.title)} "
    SearchEntry.objects.update_or_create(
        key=document.key,
        defaults={
            "page": document.page,
            "is_part": bool(document.url),
            "kind": document.kind,
            "url": document.url,
            "title": document.title[:500],
            "text": document.text,
            "title_stems": title,
            "stems": f"{title}{stem_key(document.text)} ",
        },
    )


def drop(key: str) -> None:
    """Forget a document and its parts."""
    SearchEntry.objects.filter(Q(key=key) | Q(key__startswith=f"{key}#")).delete()


def put_page(page: Page) -> None:
    """Index a live page with its parts; forget one that is not live.

    A page type says more than its title by ``search_text() -> str`` and names its parts by
    ``search_parts() -> Iterable[Document]``.
    """
    key = f"page:{page.pk}"
    if not page.live or page.depth <= 1:
        drop(key)
        return
    page = page.specific
    text = page.search_text() if hasattr(page, "search_text") else page.search_description
    kind = page.page_type_display_name
    parts = list(page.search_parts()) if hasattr(page, "search_parts") else []
    put(Document(key=key, title=page.title, text=text, kind=kind, page=page))
    for part in parts:
        put(part)
    kept = {key, *(part.key for part in parts)}
    SearchEntry.objects.filter(page=page).exclude(key__in=kept).delete()


def rebuild() -> int:
    """Index every live page with its parts anew; return how many entries."""
    SearchEntry.objects.all().delete()
    for page in Page.objects.live().filter(depth__gt=1).iterator():
        put_page(page)
    return SearchEntry.objects.count()


def excerpt(text: str, query: str, *, length: int = 240) -> list[tuple[str, bool]]:
    """A piece of ``text`` around the first word found, as (words, whether found) in order."""
    stems = stems_of(query)
    words = text.split()
    found = [_matches(word, stems) for word in words]
    start = max(0, (found.index(True) if True in found else 0) - 8)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    size = 0
    for word, marked in zip(words[start:], found[start:], strict=True):
        pieces.append((word, marked))
        pieces.append((" ", False))
        size += len(word) + 1
        if size > length:
            return [*pieces, ("…", False)]
    return pieces


def _matches(word: str, stems: list[str]) -> bool:
    key = stem_key(word) if search_key(word) else ""
    return any(
        part.startswith(stem) if len(stem) >= PREFIX_FROM else part == stem
        for part in key.split()
        for stem in stems
    )
