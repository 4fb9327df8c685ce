"""Consents and representatives in the back office (P-F4, P-F5)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import ReadRecord
from placement.consents import ASSISTANCE
from placement.grants import gate, services
from placement.grants.models import Grant, Representative
from tests.core import file_samples
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
GRANTS, THEIRS = "/cms/placement/grants/", "/cms/placement/representatives/"


def scan():
    return SimpleUploadedFile("согласие.pdf", file_samples.pdf(), "application/pdf")


@pytest.mark.req("P-F4")
def test_staff_ask_print_record_the_paper_and_its_original_and_withdraw(visitor):
    graduate = GraduateFactory()
    visitor.post(f"{GRANTS}ask/", {"graduate": graduate.pk, "purpose": ASSISTANCE})
    grant = Grant.objects.get()
    assert visitor.get(f"{GRANTS}print/{grant.pk}/")["Content-Type"] == "application/pdf"
    assert ReadRecord.objects.filter(what="согласие для подписи").exists()
    visitor.post(f"{GRANTS}record-paper/{grant.pk}/", {"signed_on": "20.11.2026", "scan": scan()})
    assert gate.allows(graduate, ASSISTANCE)
    signature = grant.signatures.get()
    assert signature.evidence.original_received_at is None
    visitor.post(f"{GRANTS}original/{grant.pk}/{signature.pk}/")
    signature.evidence.refresh_from_db()
    assert signature.evidence.original_received_at is not None
    assert visitor.get(f"{GRANTS}scan/{grant.pk}/{signature.pk}/").status_code == 200
    visitor.post(f"{GRANTS}withdraw/{grant.pk}/", {"why": "заявление от 20.11.2026"})
    assert not gate.allows(graduate, ASSISTANCE)


@pytest.mark.req("P-F5")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "guardian"}, "здесь не подходит"),
        ({"kind": "parent", "email": "SON@example.org"}, "адрес самого человека"),
        ({"kind": "institution"}, "документ о полномочиях"),
    ],
)
def test_a_wrong_representative_is_refused_in_words(visitor, typed, words):
    graduate = GraduateFactory(minor=True, email="son@example.org")
    typed = {"graduate": graduate.pk, "full_name": "Пробнова Анна Ивановна"} | typed
    page = visitor.post(f"{THEIRS}create/", typed).content.decode()
    assert words in page
    assert "Пробнова Анна Ивановна" in page
    assert not Representative.objects.exists()


@pytest.mark.req("P-F5")
def test_with_the_authority_of_who_signed_the_consent_loses_its_force(visitor):
    graduate = GraduateFactory(minor=True)
    visitor.post(
        f"{THEIRS}create/",
        {"graduate": graduate.pk, "full_name": "Пробнова Анна Ивановна", "kind": "parent"},
    )
    mother = Representative.objects.get()
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    for signer in ("", mother.pk):
        typed = {"representative": signer, "signed_on": "20.11.2026", "has_original": "on"}
        visitor.post(f"{GRANTS}record-paper/{grant.pk}/", typed)
    assert gate.allows(graduate, ASSISTANCE)
    visitor.post(f"{THEIRS}end/{mother.pk}/", {"why": "решение суда"})
    assert not gate.allows(graduate, ASSISTANCE)


def test_the_graduates_page_shows_the_consents(visitor):
    grant = allow(GraduateFactory())[0]
    page = visitor.get(f"/cms/placement/graduates/inspect/{grant.graduate_id}/").content.decode()
    assert f"{GRANTS}inspect/{grant.pk}/" in page
    assert f"{GRANTS}ask/?graduate={grant.graduate_id}" in page
    assert visitor.get(f"{GRANTS}inspect/{grant.pk}/").status_code == 200
    assert visitor.get(GRANTS).status_code == 200
