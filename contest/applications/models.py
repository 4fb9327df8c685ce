"""A participant's entry in a contest: what is searched and listed of a submission."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """The contest's row for one application (C-11).

    The status lives in the submission; ``is_active`` mirrors it for the rule «one active
    application per person and contest» and is changed by the same services.
    ``person_digest`` is a keyed digest of name and birth date: it tells two people apart without
    keeping either readable.
    """

    submission = models.OneToOneField(
        "forms_app.Submission",
        verbose_name="заявка",
        on_delete=models.PROTECT,
        related_name="entry",
    )
    contest = models.ForeignKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.PROTECT, related_name="entries"
    )
    role = models.ForeignKey(
        "contest.ContestRole", verbose_name="роль", on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        "contest.StateService", verbose_name="услуга", on_delete=models.PROTECT, related_name="+"
    )
    centre = models.ForeignKey(
        "contest.EmploymentCentre", verbose_name="центр занятости", on_delete=models.PROTECT
    )
    last_name = models.CharField("фамилия", max_length=150)
    first_name = models.CharField("имя", max_length=150)
    middle_name = models.CharField("отчество", max_length=150, blank=True)
    # Who signed the application and the questionnaire for the centre: maybe a member of the commission.
    signed_by = models.CharField("кто подписал", max_length=255, blank=True, editable=False)
    person_digest = models.CharField("отпечаток", max_length=64, editable=False)
    is_active = models.BooleanField("действует", default=True)
    # The secretary's ticks that the reference letter covers points а–д of clause 11.
    letter_qualities = models.BooleanField("а) характеристика качеств", default=False)
    letter_potential = models.BooleanField("б) потенциал развития", default=False)
    letter_technology = models.BooleanField("в) новые технологии", default=False)
    letter_training = models.BooleanField("г) повышение квалификации за 3 года", default=False)
    letter_awards = models.BooleanField("д) награды за 3 года", default=False)

    class Meta:
        verbose_name = "заявка на конкурс"
        verbose_name_plural = "заявки на конкурс"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "person_digest"],
                condition=Q(is_active=True),
                name="one_active_entry_per_person",
                violation_error_message="У этого человека уже есть действующая заявка на этот конкурс.",
            ),
        ]
        permissions = [
            ("work_entries", "Вести заявки конкурса"),
            ("read_identity", "Видеть паспортные данные участников"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        parts = (self.last_name, self.first_name, self.middle_name)
        return " ".join(part for part in parts if part)
