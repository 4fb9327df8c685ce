"""Another address: what went to the former one stops, the new one gets nothing unverified (X-5, ADR 14)."""

import pytest
from django.test import Client

from core import outbox
from core.errors import Refused
from core.models import Letter
from placement.consents import ASSISTANCE
from placement.graduates import letters
from placement.graduates import services as graduates
from placement.graduates.links import page_url
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.grants import services
from placement.grants.letters import CODE, reminders
from placement.grants.links import representative_url
from placement.grants.models import MailedCode, Representative
from placement.grants.record import REPRESENTATIVES
from tests.placement.graduates.factories import GraduateFactory, grow_young

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5"), pytest.mark.usefixtures("centre")]
OLD, NEW = "old@example.org", "new@example.org"
WORDS = {"identity_document": "паспорт 4010 123456", "address": "г. Всеволожск"}


@pytest.fixture
def graduate():
    return GraduateFactory(last_name="Непомнящая", email=OLD)


def move(graduate, actor, **changes):
    graduate.refresh_from_db()
    return graduates.update_graduate(
        graduate=graduate, data=GRADUATES.copy(graduate, **changes), actor=actor
    )


def ask(graduate):
    return services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)


def letter(code):
    return Letter.objects.get(code=code)


def test_with_another_address_the_former_link_is_old_and_the_former_address_learns_no_data(
    graduate, specialist
):
    former = page_url(graduate)
    row, consequences = move(graduate, specialist, email=NEW)
    assert Client().get(former).status_code == 410
    assert Client().get(page_url(row)).status_code == 200
    told = letter(letters.CHANGED)
    assert told.to == OLD
    words = " ".join(outbox.content(told))
    for secret in (NEW, "Непомнящая", graduate.first_name, "/track/"):
        assert secret not in words
    assert consequences[-1].startswith("Ссылка на личную страницу")


def test_an_unverified_address_gets_neither_link_nor_code_nor_reminder(graduate, specialist):
    grant = ask(graduate)
    row, _ = move(graduate, specialist, email=NEW)
    grant.refresh_from_db()
    with pytest.raises(Refused, match="не проверили"):
        services.send_link(grant=grant, actor=specialist)
    with pytest.raises(Refused):
        services.ask_code(grant=grant, **WORDS)
    grant.own_signature_from = row.born_on.replace(year=row.born_on.year + 18)
    assert [one["to"] for one in reminders(grant)] == []
    assert not Letter.objects.filter(to=NEW).exists()


def test_a_verified_address_gets_the_present_link(graduate, specialist):
    grant = ask(graduate)
    row, _ = move(graduate, specialist, email=NEW)
    graduates.verify_email(graduate=row, actor=specialist)
    row.refresh_from_db()
    mail = letter(letters.PAGE_LINK)
    assert (mail.to, page_url(row) in outbox.content(mail)[1]) == (NEW, True)
    assert services.send_link(grant=grant, actor=specialist).to == NEW
    with pytest.raises(Refused, match="уже проверен"):
        graduates.verify_email(graduate=row, actor=specialist)


def test_what_was_on_its_way_to_the_former_address_ends(graduate, specialist):
    grant = ask(graduate)
    services.ask_code(grant=grant, **WORDS)
    waiting = services.send_link(grant=grant, actor=specialist)
    move(graduate, specialist, email=NEW)
    waiting.refresh_from_db()
    assert waiting.state == Letter.State.CANCELLED
    assert not MailedCode.objects.exists()


def test_a_mistyped_address_that_is_corrected_at_once_hears_nothing_at_all(graduate, specialist):
    move(graduate, specialist, email="stranger@example.org")
    row, _ = move(graduate, specialist, email=NEW)
    assert row.email_unverified
    assert not Letter.objects.filter(to="stranger@example.org").exists()


