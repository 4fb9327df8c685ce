"""The index of search: what was published, and which words stand in it.

A posting says that a word, by its stem, stands in an entry and how much it says of it. Both
databases find the entries of a query by these rows alone, however long the texts are
(`home.searching`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from wagtail.models import Page

from core import clock
from core.imports.chunks import chunks
from core.text import words
from home.index_models import LONGEST, SearchEntry, SearchPosting, SearchStem, SearchWord
from home.rules import search_words

_BATCH = 2000
_REPLACED = ("page", "is_part", "dated_at", "kind", "url", "title", "text")


@dataclass(frozen=True)
class Document:
    """A page or a part of one: found only while everybody may read the page.

    ``key`` names it for ever («vacancy:3», «page:12#p-15»). ``url`` is an anchor on the page, or
    the address from «/» on of a part that has its own. Of two that say the same, the one with the
    later ``dated_at`` comes first. ``share`` is less for what speaks of everything a little.
    """

    key: str
    title: str
    text: str
    page: Page
    url: str = ""
    kind: str = ""
    dated_at: dt.datetime = field(default_factory=clock.now)
    share: float = 1


def put(document: Document) -> None:
    """Index a document, or replace what was indexed under its key."""
    put_all([document])


def put_all(documents: Iterable[Document]) -> None:
    """Index documents, or replace what was indexed under their keys."""
    for part in chunks(list(documents)):
        _put_batch(part)


@transaction.atomic
def _put_batch(documents: Sequence[Document]) -> None:
    entries = [_entry(document) for document in documents]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["key"], update_fields=_REPLACED
    )
    SearchPosting.objects.filter(entry__in=entries).delete()
    typed = [_typed(entry) for entry in entries]
    stems = search_words.stem_map(chain.from_iterable(chain.from_iterable(typed)))
    ids = _learn(stems)
    SearchPosting.objects.bulk_create(
        (
            SearchPosting(stem_id=ids[stem], entry=entry, weight=weight)
            for document, entry, fields_of in zip(documents, entries, typed, strict=True)
            for stem, weight in search_words.weights(
                *([stems[word] for word in typed_field] for typed_field in fields_of),
                is_part=entry.is_part,
                share=document.share,
            ).items()
        ),
        batch_size=_BATCH,
    )


def _entry(document: Document) -> SearchEntry:
    return SearchEntry(
        key=document.key,
        page=document.page,
        is_part=bool(document.url),
        dated_at=document.dated_at,
        kind=document.kind,
        url=document.url,
        title=document.title[:500],
        text=document.text,
    )


def _typed(entry: SearchEntry) -> tuple[list[str], list[str], list[str]]:
    """The words of title, kind and text."""
    texts = (entry.title, entry.kind, entry.text)
    title, kind, text = ([word[:LONGEST] for word in words(it)] for it in texts)
    return title, kind, text


def _learn(stems: dict[str, str]) -> dict[str, int]:
    """Keep words with their stems; return the key of each stem."""
    ids = _ids(set(stems.values()))
    words_of = defaultdict(list)
    for word, stem in stems.items():
        words_of[stem].append(word)
    if new := sorted(words_of.keys() - ids.keys()):
        # Two that learn at once wait for each other in one place only, so never crosswise.
        SearchStem.objects.select_for_update().order_by("pk").first()
        SearchStem.objects.bulk_create(
            map(SearchStem, [None] * len(new), new), ignore_conflicts=True
        )
        ids |= _ids(new)
    present: set[str] = set()
    for part in chunks(list(stems)):
        present.update(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
    SearchWord.objects.bulk_create(
        [
            SearchWord(word=word, stem_id=ids[stems[word]])
            for word in sorted(stems.keys() - present)
        ],
        ignore_conflicts=True,
    )
    return ids


def drop(key: str) -> None:
    """Forget a document and its parts."""
    SearchEntry.objects.filter(Q(key=key) | Q(key__startswith=f"{key}#")).delete()


def put_page(page: Page) -> None:
    """Index a live page with its parts; forget one that is not live.

    A page type says more than its title by ``search_text() -> str``, names its parts by
    ``search_parts() -> Iterable[Document]``, what it is by ``search_kind``, of what time it is by
    ``search_date`` and by ``search_share`` that its words count less.
    """
    key = f"page:{page.pk}"
    if not page.live or page.depth <= 1:
        drop(key)
        return
    page = page.specific
    text = page.search_text() if hasattr(page, "search_text") else ""
    document = Document(
        key=key,
        title=page.title,
        text=f"{text} {page.search_description}".strip(),
        kind=str(getattr(page, "search_kind", page.page_type_display_name)),
        page=page,
        dated_at=getattr(page, "search_date", page.first_published_at) or clock.now(),
        share=getattr(page, "search_share", 1),
    )
    parts = list(page.search_parts()) if hasattr(page, "search_parts") else []
    put_all([document, *parts])
    keys = set(SearchEntry.objects.filter(page=page).values_list("key", flat=True))
    for gone in chunks(list(keys - {key, *(part.key for part in parts)})):
        SearchEntry.objects.filter(key__in=gone).delete()


def rebuild() -> int:
    """Index every live page with its parts anew; return how many entries.

    Search goes on meanwhile: entries are replaced page by page, what nothing names goes at last.
    """
    live = Page.objects.live().filter(depth__gt=1)
    for page in live.iterator():
        put_page(page)
    SearchEntry.objects.exclude(page__in=live).delete()
    SearchStem.objects.exclude(pk__in=SearchPosting.objects.values("stem")).delete()
    return SearchEntry.objects.count()


def fill(**kwargs: object) -> None:
    """Index anew what an earlier version has indexed in its own way; after each ``migrate``.

    Pages of any domain are read for it, so it waits until every table is as the models say.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if SearchEntry.objects.exists() and not SearchPosting.objects.exists():
        rebuild()


def _ids(stems: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for part in chunks(list(stems)):
        ids.update(SearchStem.objects.filter(stem__in=part).values_list("stem", "pk"))
    return ids
