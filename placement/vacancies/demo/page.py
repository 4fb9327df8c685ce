"""The demonstration's page of vacancies."""

from typing import Any, TextIO

from django.conf import settings

from placement.common.demo import add_page, heading, text
from placement.vacancies.pages import VacanciesPage

VACANCIES: dict[str, Any] = {
    "title": "Вакансии",
    "search_description": "Вакансии для выпускников в Санкт-Петербурге и Ленинградской области: "
    "район, график, условия, важные при инвалидности.",
    "lead": "Здесь вакансии по профессиям, которым у нас учат. Работодатели подтверждают их "
    f"каждый месяц. Откликнуться помогает {settings.CENTRE_NAME}.",
    "how_to": f"<p>Откликаются через {settings.CENTRE_NAME}: позвоните или напишите и назовите "
    "номер вакансии. Специалист расскажет об условиях, поможет с резюме, договорится "
    "о собеседовании и может пойти на него вместе с вами.</p>",
    "after": [
        heading("Если подходящей вакансии нет"),
        text(
            "<p>Расскажите специалисту центра, какую работу вы ищете и какие условия вам важны. "
            "Он спросит работодателей, с которыми центр работает, и сообщит о новых вакансиях.</p>"
        ),
    ],
}


def load(stdout: TextIO) -> None:
    """Add the page, if there is none."""
    add_page(VacanciesPage, stdout, slug="vacancies", **VACANCIES)
