"""People who log in: staff and commission members. Applicants have no accounts."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff; logs in by e-mail."""

    email = models.EmailField("адрес электронной почты", unique=True)
    middle_name = models.CharField("отчество", max_length=150, blank=True)
    post = models.CharField("должность", max_length=255, blank=True)
    organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name="организация",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="staff",
    )
    is_demo = models.BooleanField("демонстрационная учётная запись", default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"

    def __str__(self) -> str:
        return self.short_name

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна», or the login when no name is given."""
        parts = (self.last_name, self.first_name, self.middle_name)
        return " ".join(part for part in parts if part) or self.username

    @property
    def short_name(self) -> str:
        """«Иванова М. П.», or the login when no name is given."""
        if not self.last_name:
            return self.username
        initials = " ".join(f"{part[0]}." for part in (self.first_name, self.middle_name) if part)
        return f"{self.last_name} {initials}".strip()
