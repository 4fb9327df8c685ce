"""How often somebody guessed at what opens the identity data of a graduate's page (ADR 14)."""

from django.db import models

from placement.graduates.models import Graduate


class PageGuard(models.Model):
    """Wrong answers to the question of one graduate's page, counted for both of its links."""

    graduate = models.OneToOneField(Graduate, on_delete=models.CASCADE, related_name="page_guard")
    proof_misses = models.PositiveSmallIntegerField(default=0)
    proof_after = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "попытки подтвердить личность"
        verbose_name_plural = "попытки подтвердить личность"

    def __str__(self) -> str:
        return f"{self.graduate_id}: {self.proof_misses}"
