"""What a participant lets be published of them in the results (C-19, invariant 7)."""

from django.db import models

from forms_app.lifecycle import State


class PublicationConsentQuerySet(models.QuerySet["PublicationConsent"]):
    """Sets of consents to publication."""

    def given(self) -> "PublicationConsentQuerySet":
        """Those that were not taken back and whose term is not over."""
        return self.filter(consent__withdrawn_at=None, consent__destroyed_at=None)

    def in_force(self) -> "PublicationConsentQuerySet":
        """Those under which a name may be shown: the application was not withdrawn either."""
        return self.given().exclude(entry__submission__state=State.WITHDRAWN)


class PublicationConsent(models.Model):
    """One consent to be named, and what beside the name; its evidence is the engine's consent.

    Without ``place`` the name stands in the list of stage II only, and the place without a name.
    """

    consent = models.OneToOneField(
        "forms_app.Consent",
        verbose_name="согласие",
        on_delete=models.PROTECT,
        related_name="publication",
    )
    entry = models.ForeignKey(
        "contest.Entry",
        verbose_name="участник",
        on_delete=models.PROTECT,
        related_name="publication_consents",
    )
    centre = models.BooleanField("центр занятости")
    place = models.BooleanField("занятое место и баллы")
    objects = PublicationConsentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "согласие на публикацию"
        verbose_name_plural = "согласия на публикацию"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Согласие на публикацию {self.pk}"
