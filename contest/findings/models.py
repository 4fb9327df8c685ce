"""What members of the commission find in the documents, and what they propose (C-K5).

Clause 5 of the commission's regulation: members «знакомятся с документами и материалами,
поступающими в комиссию, в том числе осуществляют экспертную оценку информации на ее достоверность
в части своей компетенции» (1) and «вносят предложения по вопросам, входящим в компетенцию
комиссии» (3).
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from contest.scoring.models import Recusal
from core.models import PersonKey, SealedTextField


class FindingQuerySet(models.QuerySet["Finding"]):
    """Sets of findings and proposals."""

    def standing(self) -> "FindingQuerySet":
        """Those that their author has not withdrawn."""
        return self.filter(withdrawn_at=None)

    def counted(self) -> "FindingQuerySet":
        """Of those the ones whose author has no conflict of interest with the participant."""
        recusals = Recusal.objects.in_force().filter(
            entry=OuterRef("entry"), member=OuterRef("member")
        )
        return self.standing().filter(~Exists(recusals))


class Finding(models.Model):
    """What one member says of one document's reliability; without a document, a proposal.

    The text lies under the participant's key and ends with their data; that of a proposal about
    nobody lies under a key of its own.
    """

    class Verdict(models.TextChoices):
        RELIABLE = "reliable", "сведения достоверны"
        DOUBTED = "doubted", "есть сомнение в достоверности"
        UNRELIABLE = "unreliable", "сведения недостоверны"

    contest = models.ForeignKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.PROTECT, related_name="findings"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="findings",
    )
    entry = models.ForeignKey(
        "contest.Entry",
        verbose_name="участник",
        null=True,
        on_delete=models.PROTECT,
        related_name="findings",
    )
    # The content that was read: a correction that leaves a document alone leaves the finding too.
    file = models.ForeignKey(
        "core.PrivateFile",
        verbose_name="документ",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    document = models.CharField("название документа", max_length=255, blank=True)
    verdict = models.CharField("заключение", max_length=10, choices=Verdict, blank=True)
    text = SealedTextField("замечание или предложение", blank=True)
    key = models.ForeignKey(
        PersonKey, verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("внесено")
    changed_at = models.DateTimeField("изменено")
    withdrawn_at = models.DateTimeField("снято автором", null=True)
    objects = FindingQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "заключение или предложение"
        verbose_name_plural = "заключения и предложения"
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "file"],
                name="one_finding_per_member",
                violation_error_message="Заключение этого члена комиссии о документе уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(file=None, document="", verdict="")
                | Q(file__isnull=False, entry__isnull=False) & ~Q(document="") & ~Q(verdict=""),
                name="finding_names_its_document",
                violation_error_message="Заключение – о документе участника, предложение – без документа.",
            ),
        ]

    def __str__(self) -> str:
        return f"Заключение: {self.document}" if self.document else "Предложение"

    @property
    def is_proposal(self) -> bool:
        """Whether it concerns no document."""
        return self.file_id is None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its author has taken it back."""
        return self.withdrawn_at is not None

    @property
    def words(self) -> str:
        """The verdict and the remark, or the proposal, as they were written."""
        verdict, text = str(self.get_verdict_display()), str(self.text)
        return f"{verdict}: {text}" if verdict and text else verdict or text


class FindingVersion(models.Model):
    """A finding as it was recorded or changed, word for word; the last is the one in force."""

    finding = models.ForeignKey(
        Finding, verbose_name="заключение", on_delete=models.PROTECT, related_name="versions"
    )
    verdict = models.CharField("заключение", max_length=10, choices=Finding.Verdict, blank=True)
    text = SealedTextField("замечание или предложение", blank=True)
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", on_delete=models.PROTECT, related_name="+"
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "редакция заключения"
        verbose_name_plural = "редакции заключений"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Редакция {self.pk}"

    @property
    def key(self) -> PersonKey:
        """Under which the text lies."""
        key: PersonKey = self.finding.key
        return key

    @property
    def words(self) -> str:
        """The verdict and the remark, or the proposal, as they were then."""
        verdict, text = str(self.get_verdict_display()), str(self.text)
        return f"{verdict}: {text}" if verdict and text else verdict or text
