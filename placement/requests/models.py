"""Requests of employers (P-F2)."""

from django.db import models


class VacancyRequest(models.Model):
    """The centre's row for one employer's request (Appendix «Заявка от потенциального работодателя»).

    What was answered lies in the submission, encrypted; here is what lists and searches need.
    """

    submission = models.OneToOneField(
        "forms_app.Submission", on_delete=models.PROTECT, related_name="vacancy_request"
    )
    employer = models.ForeignKey(
        "placement.Employer", on_delete=models.PROTECT, related_name="requests"
    )
    contact = models.ForeignKey(
        "placement.EmployerContact",
        null=True,
        on_delete=models.SET_NULL,
        related_name="requests",
    )
    # «Составлена»: the local day of sending.
    composed_on = models.DateField("составлена")
    # The employer says that the data of the bank have changed; staff look and take them over.
    changes_employer = models.BooleanField("сообщает новые сведения", default=False)

    # It names a contact person whom the bank has with other data; staff take them over.
    changes_contact = models.BooleanField("иные данные контактного лица", default=False)

    class Meta:
        verbose_name = "заявка работодателя"
        verbose_name_plural = "заявки работодателей"
        ordering = ["-composed_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.employer}, {self.composed_on:%d.%m.%Y}"
