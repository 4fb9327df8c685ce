"""Forms of the nouns that a contest is set up with."""

from typing import Any, cast

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from contest.setup.in_use import has_applications
from contest.setup.models import Contest, ContestRole
from contest.setup.models.contests import ADDRESS_STAYS, OPERATOR_STAYS
from core import clock
from core.models import Journal, Organisation, User

from . import locking
from .keeping import refuse_early_destruction
from .local_time import LocalDateTimeField, instant_of

SETUP_ALL = "contest.add_contest"
IN_USE = "По конкурсу уже есть заявки или черновики."
OPENS = "applications_open_at"
SCORING_OPENS, SCORING_CLOSES = "scoring_opens_at", "scoring_closes_at"
DEADLINES = (
    "applications_close_at",
    "corrections_due_at",
    SCORING_CLOSES,
    "replacements_until",
    "role_play_closes_at",
)
INSTANTS = (OPENS, *DEADLINES, SCORING_OPENS, "stage_two_starts_at", "role_play_opens_at")


def set_up_by(user: User) -> Any:
    """The contests that this person sets up: all, or those of their organisation."""
    contests = Contest.objects.all()
    if user.has_perm(SETUP_ALL):
        return contests
    if user.organisation_id is None:
        return contests.none()
    return contests.filter(operator=user.organisation_id)


class ContestForm(WagtailAdminModelForm):
    """A contest; its instants are typed and shown in its own zone."""

    applications_open_at = LocalDateTimeField(label="Приём заявок с")
    applications_close_at = LocalDateTimeField(label="Приём заявок до (не включая)")
    corrections_due_at = LocalDateTimeField(
        label="Исправления принимаются до (не включая)", required=False
    )
    scoring_opens_at = LocalDateTimeField(label="Комиссия оценивает видео с", required=False)
    scoring_closes_at = LocalDateTimeField(
        label="Комиссия оценивает видео до (не включая)", required=False
    )
    stage_two_starts_at = LocalDateTimeField(label="II этап начинается", required=False)
    replacements_until = LocalDateTimeField(
        label="Замены во II этап возможны до (не включая)", required=False
    )
    role_play_opens_at = LocalDateTimeField(
        label="Комиссия оценивает ролевые игры с", required=False
    )
    role_play_closes_at = LocalDateTimeField(
        label="Комиссия оценивает ролевые игры до (не включая)", required=False
    )
    order_number = forms.CharField(
        label="Номер и дата приказа о переносе сроков",
        max_length=100,
        required=False,
        help_text="Нужен, когда сроки меняют после начала оценки. Сохраняется в истории.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contest = cast(Contest, self.instance)
        if contest.pk:
            # A disabled field keeps what is stored, whatever is sent.
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = ADDRESS_STAYS
            if has_applications(contest):
                self.fields["operator"].disabled = True
                self.fields["operator"].help_text = OPERATOR_STAYS
        zone = contest.time_zone
        for name in INSTANTS:
            field = cast(LocalDateTimeField, self.fields[name])
            field.zone = zone
            field.help_text = self._said(name, getattr(contest, name), zone)
        self.is_locked = bool(contest.pk) and contest.is_locked()
        locking.freeze_questions(self)
        if self.is_locked:
            locking.freeze(self)
        else:
            del self.fields["order_number"]
        if not self._is_administrator:
            operators = Organisation.objects.filter(staff=self.for_user)
            cast(forms.ModelChoiceField, self.fields["operator"]).queryset = operators

    @property
    def _is_administrator(self) -> bool:
        return bool(self.for_user and self.for_user.has_perm(SETUP_ALL))

    def _said(self, name: str, instant: Any, zone: str) -> str:
        """Whose clock is meant, and how the stored instant is said to applicants."""
        where = f"Местное время конкурса ({clock.format_zone(instant or clock.now(), zone)})."
        is_deadline = name in DEADLINES
        rule = " Чтобы принимать до конца дня 27 мая, напишите 28.05 и время 00:00."
        say = clock.format_deadline if is_deadline else clock.format_instant
        now = f" Сейчас: {say(instant, zone)}." if instant else ""
        return f"{where}{rule if is_deadline else ''}{now}"

    def clean(self) -> dict[str, Any]:
        """Make instants of the local times; keep a contest with applications in sight."""
        cleaned = super().clean() or self.cleaned_data
        zone = cleaned.get("time_zone")
        if zone:
            for name in INSTANTS:
                self._make_instant(cleaned, name, zone)
        opens, closes = cleaned.get("applications_open_at"), cleaned.get("applications_close_at")
        if opens and closes and opens >= closes:
            self.add_error("applications_close_at", "Приём заканчивается раньше, чем начинается.")
        locking.check(self)
        contest = cast(Contest, self.instance)
        hidden = contest.pk and not cleaned.get("is_published") and contest.is_published
        if hidden and contest.entries.exists():
            self.add_error("is_published", "В конкурсе есть заявки: скрыть его нельзя.")
        refuse_early_destruction(self)
        return cleaned

    def _make_instant(self, cleaned: dict[str, Any], name: str, zone: str) -> None:
        local = cleaned.get(name)
        if local is None or local.tzinfo is not None:
            return
        try:
            cleaned[name] = instant_of(local, zone)
        except forms.ValidationError as error:
            self.add_error(name, error)

    def save(self, commit: bool = True) -> Contest:
        """Save; a new contest gets a journal of its own."""
        contest = cast(Contest, self.instance)
        if contest.journal_id is None:
            contest.journal = Journal.objects.create(
                code=f"contest-{contest.slug}", title=f"Заявки: {contest}"[:255]
            )
        return cast(Contest, super().save(commit))


class WithinContests(WagtailAdminModelForm):
    """A form of a noun of one contest: only contests that this person sets up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contest = cast(forms.ModelChoiceField, self.fields["contest"])
        contest.queryset = set_up_by(self.for_user)


class RoleForm(WithinContests):
    """A role with its services and indicators; what answers hang on stays once there are any."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contests = set_up_by(self.for_user)
        locking.offer_groups(self.formsets["services"], self.instance, contests)

    def clean(self) -> dict[str, Any]:
        """Refuse what would orphan answers, or change who is ranked with whom during marking."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        locking.check_groups(self)
        role = ContestRole.objects.filter(pk=self.instance.pk).select_related("contest").first()
        if role is None or not has_applications(role.contest):
            return cleaned
        for name in ("contest", "code"):
            if name in self.changed_data:
                self.add_error(name, f"{IN_USE} Изменить это нельзя.")
        for name in ("services", "indicators"):
            self._keep_rows(self.formsets[name])
        return cleaned

    def _keep_rows(self, rows: Any) -> None:
        # Its rows are cleaned only when asked for.
        rows.is_valid()
        for form in rows.forms:
            if not form.instance.pk:
                continue
            if getattr(form, "cleaned_data", {}).get("DELETE"):
                self.add_error(None, f"{IN_USE} Удалить «{form.instance}» нельзя.")
            for field in {"number", "unit"} & set(form.changed_data):
                form.add_error(field, f"{IN_USE} Изменить это нельзя.")

    class Meta:
        model = ContestRole
        fields = ["contest", "code", "title", "definition", "appendix", "served_label", "order"]
