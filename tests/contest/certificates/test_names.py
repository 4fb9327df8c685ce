"""A person confirms every name; a changed name is confirmed anew (C-15)."""

import pytest
from django.utils import timezone

from contest.applications import kept
from contest.applications.models import Entry
from contest.certificates import services
from contest.certificates.models import NameCase, RecipientName
from core import crypto
from core.errors import Refused
from tests.contest.factories import ContestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-15")]


def proposed(contest):
    return {row.finalist.entry.last_name: row for row in services.proposals(contest)}


def test_names_are_proposed_until_somebody_confirms_them(contest, finalist, confirm):
    wrong, right = finalist("Непомнящая"), finalist("Белова")
    assert not any(row.is_confirmed for row in services.proposals(contest))
    assert confirm({wrong: "Непомнящей  Анне Ивановне"}) == 1
    rows = proposed(contest)
    assert rows["Непомнящая"].dative == "Непомнящей Анне Ивановне"
    assert rows["Непомнящая"].is_confirmed
    assert not rows["Белова"].is_confirmed
    assert rows["Белова"].finalist == right


def test_a_corrected_word_is_kept_alone_and_proposed_to_the_next(contest, finalist, confirm):
    confirm({finalist("Непомнящая"): "Непомнящей Анне Ивановне"})
    row = NameCase.objects.get()
    assert (row.sex, row.nominative, row.dative) == ("f", "непомнящая", "Непомнящей")
    finalist("Непомнящая", first_name="Ольга")
    datives = {row.dative for row in services.proposals(contest)}
    assert "Непомнящей Ольге Ивановне" in datives


def test_a_changed_name_voids_its_confirmation(contest, finalist, confirm):
    one = finalist("Белова")
    confirm()
    Entry.objects.filter(pk=one.entry_id).update(last_name="Чернова")
    row = proposed(contest)["Чернова"]
    assert (row.dative, row.is_confirmed) == ("Черновой Анне Ивановне", False)


def test_who_stayed_away_or_withdrew_needs_no_name(contest, finalist):
    finalist("Белова")
    finalist("Отсутствующая", attended=False)
    gone = finalist("Ушедшая").entry.submission
    gone.state = "withdrawn"
    gone.save()
    finalist("Ожидаемая", attended=None)
    assert set(proposed(contest)) == {"Белова", "Ожидаемая"}


def test_two_people_at_the_table_do_not_undo_each_other(contest, finalist, confirm, secretary):
    one = finalist()
    shown = services.names_revision(services.proposals(contest))
    confirm()
    with pytest.raises(Refused, match="кто-то ещё"):
        services.confirm_names(
            contest=contest, confirmed={one.pk: "Белову Анне"}, revision=shown, actor=secretary
        )


@pytest.mark.parametrize("wrong", ["Белова", "Беловой <b>Анне</b>", "Беловой 2 Анне"])
def test_what_is_no_name_is_refused_at_its_row(finalist, confirm, wrong):
    one = finalist()
    with pytest.raises(Refused, match="В имени") as refusal:
        confirm({one: wrong})
    assert refusal.value.field == f"name-{one.pk}"


def test_only_who_gives_out_the_operators_certificates_confirms(contest, finalist, make_user):
    one = finalist()
    stranger = make_user("Секретарь конкурса", organisation=ContestFactory().operator)
    for other in (stranger, make_user("Сотрудник оператора", organisation=contest.operator)):
        with pytest.raises(Refused, match="нет права"):
            services.confirm_names(
                contest=contest, confirmed={one.pk: "А Б"}, revision="", actor=other
            )


def test_the_name_lies_under_the_participants_key_and_goes_with_it(finalist, confirm):
    one = finalist()
    confirm()
    row = RecipientName.objects.get()
    assert "Белов".encode() not in bytes(row.__dict__["dative"])
    assert kept.words(one.entry) == ["имя для сертификата в дательном падеже"]
    crypto.destroy_key(one.entry.submission.key, at=timezone.now())
    assert str(RecipientName.objects.get().dative) == ""
    kept.destroy(one.entry, timezone.now())
    assert not RecipientName.objects.exists()


def test_the_table_costs_the_same_for_any_number(
    contest, finalist, confirm, django_assert_num_queries
):
    for count in (1, 3):
        for _ in range(count):
            finalist()
        confirm()
        with django_assert_num_queries(2):
            services.proposals(contest)
