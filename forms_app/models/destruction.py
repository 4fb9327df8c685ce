"""Acts of destruction: proof that data are gone (invariant 10)."""

from django.conf import settings
from django.db import models


class DestructionAct(models.Model):
    """Operator, whose data, what, by whom, how, why and when; kept 3 years (FACTS: 152-ФЗ)."""

    number = models.PositiveIntegerField("номер", unique=True)
    operator = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField("субъект данных", max_length=255)
    data_list = models.TextField("перечень уничтоженных данных")
    system_name = models.CharField("информационная система", max_length=255)
    reason = models.CharField("причина", max_length=500)
    method = models.CharField("способ", max_length=500)
    destroyed_at = models.DateTimeField("уничтожено")
    destroyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    destroyed_by_label = models.CharField("кто уничтожил", max_length=255)
    submission = models.ForeignKey(
        "forms_app.Submission", null=True, on_delete=models.PROTECT, related_name="acts"
    )

    class Meta:
        verbose_name = "акт об уничтожении"
        verbose_name_plural = "акты об уничтожении"
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Акт № {self.number}"
