"""What the public is told of a vacancy; nothing beyond it reaches a page, feed, search or sitemap.

Age, sex, legal basis, remarks on wordings, contact persons and «кому будет подчиняться», which
may be a person's name, are neither read from the database nor named here (P-F2, FACTS § 3).
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings

from core.clock import local_day
from core.records import Audience
from core.text import NBSP
from placement.common import districts
from placement.vacancies.models import Vacancy, VacancyQuerySet
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules import age
from placement.vacancies.rules.pay import rubles

_NOTES = ("hearing_note", "vision_note", "motor_note")
# What is read from the database: the public fields, and what stands beside them on the page.
_FIELDS = (
    *(one.name for one in VACANCIES.seen_by(Audience.PUBLIC) if one.name != "profession"),
    "filled_places",
    "published_at",
    "confirmed_at",
    "asked_at",
    "stale_at",
    "is_demo",
    "employer__full_name",
    "employer__short_name",
    "employer__website",
    "employer__activity",
    "profession__name",
)
# schema.org knows no shifts: a shift is a full day's work by another clock.
_EMPLOYMENT_TYPES = {
    Vacancy.Schedule.FULL: "FULL_TIME",
    Vacancy.Schedule.PART: "PART_TIME",
    Vacancy.Schedule.SHIFT: "FULL_TIME",
    Vacancy.Schedule.FLEXIBLE: "OTHER",
}


CONDITIONS = dict(zip(Vacancy.CONDITIONS, VACANCIES.labels(Vacancy.CONDITIONS), strict=True))


class Shown:
    """A vacancy as anyone may see it. Templates get this instead of the row."""

    def __init__(self, row: Vacancy) -> None:
        self._row = row
        self.number = row.pk
        self.url = row.get_absolute_url()
        self.title = row.title
        self.employer = str(row.employer)
        self.employer_site = row.employer.website
        self.activity = row.employer.activity
        self.profession = row.profession.name if row.profession else ""
        self.department = row.department
        self.duties = row.duties
        self.address = row.address
        self.places = row.free_places
        self.start_on = row.start_on
        self.probation = row.probation
        self.computer_skills = row.computer_skills
        self.is_demo = row.is_demo

    @property
    def full_url(self) -> str:
        """The address with the site's name."""
        return f"{settings.SITE_URL}{self.url}"

    @property
    def place(self) -> districts.District:
        """The district with its region."""
        return districts.BY_CODE[self._row.district]

    @property
    def place_text(self) -> str:
        """«Гатчинский округ, Ленинградская область»."""
        return self._row.place_text

    @property
    def schedule(self) -> str:
        """«Сменный график», as the employer chose."""
        return self._row.get_schedule_display()

    @property
    def schedule_text(self) -> str:
        """The schedule with hours and shifts."""
        note = self._row.schedule_note.strip()
        return f"{self.schedule}, {note[:1].lower()}{note[1:]}" if note else self.schedule

    @property
    def term(self) -> str:
        """«Временная работа»; empty where nobody has said."""
        return self._row.get_term_display()

    @property
    def education(self) -> str:
        """What education is asked for; empty where it does not matter."""
        row = self._row
        return "" if row.education == Vacancy.Education.ANY else row.get_education_display()

    # --- pay -----------------------------------------------------------------------------------------

    @property
    def pay(self) -> int | None:
        """«Оклад постоянный», whole rubles a month; None where the employer did not say."""
        return self._row.pay or None

    @property
    def pay_text(self) -> str:
        """«45 000 руб. в месяц», or nothing."""
        return f"{rubles(self.pay)} в{NBSP}месяц" if self.pay else ""

    @property
    def probation_pay_text(self) -> str:
        """Pay during probation where it differs, or nothing."""
        pay = self._row.pay_probation
        return f"{rubles(pay)} в{NBSP}месяц" if pay and pay != self.pay else ""

    # --- conditions ------------------------------------------------------------------------------------

    @property
    def conditions(self) -> list[str]:
        """What makes the work possible with a disability, in words."""
        return self._row.condition_labels

    @property
    def notes(self) -> list[tuple[str, str]]:
        """For whom the employer says more, and what."""
        return VACANCIES.facts(self._row, (VACANCIES.fields[name] for name in _NOTES))

    # --- days ------------------------------------------------------------------------------------------

    @property
    def published_at(self) -> dt.datetime:
        """When it was published."""
        assert self._row.published_at
        return self._row.published_at

    @property
    def published_on(self) -> dt.date:
        """The day of publication by the clock of the installation."""
        return local_day(self.published_at)

    @property
    def confirmed_on(self) -> dt.date:
        """The day on which somebody last said that it is still wanted."""
        assert self._row.confirmed_at
        return local_day(self._row.confirmed_at)

    @property
    def valid_until(self) -> dt.datetime:
        """When it leaves the site unless somebody confirms it."""
        row = self._row
        if row.stale_at is not None:
            return row.stale_at + age.HIDE_AFTER
        assert row.confirmed_at
        asked_at = row.asked_at or row.confirmed_at + age.ASK_EVERY
        return asked_at + age.STALE_AFTER + age.HIDE_AFTER

    # --- for machines ------------------------------------------------------------------------------------

    @property
    def employment_types(self) -> list[str]:
        """``employmentType`` of schema.org."""
        types = [_EMPLOYMENT_TYPES[Vacancy.Schedule(self._row.schedule)]]
        if self._row.part_time and "PART_TIME" not in types:
            types.append("PART_TIME")
        if self._row.term == Vacancy.Term.TEMPORARY:
            types.append("TEMPORARY")
        return types

    @property
    def is_remote(self) -> bool:
        """Whether one can work from home."""
        return self._row.remote_work

    @property
    def summary(self) -> str:
        """One line: who, where, when, for how much, under what conditions."""
        parts = [self.employer, self.place_text, self.schedule, self.term, self.pay_text]
        facts = ". ".join(part for part in parts if part)
        conditions = ", ".join(self.conditions)
        return f"{facts}. Условия: {conditions}." if conditions else f"{facts}."


def shown(vacancies: VacancyQuerySet) -> list[Shown]:
    """These vacancies in one query; the caller has chosen public ones."""
    return [Shown(row) for row in _rows(vacancies)]


def find(number: int) -> Shown | None:
    """The public vacancy of this number."""
    row = _rows(Vacancy.objects.public().filter(pk=number)).first()
    return Shown(row) if row else None


def similar(*, profession_id: int | None, district: str, count: int = 3) -> list[Shown]:
    """Public vacancies of the same profession: of the district, of its region, then others."""
    region = district.partition("-")[0]
    near: list[Shown] = []
    if profession_id is None:
        return near
    vacancies = Vacancy.objects.public().filter(profession=profession_id)
    parts: Iterable[VacancyQuerySet] = (
        vacancies.filter(district=district),
        vacancies.filter(district__startswith=f"{region}-").exclude(district=district),
        vacancies.exclude(district__startswith=f"{region}-"),
    )
    for part in parts:
        if len(near) < count:
            near += shown(part.order_by("-published_at", "-pk")[: count - len(near)])
    return near


def _rows(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    return vacancies.select_related("employer", "profession").only(*_FIELDS)
