"""Consents and representatives in the back office (P-F4, P-F5)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock, outbox
from core.history import log_change
from core.models import Letter, ReadRecord
from placement.consents import ASSISTANCE, HEALTH, PURPOSES, TO_EMPLOYERS
from placement.graduates.links import page_url
from placement.grants import gate, services
from placement.grants.links import representative_url
from placement.grants.models import Grant, Representative
from placement.needs.rules.content import Needs
from placement.needs.services import set_needs
from tests.boards import panel
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
    grant.refresh_from_db()
    page = visitor.get(f"{GRANTS}inspect/{grant.pk}/").content.decode()
    assert f"данные уничтожить до {grant.destroy_by:%d.%m.%Y}" in page


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


@pytest.mark.req("P-F4", "X-4")
def test_the_board_says_what_consents_wait_for_and_the_list_the_same(visitor, specialist):
    asked, signed, soon, gone, again = (GraduateFactory() for _ in range(5))
    services.open_grant(graduate=asked, purpose=ASSISTANCE, actor=None)
    for person in (signed, soon, gone, again):
        allow(person)
    day = clock.local_day(clock.now()) + dt.timedelta(days=59)
    Grant.objects.filter(graduate=soon).update(own_signature_from=day)
    for person in (gone, again):
        services.withdraw(grant=person.grants.get(), actor=specialist, why="заявление")
    allow(again)
    expected = {
        "missing": {asked},
        "original": {signed, soon, again},
        "own-soon": {soon},
        "destroy": {gone},
    }
    for code, people in expected.items():
        box = panel(visitor, f"grants-{code}")
        listed = visitor.get(f"{GRANTS}?attention={code}").content.decode()
        for person in (asked, signed, soon, gone, again):
            inspect = {f"{GRANTS}inspect/{row.pk}/" for row in person.grants.all()}
            assert any(address in box for address in inspect) == (person in people), code
            assert any(address in listed for address in inspect) == (person in people), code
    evidence = signed.grants.get().signatures.get()
    services.receive_original(signature=evidence, actor=specialist)
    assert f"{GRANTS}inspect/{evidence.grant_id}/" not in panel(visitor, "grants-original")


@pytest.mark.req("P-F5")
def test_staff_send_each_signer_the_link_of_their_own_and_nobody_a_foreign_one(visitor):
    graduate = GraduateFactory(minor=True)
    mother = Representative.objects.create(
        graduate=graduate, kind="parent", full_name="Пробнова Анна Ивановна", email="m@example.org"
    )
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    address = f"{GRANTS}send-link/{grant.pk}/"
    visitor.post(address, {"representative": mother.pk})
    visitor.post(address, {"representative": ""})
    hers, own = Letter.objects.order_by("created_at")
    assert (hers.to, own.to) == ("m@example.org", graduate.email)
    assert representative_url(mother) in outbox.content(hers)[1]
    assert page_url(graduate) in outbox.content(own)[1]
    mother.email = ""
    mother.save()
    page = visitor.post(address, {"representative": mother.pk}).content.decode()
    assert "Нет собственного адреса" in page
    assert Letter.objects.count() == 2


@pytest.mark.req("P-F4", "X-5")
def test_staff_read_what_was_signed_and_the_look_is_logged(visitor, specialist):
    grant = services.open_grant(graduate=GraduateFactory(), purpose=ASSISTANCE, actor=None)
    services.record_paper(
        grant=grant,
        signed_on=clock.local_day(clock.now()),
        has_original=True,
        actor=specialist,
    )
    signature = grant.signatures.get()
    address = f"{GRANTS}text/{grant.pk}/{signature.pk}/"
    assert address in visitor.get(f"{GRANTS}inspect/{grant.pk}/").content.decode()
    page = visitor.get(address).content.decode()
    assert grant.graduate.full_name in page
    assert ReadRecord.objects.about(grant.graduate).filter(what="текст подписанного согласия")


@pytest.mark.req("P-F4")
def test_an_electronic_signature_is_kept_with_the_document_that_it_signs(visitor):
    graduate = GraduateFactory()
    allow(graduate)
    grant = services.open_grant(graduate=graduate, purpose=HEALTH, actor=None)
    address = f"{GRANTS}record-file/{grant.pk}/"
    day = f"{clock.local_day(clock.now()):%d.%m.%Y}"
    file = SimpleUploadedFile("согласие.pdf.sig", b"0\x82\x01\x00signature")
    wrong = SimpleUploadedFile("согласие.pdf", b"MZ", "application/pdf")
    page = visitor.post(address, {"signed_on": day, "document": wrong, "file": file})
    assert "по содержанию это не" in page.content.decode()
    assert not gate.allows(graduate, HEALTH)
    file.seek(0)
    visitor.post(address, {"signed_on": day, "document": scan(), "file": file})
    assert gate.allows(graduate, HEALTH)
    signature = grant.signatures.get()
    for view, content in (("document", file_samples.pdf()), ("scan", b"0\x82\x01\x00signature")):
        answer = visitor.get(f"{GRANTS}{view}/{grant.pk}/{signature.pk}/")
        assert b"".join(answer.streaming_content) == content


@pytest.mark.req("P-F4", "P-F5")
def test_a_consents_page_says_whose_it_is_and_whose_signature_is_missing(visitor):
    graduate = GraduateFactory(minor=True)
    typed = {"graduate": graduate.pk, "full_name": "Пробнова Анна Ивановна", "kind": "parent"}
    visitor.post(f"{THEIRS}create/", typed)
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)

    def shown() -> str:
        return visitor.get(f"{GRANTS}inspect/{grant.pk}/").content.decode()

    assert f'/cms/placement/graduates/inspect/{graduate.pk}/">{graduate}</a>' in shown()
    assert "Чья подпись нужна: сам человек, законный представитель." in shown()
    paper = {"signed_on": "20.11.2026", "has_original": "on"}
    visitor.post(f"{GRANTS}record-paper/{grant.pk}/", paper)
    assert "Подписали не все. Чья подпись нужна: законный представитель." in shown()
    mother = Representative.objects.get()
    visitor.post(f"{GRANTS}record-paper/{grant.pk}/", {**paper, "representative": mother.pk})
    assert "Чья подпись нужна" not in shown()
    assert "Действует" in shown()


@pytest.mark.req("X-5")
@pytest.mark.parametrize(("who", "is_shown"), [("specialist", True), ("director", False)])
def test_consents_to_health_data_are_for_who_may_see_those_data(browser_of, who, is_shown):
    """That such a consent exists says something of the person's health already (152-ФЗ, art. 10)."""
    graduate = GraduateFactory()
    other, health = allow(graduate, HEALTH)
    browser = browser_of(who)
    for address in (GRANTS, f"/cms/placement/graduates/inspect/{graduate.pk}/"):
        page = browser.get(address).content.decode()
        assert f"{GRANTS}inspect/{other.pk}/" in page
        assert (f"{GRANTS}inspect/{health.pk}/" in page) == is_shown
    page = browser.get(f"{GRANTS}?purpose={HEALTH}").content.decode()
    assert (f"{GRANTS}inspect/{health.pk}/" in page) == is_shown
    for page in ("inspect", "history"):
        assert browser.get(f"{GRANTS}{page}/{other.pk}/").status_code == 200
        wanted = 200 if is_shown else 404
        assert browser.get(f"{GRANTS}{page}/{health.pk}/").status_code == wanted


