"""The data bank of employers and other partners (P-2.2a, P-5.3)."""

import datetime as dt
from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from stdnum.ru import inn as stdnum_inn

from core.model_fields import StampField
from core.phones import phone_text
from core.records import record_of
from core.text import digits, sort_key
from placement.common import districts
from placement.employers.rules import duplicates, names
from placement.employers.rules.duplicates import Facts


class EmployerQuerySet(models.QuerySet["Employer"]):
    """Sets of employers."""

    def current(self) -> "EmployerQuerySet":
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def written_to_at(self, email: str) -> "EmployerQuerySet":
        """Those whose own address this is; the addresses of contact persons are theirs."""
        return self.current().exclude(email="").filter(email__iexact=email)

    def promised_by(self, day: dt.date) -> "EmployerQuerySet":
        """Those with a contact that was promised for ``day`` or earlier and is not done yet."""
        return self.filter(
            models.Exists(
                ContactRecord.objects.promised_by(day).filter(employer=models.OuterRef("pk"))
            )
        )

    def with_activity(self) -> "EmployerQuerySet":
        """With ``last_contact_at`` and the number of ``live_vacancies``, in the same query."""
        mine = models.OuterRef("pk")
        records = ContactRecord.objects.filter(employer=mine).order_by("-at").values("at")[:1]
        live = apps.get_model("placement", "Vacancy").objects.live().filter(employer=mine)
        counted = live.order_by().values("employer").annotate(n=models.Count("pk")).values("n")
        return self.annotate(
            last_contact_at=models.Subquery(records),
            live_vacancies=Coalesce(models.Subquery(counted), 0),
        )

    def facts(self) -> dict[int | None, Facts]:
        """What each of them is compared by with others, by primary key; one query."""
        columns = self.values_list("pk", "name_key", "inn", "ogrn", "phone")
        return {pk: Facts(*values) for pk, *values in columns}

    def same_number(self, data: "Employer") -> "EmployerQuerySet":
        """Others with the ИНН or ОГРН of ``data``, saved or not: the same organisation, or a branch.

        Without those that somebody has told apart from it.
        """
        same = Q(pk__in=[])
        if data.inn:
            same |= Q(inn=data.inn)
        if data.ogrn:
            same |= Q(ogrn=data.ogrn)
        others = self.current().filter(same).exclude(pk=data.pk).order_by("kpp", "pk")
        return others.exclude(different_from=data.pk) if data.pk else others

    def possible_duplicates(self) -> "EmployerQuerySet":
        """Those that may be the same as another that is not merged (`rules.duplicates`)."""
        apart: dict[int | None, set[int | None]] = defaultdict(set)
        pairs = Employer.different_from.through.objects
        for one, other in pairs.values_list("from_employer_id", "to_employer_id"):
            apart[one].add(other)
        suspected = duplicates.partners(Employer.objects.current().facts(), apart)
        return self.filter(pk__in=suspected)


