"""The register of papers that were given out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .files import PrivateFile
from .journals import JournalEntry
from .keys import PersonKey
from .sealed import SealedTextField


class IssuedPaper(models.Model):
    """A paper that was given out, frozen under its number and the digest of its content (invariant 8).

    ``facts`` is the content as canonical JSON and ``digest`` its SHA-256; ``content`` is the PDF as it
    was first made. Both lie under ``key``, which is no participant's: a paper outlives their data.
    What is wrong in a paper is put right by another one that replaces it.
    """

    kind = models.SlugField("вид", max_length=50)
    # What anybody may learn who holds the paper: no personal data in either.
    title = models.CharField("что это за бумага", max_length=255)
    issuer = models.CharField("кем выдана", max_length=500)
    entry = models.OneToOneField(
        JournalEntry, verbose_name="номер", on_delete=models.PROTECT, related_name="issued_paper"
    )
    issued_on = models.DateField("дата")
    issued_at = models.DateTimeField("оформлена")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто оформил",
        on_delete=models.PROTECT,
        related_name="+",
    )
    key = models.ForeignKey(
        PersonKey, verbose_name="ключ", on_delete=models.PROTECT, related_name="issued_papers"
    )
    facts = SealedTextField("содержание")
    digest = models.CharField("контрольная сумма", max_length=64)
    content = models.OneToOneField(
        PrivateFile, verbose_name="файл", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("не действует с", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто признал недействительной",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_why = models.CharField("почему не действует", max_length=500, blank=True)
    replaced_by = models.OneToOneField(
        "self",
        verbose_name="чем заменена",
        null=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "выданная бумага"
        verbose_name_plural = "выданные бумаги"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_why="", replaced_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why=""),
                name="issued_paper_ended",
                violation_error_message="У бумаги, которая больше не действует, должны быть время,"
                " причина и тот, кто это записал.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} № {self.number}"

    @property
    def number(self) -> str:
        """As the paper prints it."""
        return self.entry.label

    @property
    def is_in_force(self) -> bool:
        """Whether it was neither replaced nor revoked."""
        return self.ended_at is None
