"""What a graduate needs and wishes at work: the needs are health data, the wishes are not (P-2.2e)."""

from typing import Any, ClassVar

from django.db import models

from core.model_fields import StampField
from core.models import PersonKey, SealedTextField
from placement.common import districts
from placement.graduates.models import Graduate
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy


class WorkNeeds(models.Model):
    """Working conditions that a person needs: health data, sealed whole under the person's key.

    ``content`` is the JSON of `placement.needs.rules.content.Needs`. The row is there only while the
    consent to health data is in force.
    """

    graduate = models.OneToOneField(Graduate, on_delete=models.PROTECT, related_name="work_needs")
    content = SealedTextField("условия, которые нужны", editable=False)
    changed_at = StampField("внесены", auto_now=True)

    class Meta:
        verbose_name = "условия, которые нужны"
        verbose_name_plural = "условия, которые нужны"

    def __str__(self) -> str:
        return f"Условия, которые нужны: карточка № {self.graduate_id}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.graduate.key


class JobWishes(models.Model):
    """What a person wishes of a job; nothing here tells of health. Nothing ticked: not known."""

    graduate = models.OneToOneField(Graduate, on_delete=models.PROTECT, related_name="wishes")
    professions = models.ManyToManyField(
        Profession, verbose_name="другие профессии", blank=True, related_name="+"
    )
    full_day = models.BooleanField("полный день", default=False)
    part_day = models.BooleanField("неполный день", default=False)
    shifts = models.BooleanField("сменный график", default=False)
    flexible = models.BooleanField("гибкий график", default=False)
    pay_from = models.PositiveIntegerField("оклад не меньше, руб.", null=True, blank=True)
    start_from = models.DateField("может выйти на работу с", null=True, blank=True)
    takes_temporary = models.BooleanField("временная работа подходит", null=True, blank=True)
    changed_at = StampField("внесены", auto_now=True)

    # The schedule of a vacancy → the wish that takes it.
    SCHEDULES: ClassVar = {
        Vacancy.Schedule.FULL: "full_day",
        Vacancy.Schedule.PART: "part_day",
        Vacancy.Schedule.SHIFT: "shifts",
        Vacancy.Schedule.FLEXIBLE: "flexible",
    }

    class Meta:
        verbose_name = "пожелания к работе"
        verbose_name_plural = "пожелания к работе"

    def __str__(self) -> str:
        return f"Пожелания к работе: карточка № {self.graduate_id}"

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the form asks for it."""
        suits = self.takes_temporary
        return {
            "professions": sorted(one.pk for one in self.professions.all()),
            "districts": [one.district for one in self.districts.all()],
            "schedules": [name for name in self.SCHEDULES.values() if getattr(self, name)],
            "pay_from": self.pay_from,
            "start_from": self.start_from,
            "takes_temporary": "" if suits is None else "yes" if suits else "no",
        }

    @property
    def schedules(self) -> frozenset[str]:
        """The schedules that suit."""
        return frozenset(code.value for code, name in self.SCHEDULES.items() if getattr(self, name))


class WishedDistrict(models.Model):
    """A district that the person can get to."""

    wishes = models.ForeignKey(JobWishes, on_delete=models.CASCADE, related_name="districts")
    district = models.CharField("район", max_length=32, choices=districts.CHOICES)

    class Meta:
        verbose_name = "район, куда удобно добираться"
        verbose_name_plural = "районы, куда удобно добираться"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wishes", "district"],
                name="wished_district_once",
                violation_error_message="Этот район уже назван.",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_district_display())
