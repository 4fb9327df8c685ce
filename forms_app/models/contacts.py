"""By what an applicant can be reached, as digests: found by, never read back (X-4, invariant 9)."""

from django.db import models

from .submissions import Submission


class ContactDigest(models.Model):
    """A telephone or an address of the version in force, as a keyed digest (`forms_app.contacts`).

    The contacts themselves lie encrypted among the answers.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="contact_digests"
    )
    digest = models.CharField("отпечаток", max_length=64)

    class Meta:
        verbose_name = "отпечаток контакта"
        verbose_name_plural = "отпечатки контактов"
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "submission"],
                name="contact_digest_once",
                violation_error_message="Этот контакт уже записан.",
            )
        ]

    def __str__(self) -> str:
        return f"контакт {self.submission_id}"
