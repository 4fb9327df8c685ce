"""Consents under a personal link: signed by code, by whom the law wants, and withdrawn (P-F4, P-F5)."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock, outbox
from core.models import Letter
from forms_app.consents import filled_text
from forms_app.models import Consent
from placement.consents import ASSISTANCE, HEALTH, TO_EMPLOYERS
from placement.graduates.links import page_url
from placement.grants import gate, services
from placement.grants.links import representative_url
from placement.grants.models import GrantSignature, MailedCode, Representative
from placement.grants.rules.capacity import Signer
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]

PASSPORT = {"identity_document": "паспорт 4010 123456", "address": "г. Всеволожск, ул. Новая, 1"}
THEIRS = {"own_document": "паспорт 4005 654321", "home_address": "г. Всеволожск, ул. Новая, 2"}


@pytest.fixture
def adult():
    return GraduateFactory()


@pytest.fixture
def minor():
    return GraduateFactory(minor=True)


def mother_of(graduate, **fields):
    fields = {"email": "mother@example.org"} | fields
    return Representative.objects.create(
        graduate=graduate, kind="parent", full_name="Пробнова Анна Ивановна", **fields
    )


def ask(graduate, purpose=ASSISTANCE):
    return services.open_grant(graduate=graduate, purpose=purpose, actor=None)


def last_letter():
    return Letter.objects.latest("created_at")


class Visitor:
    """Somebody with a browser and a link, who has told the birth date."""

    def __init__(self, graduate, representative=None):
        self.client = Client()
        self.home = representative_url(representative) if representative else page_url(graduate)
        day = f"{graduate.born_on:%d.%m.%Y}"
        self.client.post(f"{self.home}confirm/", {"born_on": day})

    def read(self, tail=""):
        return self.client.get(f"{self.home}{tail}").content.decode()

    def read_on(self, tail):
        """Where the page leads to."""
        return self.client.get(f"{self.home}{tail}", follow=True).content.decode()

    def send(self, tail, **typed):
        return self.client.post(f"{self.home}{tail}", typed, follow=True).content.decode()

    def code(self, grant, **typed):
        """Fill in the identity, and read the code in the letter."""
        assert "Код отправлен" in self.send(f"consents/{grant.pk}/", **typed)
        _, body = outbox.content(last_letter())
        return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", body)[0]


@pytest.mark.req("P-F4")
def test_an_adult_reads_the_text_and_signs_exactly_this_by_code(adult):
    grant, me = ask(adult), Visitor(adult)
    assert "Нужна ваша подпись" in me.read()
    code = me.code(grant, **PASSPORT)
    assert last_letter().to == adult.email
    shown = me.read(f"consents/{grant.pk}/")
    assert "паспорт 4010 123456" in shown
    assert "согласие подписано" in me.send(f"consents/{grant.pk}/", code=code)
    assert gate.allows(adult, ASSISTANCE)
    evidence = GrantSignature.objects.get().evidence
    assert evidence.method == Consent.Method.CODE
    for paragraph in filled_text(evidence).split("\n\n"):
        assert paragraph.split("«")[0].strip()[:60] in shown
    assert not MailedCode.objects.exists()


@pytest.mark.req("P-F4")
def test_nothing_of_a_consent_opens_before_the_proof(adult):
    grant = ask(adult)
    for tail in ("", "paper.pdf", "withdraw/"):
        url = f"{page_url(adult)}consents/{grant.pk}/{tail}"
        assert "/confirm/" in Client().get(url)["Location"]
        if not tail.endswith("pdf"):
            Client().post(url)
    grant.refresh_from_db()
    assert grant.withdrawn_at is None
    assert adult.full_name not in Client().get(page_url(adult)).content.decode()


def test_a_consent_of_somebody_else_is_not_there(adult):
    foreign = ask(GraduateFactory())
    me = Visitor(adult)
    assert me.client.get(f"{me.home}consents/{foreign.pk}/").status_code == 404
    assert me.client.post(f"{me.home}consents/{foreign.pk}/withdraw/").status_code == 404


@pytest.mark.req("P-F5")
def test_both_sign_for_a_minor_each_by_their_own_link_and_mailbox(minor):
    mother = mother_of(minor)
    grant, me, her = ask(minor), Visitor(minor), Visitor(minor, mother)
    assert "Ещё не подписали: вы и ваш законный представитель" in me.read()
    assert "Ещё не подписали: вы и тот, кого вы представляете" in her.read()
    code = me.code(grant, **PASSPORT)
    me.send(f"consents/{grant.pk}/", code=code)
    assert not gate.allows(minor, ASSISTANCE)
    assert "Ещё не подписал ваш законный представитель" in me.read()
    assert "Ещё не подписал" not in her.read()
    code = her.code(grant, **PASSPORT, **THEIRS)
    assert last_letter().to == "mother@example.org"
    her.send(f"consents/{grant.pk}/", code=code)
    assert gate.allows(minor, ASSISTANCE)
    theirs = GrantSignature.objects.get(signer=Signer.REPRESENTATIVE)
    text = filled_text(theirs.evidence)
    assert theirs.evidence.text.purpose == "assistance-representative"
    assert "паспорт 4005 654321" in text
    assert "законный представитель несовершеннолетнего" in text


@pytest.mark.req("P-F5")
def test_a_code_of_one_signer_is_none_of_the_other(minor):
    mother = mother_of(minor)
    grant, me, her = ask(minor), Visitor(minor), Visitor(minor, mother)
    mine = me.code(grant, **PASSPORT)
    her.code(grant, **PASSPORT, **THEIRS)
    assert "Код не подходит" in her.send(f"consents/{grant.pk}/", code=mine)
    assert not grant.signatures.exists()


@pytest.mark.req("P-F5")
def test_the_representatives_code_never_goes_to_the_graduates_address(minor):
    # The graduate's address was changed to this one after the mother was added.
    mother = mother_of(minor, email=minor.email.upper())
    grant, her = ask(minor), Visitor(minor, mother)
    page = her.send(f"consents/{grant.pk}/", **PASSPORT, **THEIRS)
    assert "нет вашего адреса" in page
    assert not MailedCode.objects.exists()


@pytest.mark.req("P-F5")
def test_the_graduate_under_fourteen_signs_nothing(centre):
    child = GraduateFactory(born_on=clock.local_day(clock.now()) - dt.timedelta(days=13 * 365))
    grant, me = ask(child), Visitor(child)
    assert "Получить код" not in me.read(f"consents/{grant.pk}/")
    assert (
        "подписывает законный представитель" in me.send(f"consents/{grant.pk}/", **PASSPORT)
        or not MailedCode.objects.exists()
    )
    assert not MailedCode.objects.exists()


@pytest.mark.req("P-F4")
def test_health_is_signed_on_paper_only(adult):
    allow(adult)
    grant, me = ask(adult, HEALTH), Visitor(adult)
    page = me.read(f"consents/{grant.pk}/")
    assert "на бумаге или электронной подписью" in page
    me.send(f"consents/{grant.pk}/", **PASSPORT)
    assert not MailedCode.objects.exists()
    answer = me.client.get(f"{me.home}consents/{grant.pk}/paper.pdf")
    assert answer["Content-Type"] == "application/pdf"


def test_five_wrong_codes_end_the_code(adult):
    grant, me = ask(adult), Visitor(adult)
    code = me.code(grant, **PASSPORT)
    for _ in range(4):
        assert "Код не подходит" in me.send(f"consents/{grant.pk}/", code="0000-0000")
    for _ in range(2):
        assert "Получите новый" in me.send(f"consents/{grant.pk}/", code="0000-0000")
    assert "Получите новый" in me.send(f"consents/{grant.pk}/", code=code)
    assert not grant.signatures.exists()


def test_a_code_is_good_for_a_quarter_of_an_hour(adult):
    grant, me = ask(adult), Visitor(adult)
    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)) as travel:
        Visitor.__init__(me, adult)
        code = me.code(grant, **PASSPORT)
        travel.shift(dt.timedelta(minutes=15, seconds=1))
        assert "Получите новый" in me.send(f"consents/{grant.pk}/", code=code)
    assert not grant.signatures.exists()


def test_a_new_code_makes_the_earlier_one_void(adult):
    grant, me = ask(adult), Visitor(adult)
    first = me.code(grant, **PASSPORT)
    second = me.code(grant, **PASSPORT)
    assert "Код не подходит" in me.send(f"consents/{grant.pk}/", code=first)
    assert "согласие подписано" in me.send(f"consents/{grant.pk}/", code=second)


def test_what_is_to_be_signed_stands_before_what_is_signed(adult):
    first, me = ask(adult), Visitor(adult)
    me.send(f"consents/{first.pk}/", code=me.code(first, **PASSPORT))
    second = ask(adult, TO_EMPLOYERS)
    page = me.read()
    assert page.index(f"consents/{second.pk}/") < page.index(f"consents/{first.pk}/")
    asked = page[page.index("Что нужно от вас") : page.index("Кто вам помогает")]
    assert "Прочитать и подписать: Передача резюме работодателям" in asked
    assert "Сопровождение" not in asked


@pytest.mark.req("X-5")
def test_the_last_day_of_the_data_is_said_before_a_consent_is_withdrawn(adult):
    grant, me = ask(adult), Visitor(adult)
    page = me.client.get(f"{me.home}consents/{grant.pk}/withdraw/").content.decode()
    last_day = clock.local_day(clock.now()) + dt.timedelta(days=30)
    assert f"не позднее {last_day:%d.%m.%Y}" in page


def test_a_consent_that_was_withdrawn_meanwhile_is_not_signed(adult):
    grant, me, other = ask(adult), Visitor(adult), Visitor(adult)
    code = me.code(grant, **PASSPORT)
    assert "Согласие не дано" in other.send(f"consents/{grant.pk}/withdraw/")
    assert "Этого согласия больше нет" in me.send(f"consents/{grant.pk}/", code=code)
    assert "Этого согласия больше нет" in me.read_on(f"consents/{grant.pk}/")
    assert not grant.signatures.exists()


def test_what_is_pressed_twice_is_done_once_and_said_so(adult):
    grant, me = ask(adult), Visitor(adult)
    code = me.code(grant, **PASSPORT)
    for _ in range(2):
        assert "согласие подписано" in me.send(f"consents/{grant.pk}/", code=code)
    assert grant.signatures.count() == 1
    for _ in range(2):
        assert "Согласие отозвано" in me.send(f"consents/{grant.pk}/withdraw/")


def test_what_was_typed_stays_when_something_is_missing(adult):
    grant, me = ask(adult), Visitor(adult)
    page = me.send(f"consents/{grant.pk}/", identity_document="паспорт 4010 123456", address="")
    assert "Напишите адрес" in page
    summary = re.search(r'id="error-summary-title">([^<]+)<', page)
    assert summary[1] == "Проверьте ответы"
    assert 'value="паспорт 4010 123456"' in page


def test_documents_are_typed_once_for_all_consents_and_codes(adult):
    first, second, me = ask(adult), ask(adult, TO_EMPLOYERS), Visitor(adult)
    me.code(first, **PASSPORT)
    for tail in (f"consents/{first.pk}/?again=1", f"consents/{second.pk}/"):
        assert f'value="{PASSPORT["identity_document"]}"' in me.read(tail)
    # Another browser has nothing of it, and the session holds it unread.
    assert PASSPORT["address"] not in Visitor(adult).read(f"consents/{second.pk}/")
    assert "4010" not in str(dict(me.client.session))


def test_documents_of_a_child_do_not_reach_the_representatives_page_in_one_browser(minor):
    mother, grant = mother_of(minor), ask(minor)
    me, her = Visitor(minor), Visitor(minor, mother)
    me.code(grant, **PASSPORT)
    her.client.cookies = me.client.cookies
    her.client.post(f"{her.home}confirm/", {"born_on": f"{minor.born_on:%d.%m.%Y}"})
    assert "4010" not in her.read(f"consents/{grant.pk}/")


def test_what_is_too_long_is_said_and_not_cut_by_the_browser(adult):
    grant, me = ask(adult), Visitor(adult)
    assert "maxlength" not in me.read(f"consents/{grant.pk}/")
    page = me.send(f"consents/{grant.pk}/", **PASSPORT | {"address": "Новая, " * 100})
    assert "Слишком длинно: можно не более 500 знаков, сейчас 699." in page
    assert "Новая, " * 90 in page


@pytest.mark.req("X-5")
def test_a_withdrawal_by_the_link_acts_at_once_and_takes_all_with_the_first(adult):
    accompaniment, transfer = allow(adult, TO_EMPLOYERS)
    me = Visitor(adult)
    page = me.read(f"consents/{accompaniment.pk}/withdraw/")
    assert "закончатся и другие согласия" in page
    assert "закончатся" not in me.read(f"consents/{transfer.pk}/withdraw/")
    me.send(f"consents/{accompaniment.pk}/withdraw/")
    transfer.refresh_from_db()
    assert transfer.withdrawn_at is not None
    assert not gate.allows(adult, TO_EMPLOYERS)


def test_the_page_is_flat_in_queries(adult):
    allow(adult)
    me = Visitor(adult)
    me.read()
    with CaptureQueriesContext(connection) as one:
        me.read()
    allow(adult, TO_EMPLOYERS, HEALTH)
    with CaptureQueriesContext(connection) as three:
        me.read()
    assert len(three) == len(one)
