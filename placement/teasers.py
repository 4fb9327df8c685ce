"""What the placement centre adds to the common pages: cards of the home page, the sitemap."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from home import registries
from home.closed import section
from home.pages.sveden import SvedenPage
from home.registries import Section, SitemapEntry, Task
from placement.assistance.pages import GraduatesPage
from placement.centre.pages import ADDRESSES, CentrePage, institution
from placement.employers.pages import EmployersPage
from placement.statistics.pages import EducationPage
from placement.statistics.public import employment
from placement.vacancies.models import Vacancy
from placement.vacancies.pages import VacanciesPage, count_text

VACANCIES, EMPLOYERS, EMPLOYMENT = "vacancies", "employers", "employment"
GRADUATES = "graduates"
CARDS = {
    VACANCIES: "Вакансии",
    GRADUATES: "Выпускникам",
    EMPLOYERS: "Работодателям",
    EMPLOYMENT: "Трудоустройство выпускников",
}


def register() -> None:
    """Make them known; called once at start."""
    registries.register_sections(
        Section(VacanciesPage, "vacancies", "Вакансии"),
        Section(GraduatesPage, "graduates", "Выпускникам"),
        Section(EmployersPage, "employers", "Работодателям"),
        Section(CentrePage, "centre", settings.CENTRE_NAME),
        Section(SvedenPage, "sveden", "Сведения об образовательной организации"),
        Section(EducationPage, "education", "Образование. Трудоустройство выпускников", SvedenPage),
    )
    registries.register_tasks(vacancies_task)
    registries.register_tasks(graduates_task)
    registries.register_tasks(employers_task)
    registries.register_tasks(employment_task)
    registries.register_cards(CARDS)
    registries.register_sitemap(vacancies)
    registries.register_institution(institution, ADDRESSES)


def vacancies_task(now: dt.datetime) -> Iterator[Task]:
    """What most people come to the centre for."""
    page = section(VacanciesPage)
    if page is None:
        return
    count = Vacancy.objects.public().count()
    yield Task(
        title=CARDS[VACANCIES],
        url=page.url,
        text="Вакансии по профессиям учреждения: район, график, условия, важные при инвалидности.",
        action="Смотреть вакансии",
        tag=count_text(count) if count else "",
        tag_kind="ok",
        main=True,
        order=12,
        code=VACANCIES,
    )


def graduates_task(now: dt.datetime) -> Iterator[Task]:
    """A graduate's way to help."""
    page = section(GraduatesPage)
    if page is not None:
        yield Task(
            title=CARDS[GRADUATES],
            url=page.url,
            text="Поможем найти работу по профессии и будем рядом, пока вы к ней не привыкнете.",
            action="Как попросить о помощи",
            order=14,
            code=GRADUATES,
        )


def employers_task(now: dt.datetime) -> Iterator[Task]:
    """An employer's way to a request."""
    page = section(EmployersPage)
    if page is not None:
        yield Task(
            title=CARDS[EMPLOYERS],
            url=page.url,
            text="Заявка на подбор работника, сопровождение на рабочем месте, "
            "государственная поддержка.",
            action="Что предлагает центр",
            order=60,
            code=EMPLOYERS,
        )


def employment_task(now: dt.datetime) -> Iterator[Task]:
    """Graduate employment is reached from the home page (FACTS § 1)."""
    page = section(EducationPage)
    newest = employment.newest_year()
    if page is None or newest is None:
        return
    share = f": трудоустроены {newest.share_text}" if newest.v1 else ""
    yield Task(
        title=CARDS[EMPLOYMENT],
        url=page.url,
        text=f"{newest.academic_year} учебный год{share}.",
        action="Посмотреть сведения",
        order=80,
        code=EMPLOYMENT,
    )


def vacancies() -> Iterator[SitemapEntry]:
    """Addresses of the public vacancies, while there is a list that leads to them."""
    if section(VacanciesPage) is None:
        return
    rows = Vacancy.objects.public().order_by("pk").values_list("pk", "published_at")
    for number, published_at in rows:
        yield SitemapEntry(url=reverse("vacancy", args=[number]), changed_at=published_at)
