"""Whom statements are addressed to and what stands on letterheads is the organisation's own (P-F1, P-F7)."""

import pytest

from core.demo import ORGANISATIONS
from forms_app import reading
from forms_app.answers import short_digest
from forms_app.engine.journey import PaperInput
from placement.assistance.papers import refusals
from placement.assistance.papers.request import render
from placement.mentors import papers as mentors
from placement.mentors.models import Recommendations
from placement.mentors.services import open_sheet
from tests.factories import UserFactory
from tests.paper_text import text_of
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = pytest.mark.django_db
CENTRE = next(facts for facts in ORGANISATIONS if facts["code"] == "mc-siti")


def request_paper() -> str:
    version = req.sent().current
    answers = reading.answers_of(version)
    given = PaperInput(
        answers, "АБВ-1", short_digest(version.digest), {}, reading.context_of(version)
    )
    return text_of(render(given).pdf)


def name(organisation, **facts: str) -> None:
    type(organisation).objects.filter(pk=organisation.pk).update(**facts)


@pytest.mark.req("P-F1", "X-8")
def test_papers_are_addressed_to_the_director_whom_the_organisation_names(centre):
    name(centre, short_name="КПК", addressee="Директору колледжа\nП. П. Пробному")
    person = GraduateFactory()
    for text in (request_paper(), text_of(refusals.own(person).pdf)):
        assert "Директору колледжа П. П. Пробному" in text
        assert "Дрозденко" not in text
    assert "свидетельства КПК прошу" in request_paper()


@pytest.mark.req("P-F1", "X-8")
def test_the_demonstration_prints_the_addressee_of_the_approved_form(centre):
    name(centre, addressee=CENTRE["addressee"])
    assert (
        "Директору государственного автономного нетипового профессионального образовательного"
        " учреждения Ленинградской области «Мультицентр социальной и трудовой интеграции»"
        " (ГАНПОУ ЛО «МЦ СиТИ») И.Г. Дрозденко"
    ) in request_paper()


def test_without_a_written_addressee_a_statement_goes_to_the_head_by_name(centre):
    name(centre, full_name="Колледж", head_name="П. П. Пробный")
    assert "Руководителю Колледж П. П. Пробный" in request_paper()


@pytest.mark.req("P-F7", "X-8")
def test_the_letterhead_names_founder_institution_and_the_deputys_post(centre, specialist):
    name(centre, founder="КОМИТЕТ ПРОБНЫЙ", deputy_post="Заместитель директора по практике")
    person = GraduateFactory()
    allow(person, "health")
    sheet = open_sheet(
        data=Recommendations(graduate=person, heading="16675 «Повар»"), actor=specialist
    )
    text = text_of(mentors.render(sheet).pdf)
    assert text.index("КОМИТЕТ ПРОБНЫЙ") < text.index(centre.full_name)
    assert "Зам. директора по практике" in text
    assert "трудоустройству и занятости" not in text


def test_the_organisations_page_edits_what_papers_print(client_of, centre):
    admin = UserFactory(is_superuser=True)
    client = client_of(admin)
    url = f"/cms/records/organisations/edit/{centre.pk}/"
    page = client.get(url)
    form = page.context["form"]
    data = {field: form[field].value() or "" for field in form.fields}
    client.post(url, {**data, "addressee": "Директору\nП. П. Пробному", "founder": "КОМИТЕТ"})
    centre.refresh_from_db()
    assert centre.addressee_lines == ["Директору", "П. П. Пробному"]
    assert centre.founder == "КОМИТЕТ"