def test_a_first_address_and_another_way_to_write_the_same_change_nothing(graduate, specialist):
    bare = GraduateFactory(email="")
    for row, email in ((bare, NEW), (graduate, "OLD@example.org")):
        link = page_url(row)
        changed, _ = move(row, specialist, email=email)
        assert (page_url(changed), changed.email_unverified) == (link, False)
    assert not Letter.objects.exists()


def test_an_address_that_is_taken_off_leaves_nothing_to_verify(graduate, specialist):
    row, _ = move(graduate, specialist, email="")
    assert not row.email_unverified
    assert letter(letters.CHANGED).to == OLD


def test_the_link_of_a_linked_card_leads_no_more_to_the_new_one(specialist):
    kept = GraduateFactory(email="")
    other = GraduateFactory(email=OLD, born_on=kept.born_on)
    former = page_url(other)
    graduates.merge_graduates(keep=kept, merge=other, actor=specialist)
    assert page_url(kept) in Client().get(former).content.decode()
    row, _ = move(kept, specialist, email=NEW)
    page = Client().get(former)
    assert page.status_code == 410
    assert page_url(row) not in page.content.decode()
    assert letter(letters.CHANGED).to == OLD


def test_the_card_says_it_and_staff_verify_there(visitor, graduate, specialist):
    move(graduate, specialist, email=NEW)
    page = visitor.get(f"/cms/placement/graduates/inspect/{graduate.pk}/").content.decode()
    assert "его ещё никто не проверил" in page
    visitor.post(f"/cms/placement/graduates/verify-email/{graduate.pk}/")
    assert not Graduate.objects.get().email_unverified
    assert letter(letters.PAGE_LINK).to == NEW


def test_a_code_for_an_address_that_is_nobodys_any_more_is_not_sent(graduate):
    """Whatever way the address was changed: it is asked about once more before the sending."""
    services.ask_code(grant=ask(graduate), **WORDS)
    graduate.email = NEW
    graduate.save()
    mail = letter(CODE)
    assert not outbox.deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.state == Letter.State.CANCELLED


# --- representatives -----------------------------------------------------------------------------


@pytest.fixture
def mother(graduate):
    return Representative.objects.create(
        graduate=grow_young(graduate),
        kind="parent",
        full_name="Непомнящая Вера Павловна",
        email="mother@example.org",
    )


def move_mother(mother, actor, **changes):
    mother.refresh_from_db()
    return services.update_representative(
        representative=mother,
        data=REPRESENTATIVES.copy(mother, **changes),
        actor=actor,
        revision="",
    )


@pytest.mark.req("P-F5")
def test_another_address_of_a_representative_is_verified_before_it_gets_anything(
    mother, graduate, specialist
):
    grant, former = ask(graduate), representative_url(mother)
    row = move_mother(mother, specialist, email=NEW)
    assert Client().get(former).status_code == 410
    told = letter(letters.CHANGED)
    assert told.to == "mother@example.org"
    assert "Непомнящая" not in " ".join(outbox.content(told))
    with pytest.raises(Refused):
        services.send_link(grant=grant, actor=specialist, representative=row)
    with pytest.raises(Refused):
        services.ask_code(grant=grant, representative=row, **WORDS)
    services.verify_representative_email(representative=row, actor=specialist)
    row.refresh_from_db()
    mail = letter(letters.PAGE_LINK)
    assert (mail.to, representative_url(row) in outbox.content(mail)[1]) == (NEW, True)
    assert services.send_link(grant=grant, actor=specialist, representative=row).to == NEW


@pytest.mark.req("P-F5")
def test_staff_verify_the_address_of_a_representative_on_its_page(visitor, mother, specialist):
    move_mother(mother, specialist, email=NEW)
    page = visitor.get(f"/cms/placement/representatives/inspect/{mother.pk}/").content.decode()
    assert "его ещё никто не проверил" in page
    visitor.post(f"/cms/placement/representatives/verify-email/{mother.pk}/")
    mother.refresh_from_db()
    assert not mother.email_unverified
