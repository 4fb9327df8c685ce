"""A vacancy as search finds it: part of the list, found while everybody may read the list."""

from wagtail.models import Page

from home.index import Document
from placement.vacancies.models import Vacancy
from placement.vacancies.public import facts
from placement.vacancies.public.facts import Shown


def key(number: int) -> str:
    """What the index calls the vacancy of this number."""
    return f"vacancy:{number}"


def document(shown: Shown, page: Page) -> Document:
    """One vacancy; ``page`` is the list."""
    texts = [shown.profession, shown.summary, shown.department, shown.duties, shown.address]
    return Document(
        key=key(shown.number),
        title=shown.title,
        text=" ".join(part for part in texts if part),
        url=shown.url,
        kind="Вакансия",
        page=page,
    )


def documents(page: Page) -> list[Document]:
    """All public vacancies."""
    return [document(shown, page) for shown in facts.shown(Vacancy.objects.public())]
