"""Certificates: confirmed names, acts of issue with what was printed, and what was given out (C-15, C-17)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from contest.certificates.rules.names import Name, Sex
from core import clock
from core.models import IssuedPaper, PersonKey, PrivateFile, SealedTextField

if TYPE_CHECKING:
    from contest.applications.models import Entry

# Files that are not ready by then may be asked for again.
STUCK = dt.timedelta(hours=1)


def name_of(entry: "Entry") -> Name:
    """The participant's name by its parts."""
    return Name(entry.last_name, entry.first_name, entry.middle_name)


class NameCase(models.Model):
    """A word of a name that people declined otherwise than the rules do: it is proposed next time.

    A word alone, of nobody: it leads to no participant and to no contest.
    """

    class SexOfName(models.TextChoices):
        FEMALE = Sex.FEMALE, "женский"
        MALE = Sex.MALE, "мужской"

    sex = models.CharField("пол", max_length=1, choices=SexOfName, blank=True)
    nominative = models.CharField("именительный падеж", max_length=150)
    dative = models.CharField("дательный падеж", max_length=150)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "слово имени"
        verbose_name_plural = "слова имён"
        ordering = ["nominative", "sex"]
        constraints = [
            models.UniqueConstraint(
                fields=["sex", "nominative"],
                name="name_case_once",
                violation_error_message="Это слово уже записано.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominative} – {self.dative}"


class RecipientName(models.Model):
    """A finalist's name in the dative, confirmed by a person for the name that they bore then.

    It lies under the participant's own key and goes with it.
    """

    finalist = models.OneToOneField(
        "contest.Finalist",
        verbose_name="участник II этапа",
        on_delete=models.CASCADE,
        related_name="recipient_name",
    )
    nominative = SealedTextField("имя")
    dative = SealedTextField("имя в дательном падеже")
    confirmed_at = models.DateTimeField("подтверждено")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто подтвердил",
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "имя для сертификата"
        verbose_name_plural = "имена для сертификатов"

    def __str__(self) -> str:
        return str(self.finalist)

    @property
    def key(self) -> PersonKey:
        """The participant's."""
        return self.finalist.entry.submission.key

    @property
    def is_valid(self) -> bool:
        """Whether the participant still bears the name that was confirmed."""
        return str(self.nominative) == self.finalist.entry.full_name


class Kind(models.TextChoices):
    """What a certificate is given for."""

    PARTICIPANT = "participant", "участникам II этапа (пункт 15)"
    PLACE = "place", "победителю и призёрам (пункт 17)"


class CertificateIssue(models.Model):
    """Certificates given out at once, with the files for printing all of them.

    The files are made in the queue and removed after a while; what was given out stays.
    """

    contest = models.ForeignKey(
        "contest.Contest",
        verbose_name="конкурс",
        on_delete=models.PROTECT,
        related_name="certificate_issues",
    )
    kind = models.CharField("кому", max_length=11, choices=Kind)
    issued_on = models.DateField("дата сертификатов")
    # Under it lie the certificates: they outlive the participants' applications.
    key = models.OneToOneField(
        PersonKey, verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("оформлено")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто оформил",
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField("файлы заказаны", null=True)
    printed = models.PositiveSmallIntegerField("напечатано", default=0)
    ready_at = models.DateTimeField("файлы готовы", null=True)
    whole = models.OneToOneField(
        PrivateFile,
        verbose_name="один файл PDF",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    archive = models.OneToOneField(
        PrivateFile, verbose_name="архив ZIP", null=True, on_delete=models.PROTECT, related_name="+"
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "выдача сертификатов"
        verbose_name_plural = "выдачи сертификатов"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None, whole=None, archive=None)
                | Q(ready_at__isnull=False, whole__isnull=False, archive__isnull=False),
                name="certificate_issue_ready",
                violation_error_message="Готовы либо оба файла, либо ни одного.",
            ),
        ]

    def __str__(self) -> str:
        return f"Сертификаты {self.get_kind_display()} от {self.issued_on:%d.%m.%Y}"

    @property
    def is_being_printed(self) -> bool:
        """Whether the files are on their way."""
        return self.asked_at is not None and self.ready_at is None

    @property
    def can_be_ordered(self) -> bool:
        """Whether the files are not there and not on their way, or have been for too long."""
        if self.ready_at is not None:
            return False
        return self.asked_at is None or self.asked_at <= clock.now() - STUCK


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Sets of certificates."""

    def current(self) -> "CertificateQuerySet":
        """Those that were neither replaced nor revoked."""
        return self.filter(is_current=True)


class Certificate(models.Model):
    """One certificate of a finalist; a prize-winner has two, of stage II and of the place."""

    issue = models.ForeignKey(
        CertificateIssue,
        verbose_name="выдача",
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    finalist = models.ForeignKey(
        "contest.Finalist",
        verbose_name="участник II этапа",
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    kind = models.CharField("за что", max_length=11, choices=Kind)
    # As the contest counts places, from 1.
    place = models.PositiveSmallIntegerField("место", null=True)
    paper = models.OneToOneField(
        IssuedPaper, verbose_name="бумага", on_delete=models.PROTECT, related_name="certificate"
    )
    is_current = models.BooleanField("действует", default=True)
    objects = CertificateQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "сертификат"
        verbose_name_plural = "сертификаты"
        ordering = ["issue", "pk"]
        permissions = [("issue_certificates", "Выдавать сертификаты конкурса")]
        constraints = [
            models.UniqueConstraint(
                fields=["finalist", "kind"],
                condition=Q(is_current=True),
                name="one_current_certificate",
                violation_error_message="Такой сертификат этому участнику уже выдан.",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PARTICIPANT, place=None)
                | Q(kind=Kind.PLACE, place__isnull=False),
                name="certificate_of_place",
                violation_error_message="Место есть только у сертификата победителя и призёра.",
            ),
        ]

    def __str__(self) -> str:
        return f"Сертификат {self.paper.number}"