@pytest.mark.req("X-5")
@pytest.mark.parametrize(("who", "is_shown"), [("specialist", True), ("director", False)])
def test_the_history_of_a_card_is_silent_on_health_before_who_may_not_see_it(
    browser_of, people, who, is_shown
):
    graduate = GraduateFactory()
    _, health = allow(graduate, HEALTH)
    set_needs(graduate=graduate, needs=Needs(), actor=people["specialist"])
    services.withdraw(grant=health, actor=people["specialist"], why="заявление")
    # A line of a time in which the purpose was not written down.
    log_change(graduate, actor=None, action="grant-asked", details={"grant": str(health)})
    for page in ("inspect", "history"):
        text = browser_of(who).get(f"/cms/placement/graduates/{page}/{graduate.pk}/")
        shown = text.content.decode()
        assert "Подписано согласие" in shown
        assert PURPOSES[ASSISTANCE] in shown
        assert (PURPOSES[HEALTH] in shown) == is_shown
        assert ("Изменены условия, которые нужны" in shown) == is_shown


@pytest.mark.req("P-F4", "X-5")
@pytest.mark.parametrize("withdrawn", [ASSISTANCE, TO_EMPLOYERS])
def test_a_paper_that_was_taken_back_is_not_entered_again(visitor, withdrawn):
    graduate, today = GraduateFactory(), clock.local_day(clock.now())
    allow(graduate, TO_EMPLOYERS)
    services.withdraw(grant=graduate.grants.get(purpose=withdrawn), actor=None)
    asked = [
        services.open_grant(graduate=graduate, purpose=purpose, actor=None)
        for purpose in (ASSISTANCE, TO_EMPLOYERS)
    ]
    typed = {"signed_on": f"{today - dt.timedelta(days=1):%d.%m.%Y}", "has_original": "on"}
    page = visitor.post(f"{GRANTS}record-paper/{asked[1].pk}/", typed).content.decode()
    assert "Нужна новая подпись" in page
    assert not gate.allows(graduate, TO_EMPLOYERS)
    typed["signed_on"] = f"{today:%d.%m.%Y}"
    for grant in asked:
        if services.missing(grant):
            visitor.post(f"{GRANTS}record-paper/{grant.pk}/", typed)
    assert gate.allows(graduate, TO_EMPLOYERS)


@pytest.mark.req("P-F5")
def test_a_representative_is_entered_once_though_the_button_is_pressed_twice(visitor):
    graduate = GraduateFactory(minor=True)
    typed = {"graduate": graduate.pk, "full_name": "Пробнова Анна Ивановна", "kind": "parent"}
    visitor.post(f"{THEIRS}create/", typed)
    assert "второй раз" in visitor.post(f"{THEIRS}create/", typed).content.decode()
    assert Representative.objects.count() == 1