class Employer(models.Model):
    """An organisation or entrepreneur that hires, may hire or helps (clause 2.2).

    ``name_key`` is the name without its legal form, as two are compared; ``search_key`` holds
    the words that the desk searches by. Both follow the other fields on save.
    """

    class Kind(models.TextChoices):
        ACTUAL = "actual", "Фактический работодатель"
        POTENTIAL = "potential", "Потенциальный работодатель"
        AUTHORITY = "authority", "Орган власти"
        EMPLOYMENT_CENTRE = "employment-centre", "Центр занятости"
        PARTNER = "partner", "Другой партнёр"

    kind = models.CharField("кто это", max_length=20, choices=Kind.choices, default=Kind.POTENTIAL)
    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=255, blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    ogrn = models.CharField("ОГРН (ОГРНИП)", max_length=15, blank=True)
    # A branch has the ИНН and ОГРН of its organisation, and a КПП of its own.
    kpp = models.CharField("КПП", max_length=9, blank=True)
    address = models.CharField("адрес", max_length=500, blank=True)
    district = models.CharField("район", max_length=32, blank=True, choices=districts.CHOICES)
    # As core.phones keeps it.
    phone = models.CharField("телефон", max_length=32, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    website = models.URLField("веб-сайт", blank=True)
    activity = models.CharField("вид деятельности", max_length=500, blank=True)
    founded_year = models.PositiveSmallIntegerField("год основания", null=True, blank=True)
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    remarks = models.TextField("примечания", blank=True)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
        verbose_name="объединён с",
    )
    # Alike, but somebody has looked: no repeats of one another.
    different_from = models.ManyToManyField(
        "self", blank=True, verbose_name="это разные работодатели"
    )
    created_at = StampField("внесён", auto_now_add=True)
    # The day on which somebody last confirmed that these data are right (clause 6.4).
    confirmed_on = models.DateField("сведения подтверждены", null=True, blank=True)
    is_demo = models.BooleanField("вымышленный", default=False, editable=False)
    name_key = models.CharField(max_length=500, editable=False, db_index=True)
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)
    search_key = models.TextField(editable=False)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = "работодатель"
        verbose_name_plural = "работодатели и партнёры"
        ordering = ["sort_key", "pk"]
        constraints = [
            # Two that were entered before somebody saw that they are one are merged, not lost.
            models.UniqueConstraint(
                fields=["inn", "kpp"],
                condition=~Q(inn="") & Q(merged_into=None),
                name="employer_inn_once",
                violation_error_message="Организация с таким ИНН и КПП уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")),
                name="employer_not_merged_into_itself",
                violation_error_message="Это одна и та же карточка.",
            ),
        ]
        indexes = [models.Index(fields=["phone"]), models.Index(fields=["ogrn"])]
        permissions = [
            ("work_employers", "Вести банк данных работодателей"),
            ("import_employers", "Загружать работодателей из таблицы"),
        ]

    def __str__(self) -> str:
        return self.short_name or names.shortened(self.full_name)

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the keys that it is found, sorted and compared by."""
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_keys(self) -> None:
        """Compute the keys; for who creates many rows at once, without `save`."""
        self.name_key = names.employer_key(self.full_name)
        self.sort_key = sort_key(str(self))[:500]
        self.search_key = record_of(Employer).search_text(self, digits(self.phone))

    @property
    def is_person(self) -> bool:
        """Whether this is an entrepreneur: a person's ИНН has twelve digits."""
        return len(self.inn) == 12 and bool(stdnum_inn.is_valid(self.inn))

    def is_branch_beside(self, other: "Employer") -> bool:
        """Whether a КПП of its own tells it from another with the same ИНН or ОГРН."""
        return bool(self.kpp) and self.kpp != other.kpp

    @property
    def phone_text(self) -> str:
        """The phone as people read it."""
        return phone_text(self.phone)


class EmployerContact(models.Model):
    """A person to speak with at an employer; kept while that person's consent stands.

    ``submission`` is the request that brought the person in: when its data are destroyed, so is
    this row.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="contacts")
    submission = models.ForeignKey(
        "forms_app.Submission", null=True, editable=False, on_delete=models.PROTECT
    )
    name = models.CharField("фамилия, имя, отчество", max_length=255)
    post = models.CharField("должность", max_length=255, blank=True)
    phone = models.CharField("телефон", max_length=32, blank=True)
    email = models.EmailField("электронная почта", blank=True)

    class Meta:
        verbose_name = "контактное лицо"
        verbose_name_plural = "контактные лица"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["phone"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name

    @property
    def phone_text(self) -> str:
        """The phone as people read it."""
        return phone_text(self.phone)


class ContactRecordQuerySet(models.QuerySet["ContactRecord"]):
    """Sets of contacts."""

    def promised_by(self, day: dt.date) -> "ContactRecordQuerySet":
        """What was promised for ``day`` or earlier and is not done yet."""
        return self.filter(promised_on__lte=day, done_at=None)


class ContactRecord(models.Model):
    """One contact with an employer (clause 5.3): in person or remote, and what was promised."""

    class Form(models.TextChoices):
        INTERVIEW = "interview", "Личное собеседование"
        CONSULTATION = "consultation", "Консультация"
        LETTER = "letter", "Электронная переписка"
        CALL = "call", "Телефонные переговоры"

    IN_PERSON = frozenset({Form.INTERVIEW, Form.CONSULTATION})

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="records")
    form = models.CharField("форма", max_length=16, choices=Form.choices)
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто",
        on_delete=models.PROTECT,
        related_name="+",
    )
    summary = models.TextField("о чём договорились")
    promised_on = models.DateField("связаться снова", null=True, blank=True)
    done_at = models.DateTimeField("выполнено", null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ContactRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "контакт с работодателем"
        verbose_name_plural = "контакты с работодателями"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["promised_on"], condition=Q(done_at=None), name="contact_promised_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="contact_done_at_and_by",
                violation_error_message="Укажите и когда выполнено, и кто выполнил.",
            )
        ]
        permissions = [("correct_contact_log", "Исправлять чужие записи о контактах")]

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.employer}"

    @property
    def is_in_person(self) -> bool:
        """«очная» rather than «дистанционная» interaction, in the words of clause 5.3."""
        return self.form in self.IN_PERSON

    @property
    def mode(self) -> str:
        """«очная форма» or «дистанционная форма»."""
        return "очная форма" if self.is_in_person else "дистанционная форма"

    @property
    def is_open(self) -> bool:
        """Whether something was promised that is not done yet."""
        return self.promised_on is not None and self.done_at is None
