"""Graduates and students of the institution as persons (P-2.1, P-2.2b)."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import In

from core.crypto import keyed_digest
from core.model_fields import StampField
from core.models import PersonKey, SealedTextField
from core.records import record_of
from core.text import digits, search_key, sort_key
from placement.employers.models import Employer
from placement.graduates.lifecycle import CURRENT, GraduateState
from placement.graduates.rules import ages
from placement.professions.models import Profession
from placement.programmes.models import Programme

_DIGEST, _DIGEST_LENGTH = "placement.graduate-contact", 32
# Where in ``contact_key`` the two digests begin. The numbers stand in the statement itself: an index
# of an expression serves only the very same expression.
_DIGESTS = tuple(
    Func(F("contact_key"), template=f"SUBSTR(%(expressions)s, {start}, {_DIGEST_LENGTH})")
    for start in (1, _DIGEST_LENGTH + 2)
)


class Named(models.Model):
    """Surname, first name and patronymic."""

    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    middle_name = models.CharField("отчество", max_length=100, blank=True)

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.middle_name)))

    @property
    def short_name(self) -> str:
        """«Иванова М. П.»."""
        initials = (f"{name[0]}." for name in (self.first_name, self.middle_name) if name)
        return " ".join((self.last_name, *initials))


class PageOwner(models.Model):
    """Who has a page of their own: its link goes to an address that is known to be the right one (X-5)."""

    # Raised to withdraw the links that were given out to the page.
    link_serial = models.PositiveIntegerField(default=1, editable=False)
    # The address is another one than letters went to, and nobody has made sure of it yet.
    email_unverified = models.BooleanField("адрес не проверен", default=False, editable=False)

    class Meta:
        abstract = True


class GraduateQuerySet(models.QuerySet["Graduate"]):
    """Sets of graduates."""

    def current(self) -> "GraduateQuerySet":
        """Without those that were merged into another card or destroyed."""
        return self.filter(state__in=CURRENT)

    def of_person(self, graduate: "Graduate") -> "GraduateQuerySet":
        """The card and those linked with it: one person, whichever of them is asked for."""
        return self.with_linked(graduate.merged_into_id or graduate.pk)

    def with_linked(self, *keys: int) -> "GraduateQuerySet":
        """The cards with these numbers and those linked to them.

        What stands on them is asked for by this set of keys: joined to it, all rows would be read.
        """
        return self.filter(Q(pk__in=keys) | Q(merged_into__in=keys))

    def with_contact(self, *values: str) -> "GraduateQuerySet":
        """Those whose telephone or address this is, whole; nothing is opened for it."""
        return self.filter(has_contact(contact_digests(values)))


class Graduate(PageOwner, Named):
    """A student or graduate: who it is, what was learned, how to reach the person.

    ``last_name``, ``first_name`` and ``middle_name`` are the present name; earlier ones are rows
    of `GraduateName`, and the search finds all. What the person needs at work is health data and
    stands elsewhere, under a consent of its own.
    """

    class Intake(models.TextChoices):
        UNKNOWN = "", "Не указано"
        ON_REQUEST = "on-request", "Обучался по заявке работодателя"
        WITHOUT_REQUEST = "without-request", "Обучался без заявки работодателя"

    class Source(models.TextChoices):
        REQUEST = "request", "Заявление о содействии"
        TABLE = "table", "Список учебной части"
        STAFF = "staff", "Внёс специалист"

    class Capacity(models.TextChoices):
        FULL = ages.FULL, "Полная"
        RESTRICTED = ages.RESTRICTED, "Ограничена судом"
        INCAPABLE = ages.INCAPABLE, "Признан судом недееспособным"

    key = models.OneToOneField(PersonKey, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=GraduateState.choices,
        default=GraduateState.CLAIMED,
        editable=False,
    )
    # Since when the present name is borne, where it is known.
    named_on = models.DateField("фамилия и имя с", null=True, blank=True)
    born_on = models.DateField("дата рождения", null=True, blank=True)
    capacity = models.CharField(
        "дееспособность", max_length=12, choices=Capacity.choices, default=Capacity.FULL
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name="программа",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="graduates",
    )
    profession = models.ForeignKey(
        Profession,
        verbose_name="профессия",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="graduates",
    )
    group = models.CharField("группа", max_length=64, blank=True)
    entered_year = models.PositiveSmallIntegerField("год поступления", null=True, blank=True)
    left_year = models.PositiveSmallIntegerField("год выпуска", null=True, blank=True)
    # «выдача свидетельства»; before graduation neither is known.
    certificate = models.CharField("номер свидетельства", max_length=64, blank=True)
    certificate_on = models.DateField("свидетельство выдано", null=True, blank=True)
    intake = models.CharField("набор", max_length=16, choices=Intake.choices, blank=True)
    intake_employer = models.ForeignKey(
        Employer,
        verbose_name="по заявке работодателя",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="learners",
    )
    email = SealedTextField("личная электронная почта", blank=True)
    phone = SealedTextField("личный телефон", blank=True)
    trusted_person = SealedTextField("доверенное лицо", blank=True)
    trusted_phone = SealedTextField("телефон доверенного лица", blank=True)
    trusted_agreed_on = models.DateField("доверенное лицо согласно с", null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ответственный специалист",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source = models.CharField(
        "откуда сведения", max_length=12, choices=Source.choices, editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="объединён с",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
        db_index=False,
    )
    # Alike, but somebody has looked: different people.
    different_from = models.ManyToManyField("self", blank=True, verbose_name="это разные люди")
    destroyed_at = models.DateTimeField("данные уничтожены", null=True, editable=False)
    created_at = StampField("внесён", auto_now_add=True)
    is_demo = models.BooleanField("вымышленный", default=False, editable=False)
    # Keyed digests of telephone and address, between spaces.
    contact_key = models.CharField(max_length=300, editable=False)
    name_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    search_key = models.TextField(editable=False)

    objects = GraduateQuerySet.as_manager()

    class Meta:
        verbose_name = "выпускник"
        verbose_name_plural = "выпускники и обучающиеся"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=GraduateState.MERGED, merged_into__isnull=False)
                | (~Q(state=GraduateState.MERGED) & Q(merged_into=None)),
                name="graduate_merged_into",
                violation_error_message="У объединённой карточки, и только у неё, есть главная.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="graduate_not_merged_into_itself",
                violation_error_message="Это одна и та же карточка.",
            ),
            models.CheckConstraint(
                condition=Q(entered_year=None)
                | Q(left_year=None)
                | Q(left_year__gte=F("entered_year")),
                name="graduate_years_in_order",
                violation_error_message="Год выпуска раньше года поступления.",
            ),
            models.CheckConstraint(
                condition=Q(intake_employer=None) | Q(intake="on-request"),
                name="graduate_intake_employer",
                violation_error_message="Работодателя указывают, если обучение шло по его заявке.",
            ),
        ]
        indexes = [
            # All that the list asks of a card it does not show: a late page reads no cards before it.
            models.Index(
                fields=["sort_key", "id", "state", "merged_into"], name="graduate_in_order"
            ),
            models.Index(fields=["left_year", "group"], name="graduate_by_group"),
            models.Index(
                fields=["born_on", "first_name", "middle_name", "is_demo"],
                name="graduate_same_birthday",
            ),
            models.Index(fields=["name_key", "is_demo", "born_on"], name="graduate_same_name"),
            # Without the many cards that are linked to none: counting those, SQLite reads all cards
            # instead of looking up a person's few.
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="graduate_merged",
            ),
            models.Index(_DIGESTS[0], name="graduate_contact_1"),
            models.Index(_DIGESTS[1], name="graduate_contact_2"),
        ]
        permissions = [
            ("work_graduates", "Вести выпускников и их сопровождение"),
            ("read_graduate_identity", "Видеть личные данные выпускников"),
            ("read_graduate_health", "Видеть сведения о здоровье и нужных условиях"),
            ("approve_graduates", "Решать об отказах, объединять карточки выпускников"),
        ]

    def __str__(self) -> str:
        return self.full_name or "Данные уничтожены"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the keys that it is found, sorted and compared by."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Compute the keys; for who creates many rows at once, without `save`."""
        self.name_key = search_key(self.full_name)[:300]
        self.sort_key = sort_key(self.full_name)[:300]
        earlier = self.names.all() if self.pk else ()
        self.search_key = record_of(Graduate).search_text(self, *(n.full_name for n in earlier))
        self.contact_key = " ".join(contact_digests([str(self.email), str(self.phone)]))

    def name_on(self, day: dt.date | None) -> "Named":
        """The name borne on a day, for what was dated then; the present one without a day."""
        if day is None:
            return self
        earlier = [name for name in self.names.all() if name.until and name.until > day]
        return min(earlier, key=lambda name: (name.until, name.pk), default=self)

    @property
    def is_current(self) -> bool:
        """Whether the card is in use."""
        return self.state in CURRENT

    @property
    def in_use(self) -> "Graduate":
        """The card on which the person is worked with: this one, or that which it is linked to."""
        return self.merged_into or self

    @property
    def person_id(self) -> int:
        """The number of the card in use: the same for all cards of one person."""
        return self.merged_into_id or self.pk

    def age_on(self, day: dt.date) -> int | None:
        """Full years on a day; None while the birth date is not known."""
        return ages.age(self.born_on, day) if self.born_on else None


class GraduateName(Named):
    """A name that a person bore: papers of that time keep it, and the search finds it."""

    graduate = models.ForeignKey(Graduate, on_delete=models.CASCADE, related_name="names")
    until = models.DateField("до", null=True, blank=True)

    class Meta:
        verbose_name = "прежнее имя"
        verbose_name_plural = "прежние имена"
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.full_name


def contact_digests(values: list[str] | tuple[str, ...]) -> list[str]:
    """Keyed digests of telephones and addresses, by which two people are compared unopened."""
    plain = (digits(v)[-10:] if "@" not in v else v.strip().lower() for v in values if v)
    return [keyed_digest(_DIGEST, value)[:_DIGEST_LENGTH] for value in plain if value]


def has_contact(digests: Collection[str]) -> Q:
    """The condition that one of these digests is a card's, by index alone."""
    first, second = (Q(In(place, list(digests))) for place in _DIGESTS)
    return first | second
