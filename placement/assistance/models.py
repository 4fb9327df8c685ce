"""Requests for assistance and refusals of it (P-F1, P-3.6)."""

from django.db import models

from placement.graduates.models import Graduate


class AssistanceRequest(models.Model):
    """The centre's row for one «Заявление о содействии в трудоустройстве».

    What was answered lies in the submission, encrypted.
    """

    submission = models.OneToOneField(
        "forms_app.Submission", on_delete=models.PROTECT, related_name="assistance_request"
    )
    graduate = models.ForeignKey(
        Graduate, on_delete=models.PROTECT, related_name="assistance_requests"
    )
    # Before graduation the certificate may follow later.
    awaits_certificate = models.BooleanField("свидетельство будет позже", default=False)
    composed_on = models.DateField("составлено")

    class Meta:
        verbose_name = "заявление о содействии"
        verbose_name_plural = "заявления о содействии"
        ordering = ["-composed_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.graduate}, {self.composed_on:%d.%m.%Y}"
