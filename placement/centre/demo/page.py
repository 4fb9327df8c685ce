"""The demonstration's page of the centre."""

from typing import Any, TextIO

from django.conf import settings

from home.pages.regulation import RegulationPage
from placement.centre.demo.regulations import ACTS
from placement.centre.pages import CentrePage
from placement.common.demo import add_page, heading, text

CENTRE: dict[str, Any] = {
    "title": settings.CENTRE_NAME,
    "search_description": f"{settings.CENTRE_NAME}: сотрудники, телефоны, часы работы, положение.",
    "lead": "Помогаем выпускникам найти работу по профессии и удержаться на ней, "
    "а работодателям – найти подготовленных работников.",
    "address": "Ленинградская область, г. Всеволожск",
    "phone": "+7 (812) 000-00-01",
    "email": "centre@example.org",
    "hours": "Понедельник – пятница, с 9 до 17 часов, обед с 13 до 14 часов",
    "people": [
        (
            "person",
            {
                "name": "Заречный Олег Иванович",
                "post": "заместитель директора по трудоустройству (вымышл.)",
                "about": "соглашения с работодателями",
                "phone": "+7 (812) 000-00-02",
                "email": "deputy-director@example.org",
                "hours": "вторник, с 14 до 17 часов",
            },
        ),
        (
            "person",
            {
                "name": "Садовникова Юлия Петровна",
                "post": "специалист центра (вымышл.)",
                "about": "вакансии, резюме и собеседования",
                "phone": "+7 (812) 000-00-01, доб. 12",
                "email": "specialist@example.org",
                "hours": "ежедневно, с 9 до 13 часов",
            },
        ),
    ],
    "body": [
        heading("Как проходит встреча"),
        text(
            "<p>Приходите в часы приёма или договоритесь по телефону. С собой – паспорт "
            "и документ об образовании, если он уже есть. Можно прийти с близким человеком "
            "или с переводчиком жестового языка: скажите заранее, и мы его пригласим.</p>"
        ),
    ],
}


def load(stdout: TextIO) -> None:
    """Add the page, if there is none."""
    regulation = RegulationPage.objects.live().filter(slug=ACTS[0].slug).first()
    add_page(CentrePage, stdout, slug="centre", regulation=regulation, is_demo=True, **CENTRE)
