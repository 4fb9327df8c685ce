"""What a graduate allows the centre to do with personal data, and who signed for it (P-F4, P-F5)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from core import clock
from core.model_fields import StampField
from core.models import PersonKey, PrivateFile, SealedTextField, User
from forms_app.models import Consent, ConsentText
from placement.consents import ASSISTANCE, HEALTH, PURPOSES
from placement.employers.models import Employer
from placement.graduates import rights
from placement.graduates.models import Graduate, PageOwner
from placement.grants.rules import capacity
from placement.grants.rules.capacity import KINDS, Kind, Signer

SIGNERS = {Signer.PERSON: "Сам человек", Signer.REPRESENTATIVE: "Законный представитель"}


class Representative(PageOwner):
    """Who signs for a minor or for a person whom a court has declared incapable (P-F5).

    Of an institution ``full_name`` is its signer, with post and the paper that gives authority.
    """

    graduate = models.ForeignKey(Graduate, on_delete=models.PROTECT, related_name="representatives")
    kind = models.CharField(
        "кем приходится", max_length=12, choices=[(k.value, v) for k, v in KINDS.items()]
    )
    full_name = models.CharField("фамилия, имя, отчество", max_length=255)
    institution = models.CharField("организация", max_length=500, blank=True)
    post = models.CharField("должность", max_length=255, blank=True)
    authority = SealedTextField("документ о полномочиях", blank=True)
    # Of a guardianship that ends before the person is of age, or of an institution's power.
    until = models.DateField("полномочия до", null=True, blank=True)
    identity = SealedTextField("паспорт", blank=True)
    address = SealedTextField("адрес", blank=True)
    email = SealedTextField("электронная почта", blank=True)
    phone = SealedTextField("телефон", blank=True)
    ended_on = models.DateField("больше не представляет с", null=True, blank=True)
    # Who of the staff entered or changed the row; empty as long as only a request has named it.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = StampField("внесён", auto_now_add=True)

    class Meta:
        verbose_name = "законный представитель"
        verbose_name_plural = "законные представители"
        ordering = ["ended_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Kind.INSTITUTION.value) | (~Q(institution="") & ~Q(post="")),
                name="representative_institution_named",
                violation_error_message="Назовите организацию и должность того, кто подписывает.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.graduate.key

    @property
    def is_institution(self) -> bool:
        """Whether an organisation represents, by whoever signs for it."""
        return self.kind == Kind.INSTITUTION

    def is_acting(self, on: dt.date) -> bool:
        """Whether the authority stands on this day, and the law lets this one represent."""
        is_over = self.ended_on is not None or (self.until is not None and on >= self.until)
        person = self.graduate.in_use
        if is_over or person.born_on is None:
            return not is_over
        possible = capacity.kinds(born_on=person.born_on, capacity=person.capacity, on=on)
        return self.kind in possible


class GrantQuerySet(models.QuerySet["Grant"]):
    """Sets of grants."""

    def seen_by(self, user: User) -> "GrantQuerySet":
        """All but the consents to health data, for who may not see those: a row alone says much."""
        return self if user.has_perm(rights.HEALTH) else self.exclude(purpose=HEALTH)

    def in_force(self, on: dt.date) -> "GrantQuerySet":
        """Signed by all who must, not withdrawn, not past the day that asks for an own signature."""
        own = Q(own_signature_from=None) | Q(own_signature_from__gt=on)
        return self.filter(own, complete_at__isnull=False, withdrawn_at=None)

    def open(self) -> "GrantQuerySet":
        """Those that were not withdrawn, signed or not."""
        return self.filter(withdrawn_at=None)

    def needing_own_signature(self, on: dt.date, days: int) -> "GrantQuerySet":
        """Those in force that need another signature within so many days."""
        until = on + dt.timedelta(days=days)
        return self.in_force(on).filter(own_signature_from__lte=until)

    def of_outer_person(self) -> "GrantQuerySet":
        """In a subquery: those of the person whose ``graduate`` the outer row has, on all cards."""
        merged_into, graduate = (
            OuterRef(OuterRef(name)) for name in ("graduate__merged_into", "graduate")
        )
        # By keys, so that the database looks up a person's few rows instead of reading all.
        kept = Coalesce(merged_into, graduate)
        return self.filter(graduate__in=Graduate.objects.filter(Q(pk=kept) | Q(merged_into=kept)))

    def waiting(self) -> "GrantQuerySet":
        """Those in which a signature is missing: they wait for the first one, or for an own one."""
        today = clock.local_day(clock.now())
        # Each with what its index asks for, or the database goes through the consents of everybody.
        unsigned = Q(withdrawn_at=None, complete_at=None)
        return self.filter(unsigned | Q(withdrawn_at=None, own_signature_from__lte=today))

    def original_awaited(self) -> "GrantQuerySet":
        """Those signed by hand of which the paper itself has not come in."""
        signed = GrantSignature.objects.filter(
            evidence__method=Consent.Method.INK, evidence__original_received_at=None
        )
        return self.open().filter(pk__in=signed.values("grant"))

    def to_destroy(self) -> "GrantQuerySet":
        """The consents to accompaniment that were taken back, with no new one: the data end too."""
        again = Grant.objects.open().of_outer_person().filter(purpose=ASSISTANCE)
        rows = self.filter(~Exists(again), purpose=ASSISTANCE, destroy_by__isnull=False)
        return rows.order_by("destroy_by", "pk")


class Grant(models.Model):
    """One consent of one person for one purpose; to whom and where, if the purpose names it.

    ``complete_at`` is the instant at which the last signature that the law wants was given.
    From ``own_signature_from`` on it is evidence only: the person is of age, whoever signed has no
    authority any more, or the term is over that the text says.
    """

    graduate = models.ForeignKey(Graduate, on_delete=models.PROTECT, related_name="grants")
    purpose = models.CharField("на что", max_length=64, choices=list(PURPOSES.items()))
    # Of a consent that names whom it is for.
    employer = models.ForeignKey(
        Employer,
        verbose_name="кому",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    # Where photo or video may be shown: the site, or one social network.
    place = models.CharField("где", max_length=100, blank=True)
    submission = models.ForeignKey(
        "forms_app.Submission",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    created_at = StampField("запрошено", auto_now_add=True)
    complete_at = models.DateTimeField("действует с", null=True, editable=False)
    own_signature_from = models.DateField("нужна своя подпись с", null=True, editable=False)
    # When it was noticed that ``own_signature_from`` has come: whatever rested on it ended then.
    lapsed_at = models.DateTimeField("утратило силу", null=True, editable=False)
    # For which ``own_signature_from`` staff and person were reminded.
    reminded_for = models.DateField(null=True, editable=False)
    withdrawn_at = models.DateTimeField("отозвано", null=True, editable=False)
    # It ended because the term that its text says is over: nobody took it back.
    is_over = models.BooleanField("закончилось", default=False, editable=False)
    # By when the data that rested on it are destroyed.
    destroy_by = models.DateField("уничтожить данные до", null=True, editable=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие выпускника"
        verbose_name_plural = "согласия выпускников"
        ordering = ["graduate", "purpose", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate", "purpose", "place"],
                condition=Q(withdrawn_at=None, employer=None),
                name="grant_open_once",
                violation_error_message="Такое согласие уже есть.",
            ),
            models.UniqueConstraint(
                fields=["graduate", "purpose", "place", "employer"],
                condition=Q(withdrawn_at=None, employer__isnull=False),
                name="grant_to_employer_once",
                violation_error_message="Такое согласие уже есть.",
            ),
        ]
        indexes = [
            models.Index(fields=["purpose", "complete_at"], name="grant_by_purpose"),
            models.Index(
                fields=["own_signature_from"],
                condition=Q(withdrawn_at=None, own_signature_from__isnull=False),
                name="grant_own_signature",
            ),
            models.Index(
                fields=["destroy_by"],
                condition=Q(destroy_by__isnull=False),
                name="grant_to_destroy",
            ),
        ]

    def __str__(self) -> str:
        whom = f": {self.employer}" if self.employer_id else ""
        where = f" – {self.place}" if self.place else ""
        return f"{self.get_purpose_display()}{whom}{where}"

    @property
    def is_taken_back(self) -> bool:
        """Whether the person ended it: not its term, nor the lack of a signature."""
        return self.withdrawn_at is not None and not self.is_over

    @property
    def history_details(self) -> dict[str, str]:
        """How the history of a card names the consent; what it is to decides who may know of it."""
        return {"grant": str(self), "purpose": self.purpose}

    def is_in_force(self, on: dt.date) -> bool:
        """Says of one row what `GrantQuerySet.in_force` says of all."""
        is_own = self.own_signature_from is None or on < self.own_signature_from
        return is_own and self.complete_at is not None and self.withdrawn_at is None


class GrantSignature(models.Model):
    """One signature under a grant, with its evidence: exact text, instant, way (invariant 7)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="signatures")
    signer = models.CharField(
        "кто", max_length=16, choices=[(s.value, v) for s, v in SIGNERS.items()]
    )
    representative = models.ForeignKey(
        Representative,
        null=True,
        on_delete=models.PROTECT,
        related_name="signatures",
    )
    evidence = models.OneToOneField(
        Consent, on_delete=models.PROTECT, related_name="grant_signature"
    )
    # The scan of the signed paper, or the file of the electronic signature.
    file = models.OneToOneField(PrivateFile, null=True, on_delete=models.PROTECT, related_name="+")
    # What the electronic signature signs.
    document = models.OneToOneField(
        PrivateFile, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "подпись под согласием"
        verbose_name_plural = "подписи под согласиями"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signer=Signer.REPRESENTATIVE.value, representative__isnull=False)
                | Q(signer=Signer.PERSON.value, representative=None),
                name="grant_signature_of_whom",
                violation_error_message="Подпись представителя, и только она, называет его.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_signer_display()}, {self.evidence.given_at:%d.%m.%Y}"


class MailedCode(models.Model):
    """A code on its way to who signs: its digest, and the exact text that it is to sign.

    One per grant and signer: a new one takes the place of the earlier.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="codes")
    representative = models.ForeignKey(
        Representative, null=True, on_delete=models.CASCADE, related_name="codes"
    )
    text = models.ForeignKey(ConsentText, on_delete=models.CASCADE, related_name="+")
    filled = SealedTextField("заполненный текст")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "код подписи"
        verbose_name_plural = "коды подписи"
        constraints = [
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(representative=None),
                name="mailed_code_to_person_once",
                violation_error_message="Код уже отправлен.",
            ),
            models.UniqueConstraint(
                fields=["grant", "representative"],
                name="mailed_code_to_representative_once",
                violation_error_message="Код уже отправлен.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.expires_at:%d.%m.%Y %H:%M}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.grant.graduate.key

    @property
    def is_live(self) -> bool:
        """Whether it may still be given."""
        return clock.now() < self.expires_at
