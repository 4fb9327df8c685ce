"""The rows of the index of search (`home.index`)."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Lookup, OuterRef
from django.db.models.sql.compiler import SQLCompiler
from wagtail.models import Page

from core import clock
from home.closed import open_to_all

LONGEST = 100


# Wagtail would keep track of what every row of the index refers to.
class SearchEntry(models.Model):
    """One thing that search finds."""

    wagtail_reference_index_ignore = True

    key = models.CharField("ключ", max_length=200, unique=True)
    page = models.ForeignKey(
        Page, verbose_name="страница", null=True, on_delete=models.CASCADE, related_name="+"
    )
    is_part = models.BooleanField("часть страницы", default=False)
    dated_at = models.DateTimeField("от какого времени", default=clock.now)
    kind = models.CharField("вид", max_length=100, blank=True)
    url = models.CharField("адрес", max_length=500, blank=True)
    title = models.CharField("название", max_length=500)
    text = models.TextField("текст", blank=True)

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


class Begins(Lookup):
    """Begins with letters or figures, found by the index; SQLite's LIKE would not use it."""

    lookup_name = "begins"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """By LIKE; a word holds none of its signs."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*params, f"{self.rhs}%")

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """By GLOB; a word holds none of its signs either."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} GLOB %s", (*params, f"{self.rhs}*")


models.CharField.register_lookup(Begins)


class SearchStem(models.Model):
    """The stem of a word that was ever published."""

    wagtail_reference_index_ignore = True

    stem = models.CharField("основа", max_length=LONGEST, unique=True)

    class Meta:
        verbose_name = "основа слова"
        verbose_name_plural = "основы слов"

    def __str__(self) -> str:
        return self.stem


class SearchWord(models.Model):
    """A word as it is written: what a mistyped one is compared with, and what is marked."""

    wagtail_reference_index_ignore = True

    word = models.CharField("слово", max_length=LONGEST, unique=True)
    stem = models.ForeignKey(
        SearchStem, verbose_name="основа", on_delete=models.CASCADE, related_name="words"
    )

    class Meta:
        verbose_name = "слово"
        verbose_name_plural = "слова"

    def __str__(self) -> str:
        return self.word


class PostingQuerySet(models.QuerySet["SearchPosting"]):
    """Sets of postings."""

    def public(self) -> "PostingQuerySet":
        """Those of entries that everybody may read at this moment (invariant 6)."""
        # One by one: databases would rather begin with the pages and read all of their entries.
        return self.filter(Exists(open_to_all(Page.objects.filter(pk=OuterRef("entry__page")))))


class SearchPosting(models.Model):
    """A word stands in an entry; ``weight`` says how much it tells of what the entry is about."""

    wagtail_reference_index_ignore = True

    stem = models.ForeignKey(SearchStem, on_delete=models.CASCADE, db_index=False, related_name="+")
    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, db_index=False, related_name="postings"
    )
    weight = models.PositiveSmallIntegerField("вес")

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "место слова"
        verbose_name_plural = "места слов"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "stem"],
                name="one_posting_per_word",
                violation_error_message="Это слово записи уже учтено.",
            )
        ]
        indexes = [models.Index(fields=["stem", "-weight", "-entry"], name="posting_by_weight")]

    def __str__(self) -> str:
        return f"{self.stem_id} – {self.entry_id}"
