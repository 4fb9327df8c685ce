"""A vacancy is seen, found and gone at once: stored pages and search follow each save.

Whoever changes rows by ``update``, which sends no signal, saves something of theirs afterwards.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from core.models import Organisation
from home import cache, index
from placement.centre.terms.models import Terms
from placement.employers.models import Employer, EmployerContact
from placement.employers.signals import person_removed, renamed
from placement.graduates.models import Graduate
from placement.grants import signals as grants
from placement.grants.models import Grant
from placement.needs import services as needs
from placement.professions.models import Profession
from placement.vacancies import letters
from placement.vacancies.models import Vacancy, VacancyQuerySet
from placement.vacancies.pages import VacanciesPage
from placement.vacancies.public import facts
from placement.vacancies.public import search as vacancy_search
from placement.vacancies.services import follow_name

# Fields of a vacancy and of an employer whose change nobody outside sees.
_UNSEEN = frozenset({"asked_at", "ask_serial", "search_key"})
_UNSEEN_OF_EMPLOYER = frozenset({"confirmed_on", "merged_into"})


def connect() -> None:
    """Listen; called once at start."""
    cache.watch(Organisation, Terms)
    post_save.connect(_on_vacancy, sender=Vacancy, dispatch_uid="placement.vacancy_saved")
    post_delete.connect(_on_deleted, sender=Vacancy, dispatch_uid="placement.vacancy_deleted")
    post_save.connect(_on_employer, sender=Employer, dispatch_uid="placement.employer_saved")
    post_save.connect(_on_profession, sender=Profession, dispatch_uid="placement.profession_saved")
    renamed.connect(_on_renamed, dispatch_uid="placement.employer_renamed")
    grants.ended.connect(_on_grant_ended, dispatch_uid="placement.needs_without_consent")
    person_removed.connect(_on_person_removed, dispatch_uid="placement.person_removed")


def _list_page() -> VacanciesPage | None:
    """The list; one behind a login too, for that is looked at with each search."""
    return VacanciesPage.objects.live().first()


def _on_vacancy(instance: Vacancy, **kwargs: Any) -> None:
    """Index it while it is public. One that never was costs nothing more than its own row."""
    if kwargs.get("raw") or _only(kwargs, _UNSEEN):
        return
    shown = facts.find(instance.pk)
    page = _list_page() if shown is not None else None
    if shown is not None and page is not None:
        index.put(vacancy_search.document(shown, page))
    elif not kwargs["created"]:
        index.drop(vacancy_search.key(instance.pk))
    if instance.published_at is not None:
        cache.bump()


def _on_deleted(instance: Vacancy, **kwargs: Any) -> None:
    index.drop(vacancy_search.key(instance.pk))
    cache.bump()


def _on_employer(instance: Employer, **kwargs: Any) -> None:
    if not (kwargs.get("raw") or kwargs["created"] or _only(kwargs, _UNSEEN_OF_EMPLOYER)):
        _renew(Vacancy.objects.filter(employer=instance))


def _on_profession(instance: Profession, **kwargs: Any) -> None:
    if not kwargs.get("raw") and not kwargs["created"]:
        _renew(Vacancy.objects.filter(profession=instance))


def _on_renamed(employer: Employer, **kwargs: Any) -> None:
    follow_name(employer=employer)


def _on_person_removed(contact: EmployerContact, **kwargs: Any) -> None:
    letters.forget_person(contact)


def _on_grant_ended(grant: Grant, cards: list[Graduate], **kwargs: Any) -> None:
    needs.forget_needs(grant, cards)


def _only(kwargs: dict[str, Any], unseen: frozenset[str]) -> bool:
    fields = kwargs.get("update_fields")
    return fields is not None and unseen.issuperset(fields)


def _renew(vacancies: VacancyQuerySet) -> None:
    """Index the public ones among these anew, for a name in them may have changed."""
    public = facts.shown(vacancies.public())
    if not public:
        return
    if page := _list_page():
        for shown in public:
            index.put(vacancy_search.document(shown, page))
    cache.bump()
