"""What a graduate's page keeps of its own: wrong answers, an address on its way (X-5, ADR 14)."""

from django.db import models

from core import clock
from core.models import PersonKey, SealedTextField
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


class NewAddress(models.Model):
    """The address that a person has typed on their page, until the code that went there comes back."""

    graduate = models.OneToOneField(Graduate, on_delete=models.CASCADE, related_name="new_address")
    email = SealedTextField("новый адрес")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "новый адрес почты"
        verbose_name_plural = "новые адреса почты"

    def __str__(self) -> str:
        return f"{self.graduate_id}: {self.expires_at:%d.%m.%Y %H:%M}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.graduate.key

    @property
    def is_live(self) -> bool:
        """Whether the code may still be given."""
        return clock.now() < self.expires_at
