"""Cards of graduates: entered, changed, linked, destroyed (P-2.1, ADR 23)."""

import datetime as dt

import pytest

from core import crypto
from core.errors import KeyDestroyed, Refused
from core.models import HistoryRecord, ReadRecord
from placement.graduates import services
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from tests.placement.graduates.factories import GraduateFactory


def data_of(**fields) -> Graduate:
    values = {
        "last_name": "Пробнова",
        "first_name": "Мария",
        "middle_name": "Ивановна",
        "born_on": dt.date(2005, 5, 5),
        "group": "ШВ-11",
        "email": "maria@example.org",
        "phone": "+7 921 000-11-22",
    }
    return Graduate(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last_name": " "}, "last_name"),
        ({"born_on": dt.date(2999, 1, 1)}, "born_on"),
        ({"born_on": dt.date(1890, 1, 1)}, "born_on"),
        ({"left_year": 99}, "left_year"),
        ({"entered_year": 2026, "left_year": 2024}, "left_year"),
        ({"phone": "нет"}, "phone"),
        ({"email": "мария"}, "email"),
        ({"trusted_person": "Мама"}, "trusted_agreed_on"),
        ({"certificate_on": dt.date(1926, 6, 30)}, "certificate_on"),
        ({"named_on": dt.date(2005, 5, 4)}, "named_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(specialist, fields, field):
    with pytest.raises(Refused) as refusal:
        services.register_graduate(data=data_of(**fields), actor=specialist)
    assert refusal.value.field == field
    assert not Graduate.objects.exists()


def test_contacts_lie_sealed_and_are_found_whole(specialist):
    row = services.register_graduate(data=data_of(), actor=specialist)
    stored = Graduate.objects.filter(pk=row.pk).values_list("email", "phone", "contact_key").get()
    assert b"maria" not in bytes(stored[0])
    assert b"+79210001122" not in bytes(stored[1])
    assert "maria" not in stored[2]
    assert list(Graduate.objects.with_contact("8 (921) 000-11-22")) == [row]
    assert row.state == GraduateState.CONFIRMED


def test_an_earlier_name_is_kept_and_both_are_found(specialist):
    row = services.register_graduate(data=data_of(), actor=specialist)
    changed = GRADUATES.copy(row, last_name="Замужняя", named_on=dt.date(2026, 6, 1))
    services.update_graduate(
        graduate=row, data=changed, actor=specialist, revision=GRADUATES.revision(row)
    )
    row.refresh_from_db()
    assert str(row) == "Замужняя Мария Ивановна"
    assert row.names.get().full_name == "Пробнова Мария Ивановна"
    assert row.names.get().until == dt.date(2026, 6, 1)
    assert "замужняя" in row.search_key
    assert "пробнова" in row.search_key


def test_a_change_that_somebody_overtook_is_refused(specialist):
    row = services.register_graduate(data=data_of(), actor=specialist)
    shown = GRADUATES.revision(row)
    services.update_graduate(
        graduate=row, data=GRADUATES.copy(row, group="ШВ-12"), actor=specialist, revision=shown
    )
    with pytest.raises(Refused):
        services.update_graduate(
            graduate=row, data=GRADUATES.copy(row, group="ШВ-13"), actor=specialist, revision=shown
        )


def test_a_likely_double_is_told_before_it_is_entered(specialist):
    first = services.register_graduate(data=data_of(), actor=specialist)
    with pytest.raises(Refused, match="ШВ-11"):
        services.register_graduate(data=data_of(born_on=None), actor=specialist)
    with pytest.raises(Refused):
        services.register_graduate(
            data=data_of(last_name="Иная", born_on=None, email=""), actor=specialist
        )
    # Born on another day and reached otherwise: a namesake.
    namesake = data_of(born_on=dt.date(1999, 1, 1), email="x@example.org", phone="+79210009988")
    services.register_graduate(data=namesake, actor=specialist)
    twin = data_of(group="ШВ-12")
    twin = services.register_graduate(data=twin, actor=specialist, is_another=True)
    assert services.likely_same(first) == [twin]
    services.tell_apart(graduate=first, other=twin, actor=specialist)
    assert services.likely_same(first) == []


def test_what_a_person_says_of_themselves_waits_to_be_confirmed(specialist):
    row = services.register_graduate(data=data_of(), actor=None, source=Graduate.Source.REQUEST)
    assert row.state == GraduateState.CLAIMED
    services.confirm(graduate=row, actor=specialist)
    row.refresh_from_db()
    assert row.state == GraduateState.CONFIRMED
    with pytest.raises(Refused):
        services.confirm(graduate=row, actor=specialist)


def test_linked_cards_are_parted_as_they_were(specialist):
    kept = GraduateFactory()
    other = GraduateFactory(
        state=GraduateState.CLAIMED, last_name=kept.last_name, born_on=kept.born_on
    )
    services.merge_graduates(keep=kept, merge=other, actor=specialist)
    other.refresh_from_db()
    assert (other.state, other.merged_into) == (GraduateState.MERGED, kept)
    assert list(Graduate.objects.current()) == [kept]
    with pytest.raises(Refused):
        services.merge_graduates(keep=other, merge=kept, actor=specialist)
    services.part_graduates(graduate=other, actor=specialist)
    other.refresh_from_db()
    assert (other.state, other.merged_into) == (GraduateState.CLAIMED, None)
    assert services.likely_same(kept) == []


def test_people_with_different_birth_days_are_not_linked(specialist):
    kept, other = GraduateFactory(), GraduateFactory(born_on=dt.date(1999, 1, 1))
    with pytest.raises(Refused, match="Даты рождения разные"):
        services.merge_graduates(keep=kept, merge=other, actor=specialist)


def test_destroyed_data_open_nowhere_and_the_history_says_what_and_why(specialist, organisation):
    row = services.register_graduate(data=data_of(), actor=specialist)
    linked = GraduateFactory(last_name=row.last_name, born_on=row.born_on)
    services.merge_graduates(keep=row, merge=linked, actor=specialist)
    services.destroy_graduate(graduate=row, reason="отозвано согласие", actor=None)
    for card in Graduate.objects.filter(pk__in=[row.pk, linked.pk]):
        assert card.state == GraduateState.DESTROYED
        assert (card.full_name, card.born_on, card.email) == ("", None, "")
        # What is left to be found by is no person's data: the group.
        assert "пробно" not in card.search_key
        with pytest.raises(KeyDestroyed):
            crypto.encrypt(card.key, b"x", context="test")
    record = HistoryRecord.objects.about(row).get(action="destroy")
    assert record.why == "отозвано согласие"
    assert "Пробнова" not in str(record.details)
    assert services.destroy_graduate(graduate=row, reason="ещё раз", actor=None).destroyed_at


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_stays_flat(visitor, count, django_assert_max_num_queries):
    for _ in range(count):
        GraduateFactory()
    with django_assert_max_num_queries(15):
        page = visitor.get("/cms/placement/graduates/")
    assert page.status_code == 200
    assert "Пробнов" in page.content.decode()


def test_identity_stands_on_its_own_page_and_each_look_is_logged(visitor, browser_of):
    row = GraduateFactory(email="secret@example.org")
    page = visitor.get(f"/cms/placement/graduates/inspect/{row.pk}/").content.decode()
    assert "secret@example.org" not in page
    assert "15.03.2004" not in page
    assert not ReadRecord.objects.exists()
    opened = visitor.get(f"/cms/placement/graduates/identity/{row.pk}/").content.decode()
    assert "secret@example.org" in opened
    assert ReadRecord.objects.count() == 1
    director = browser_of("director")
    assert director.get(f"/cms/placement/graduates/inspect/{row.pk}/").status_code == 200
    assert director.get(f"/cms/placement/graduates/identity/{row.pk}/").status_code == 404
    assert browser_of("secretary").get("/cms/placement/graduates/").status_code in (302, 404)


def test_an_export_has_no_identity_data(visitor):
    GraduateFactory(email="secret@example.org", phone="+79211234567")
    text = visitor.get("/cms/placement/graduates/export/?format=csv").getvalue().decode("utf-8-sig")
    assert "Пробнов" in text
    for secret in ("secret@example.org", "921", "2004"):
        assert secret not in text


def test_a_new_card_is_typed_on_the_desk_and_what_was_typed_stays_when_refused(visitor):
    typed = {
        "last_name": "Пробная",
        "first_name": "Анна",
        "born_on": "31.12.2030",
        "group": "К-1",
        "capacity": "full",
    }
    page = visitor.post("/cms/placement/graduates/create/", typed).content.decode()
    assert "ещё не наступила" in page
    assert 'value="К-1"' in page
    answer = visitor.post("/cms/placement/graduates/create/", {**typed, "born_on": "31.12.2005"})
    row = Graduate.objects.get()
    assert answer.url.startswith(f"/cms/placement/graduates/inspect/{row.pk}/")
    assert (row.born_on, row.source) == (dt.date(2005, 12, 31), Graduate.Source.STAFF)


def test_a_button_pressed_twice_makes_one_card_though_somebody_has_looked(specialist):
    services.register_graduate(data=data_of(), actor=specialist, is_another=True)
    with pytest.raises(Refused, match="второй раз"):
        services.register_graduate(data=data_of(), actor=specialist, is_another=True)
    twin = data_of(first_name="Дарья")
    services.register_graduate(data=twin, actor=specialist, is_another=True)
