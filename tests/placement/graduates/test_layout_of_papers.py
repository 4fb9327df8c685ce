"""Papers as they come out of the printer: lines to sign on, whole words, a day on each (X-8)."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from forms_app import services as forms
from placement.assistance.papers import refusals
from placement.assistance.services import prepare_refusal
from placement.cases import papers as case_papers
from placement.cases.consilia import Consilium
from placement.consents import ASSISTANCE, HEALTH
from placement.grants import papers as consent_papers
from placement.grants import services as grants
from placement.grants.models import Representative
from placement.mentors import papers as mentor_papers
from placement.mentors import services as mentors
from placement.mentors.models import Recommendations
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals.helpers import open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]

LINED = ".signatures .over { min-height: 15pt; margin: 0; border-bottom: 0.5pt solid #000;"


def pages_of(sheet):
    return [page.extract_text() for page in PdfReader(io.BytesIO(sheet.pdf)).pages]


def lines_of(sheet):
    return [line.strip() for page in pages_of(sheet) for line in page.splitlines()]


def test_both_refusals_have_lines_to_sign_on(specialist):
    submission = req.sent()
    forms.register(submission=submission, actor=specialist)
    refusal = prepare_refusal(submission=submission, ground="consent", actor=specialist)
    for sheet in (refusals.own(GraduateFactory()), refusals.institution(refusal)):
        assert LINED in sheet.html
        assert '<p class="over"></p>' in sheet.html


def test_the_addressee_stands_line_by_line_and_a_name_after_from_needs_no_case(centre):
    centre.addressee = "Директору колледжа\nП. П. Пробному"
    centre.save()
    lines = lines_of(refusals.own(GraduateFactory()))
    assert {"Директору колледжа", "П. П. Пробному"} <= set(lines)
    # «от» asks for the genitive, the caption under the line for the name as it is.
    assert "(фамилия, имя, отчество)" in lines


@pytest.mark.req("P-F5")
def test_a_consent_by_hand_leaves_room_for_passport_date_and_signature():
    card = GraduateFactory(minor=True)
    mother = Representative.objects.create(
        graduate=card, kind="parent", full_name="Пробнова Анна Ивановна", email="m@example.org"
    )
    grant = grants.open_grant(graduate=card, purpose=ASSISTANCE, actor=None)
    lines = lines_of(consent_papers.consent(grant, mother))
    assert "Дата: «____» ______________ 20___ г." in lines
    assert "Подпись: ____________________ / Пробнова Анна Ивановна /" in lines
    # Her passport and address, and those of the child.
    assert sum("_" * 60 in line for line in lines) == 4


def test_a_signature_never_stands_on_a_page_of_its_own():
    card = GraduateFactory(minor=True)
    home = Representative.objects.create(
        graduate=card,
        kind="institution",
        full_name="Длиннофамильная Александра Константиновна",
        institution="Центр содействия семейному воспитанию имени долгого названия " * 7,
        post="директор",
        authority="приказ о назначении",
    )
    grant = grants.open_grant(graduate=card, purpose=ASSISTANCE, actor=None)
    pages = pages_of(consent_papers.consent(grant, home))
    assert len(pages) == 2
    assert "Как отозвать" in pages[1]
    assert "Подпись:" in pages[1]


def test_the_invitation_is_dated_and_the_protocol_keeps_its_lines_whole(specialist):
    case = open_case(specialist)
    meeting = Consilium.objects.create(case=case, held_on=dt.date(2026, 12, 3), place="кабинет 12")
    assert f"{meeting.created_at:%Y} года" in pages_of(case_papers.invitation(meeting))[0]
    signing = [line for line in lines_of(case_papers.protocol(meeting)) if "ознакомлен" in line]
    assert len(signing) == 2
    assert all(line.endswith("дата ________") for line in signing)


@pytest.mark.req("P-F7")
def test_the_letterhead_of_recommendations_has_the_short_name_too(centre, specialist):
    card = GraduateFactory()
    allow(card, HEALTH)
    data = Recommendations(graduate=card, heading="16.01")
    sheet = mentors.open_sheet(data=data, actor=specialist)
    assert f"({centre.short_name})" in mentor_papers.render(sheet).html
