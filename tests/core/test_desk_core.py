"""The core's own desks, and the base that every desk stands on."""

import datetime as dt

import pytest
from django.conf import settings
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from core import clock, crypto, history, reviews, roles
from core.back_office import ChoiceFilter, DeskAdmin, SmallTableSearch
from core.back_office.listing import COUNT_AHEAD, Listing
from core.errors import Refused
from core.models import (
    CalendarDay,
    Journal,
    Letter,
    Organisation,
    ReadRecord,
    ReadReview,
)
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db]
RECORDS = "/cms/records/"
# Staff of whichever domain runs here.
OTHER_STAFF = (
    roles.COMMISSION_MEMBER if "contest" in settings.DOMAINS else roles.PLACEMENT_SPECIALIST
)


@pytest.fixture
def administrator(make_user, organisation):
    return make_user(roles.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def letter(organisation) -> Letter:
    key = crypto.new_key()
    return Letter.objects.create(
        code="sample",
        to="ivanov@example.org",
        key=key,
        operator=organisation,
        content=b"x",
        content_type_id=1,
        object_id="1",
        state=Letter.State.FAILED,
        next_attempt_at=clock.now(),
    )


class YearFilter(ChoiceFilter):
    name = "code"
    label = "Код"

    def choices(self):
        return [("b", "Б")]


class SampleDesk(DeskAdmin):
    model = Organisation
    base_url_path = "sample/organisations"
    rights = {"view": "core.view_organisation"}
    list_display = ("short_name", "code")
    ordering = ("short_name",)
    filters = (YearFilter,)
    search = SmallTableSearch("short_name")


def request_of(user, query: str = ""):
    request = RequestFactory().get(f"/?{query}")
    request.user = user
    return request


@pytest.mark.req("X-7")
def test_a_desk_that_names_no_right_is_closed_even_to_a_superuser(superuser):
    class Closed(DeskAdmin):
        model = Organisation
        rights = {}

    desk = Closed()
    with pytest.raises(Http404):
        desk.index_view(request_of(superuser))
    assert {url.name for url in desk.get_admin_urls_for_registration()} == {
        "core_organisation_modeladmin_index",
        "core_organisation_modeladmin_history",
    }


@pytest.mark.req("X-7")
@pytest.mark.parametrize(
    "view", ["edit_view", "delete_view", "inspect_view", "history_view", "create_view"]
)
def test_every_view_of_modeladmin_is_behind_the_gate(view, organisation):
    desk = SampleDesk()
    keys = {} if view == "create_view" else {"instance_pk": str(organisation.pk)}
    with pytest.raises(Http404):
        getattr(desk, view)(request_of(UserFactory()), **keys)


@pytest.mark.req("X-7")
@pytest.mark.parametrize("key", ["abc", "0", "99999999999999999999999", "-", "_", "1-1"])
def test_a_bad_key_is_not_there(key, administrator):
    with pytest.raises(Http404):
        SampleDesk().get_object(request_of(administrator), key)


def test_a_listing_orders_filters_and_leafs(administrator):
    for n in range(3):
        OrganisationFactory(short_name=f"Ёлка {n}", code=f"b{n}" if n else "b")
    desk = SampleDesk()
    desk.list_per_page = 2

    def page(query):
        return Listing(desk, request_of(administrator, query)).page()

    assert [str(row) for row in page("q=ЕЛКА").rows] == ["Ёлка 0", "Ёлка 1"]
    assert [str(row) for row in page("q=ЕЛКА&p=2").rows] == ["Ёлка 2"]
    assert [str(row) for row in page("q=елка&o=-short_name").rows] == ["Ёлка 2", "Ёлка 1"]
    assert [str(row) for row in page("code=b").rows] == ["Ёлка 0"]
    assert page("code=unknown&q=елка").total == 3
    # No such page, and what is no page at all: the first.
    for number in ("9", "-1", "x", "²", "9" * 30):
        assert page(f"q=елка&p={number}").number == 1


def test_counting_stops_ahead_of_the_page(administrator, monkeypatch):
    monkeypatch.setattr("core.back_office.listing.COUNT_AHEAD", 2)
    for n in range(4):
        OrganisationFactory(short_name=f"Липа {n}")
    found = Listing(SampleDesk(), request_of(administrator, "q=липа")).page()
    assert found.is_capped
    assert found.total == 2
    assert COUNT_AHEAD > 2


def test_addresses_of_the_core_open_to_the_administrator_only(
    administrator, make_user, client_of, letter, organisation
):
    journal = Journal.objects.create(code="j", title="Журнал")
    day = CalendarDay.objects.create(date=dt.date(2026, 12, 31), is_working=False)
    pages = [
        "letters/",
        f"letters/history/{letter.pk}/",
        f"letters/retry/{letter.pk}/",
        "journals/",
        f"journals/inspect/{journal.pk}/",
        f"journals/edit/{journal.pk}/",
        f"journals/history/{journal.pk}/",
        "calendar/",
        f"calendar/edit/{day.pk}/",
        f"calendar/delete/{day.pk}/",
        "organisations/",
        f"organisations/edit/{organisation.pk}/",
        f"organisations/history/{organisation.pk}/",
    ]
    mine = client_of(administrator)
    others = [client_of(make_user(group)) for group in (roles.CONTENT_EDITOR, OTHER_STAFF)]
    for page in pages:
        assert mine.get(RECORDS + page).status_code == 200, page
        for other in others:
            assert other.get(RECORDS + page).status_code == 404, page
    for absent in (f"organisations/delete/{organisation.pk}/", f"letters/edit/{letter.pk}/"):
        assert mine.get(RECORDS + absent).status_code == 404


@pytest.mark.req("X-5", "X-7")
def test_the_log_of_reads_opens_to_the_reviewer_whom_the_operator_names(
    administrator, make_user, client_of, organisation
):
    reader = UserFactory()
    history.log_read(organisation, actor=reader, what="ответы: Паспорт", organisation=organisation)
    client = client_of(administrator)
    assert "ответы: Паспорт" not in client.get(f"{RECORDS}reads/").content.decode()
    organisation.read_log_reviewer = administrator
    organisation.save()
    assert "ответы: Паспорт" in client.get(f"{RECORDS}reads/").content.decode()
    colleague = client_of(make_user(roles.ADMINISTRATOR, organisation=organisation))
    assert "ответы: Паспорт" not in colleague.get(f"{RECORDS}reads/").content.decode()


def unreviewed(organisation):
    return reviews.with_unreviewed(Organisation.objects.filter(pk=organisation.pk)).get().unreviewed


@pytest.mark.req("X-5")
def test_the_reviewer_marks_the_log_as_gone_through(administrator, client_of, organisation):
    organisation.read_log_reviewer = administrator
    organisation.save()
    history.log_read(organisation, actor=administrator, what="x", organisation=organisation)
    assert unreviewed(organisation) == 1
    client = client_of(administrator)
    up_to = client.get(f"{RECORDS}reads/review/").context_data["form"].initial["up_to"]
    client.post(
        f"{RECORDS}reads/review/",
        {"organisation": organisation.pk, "up_to": up_to.isoformat(), "remark": "Всё в порядке"},
    )
    assert ReadReview.objects.get().remark == "Всё в порядке"
    assert unreviewed(organisation) == 0


@pytest.mark.req("X-5")
def test_nobody_else_can_mark_it_nor_ahead_of_time(administrator, organisation):
    with pytest.raises(Refused):
        reviews.review_reads(
            organisation=organisation, actor=administrator, remark="", up_to=clock.now()
        )
    organisation.read_log_reviewer = administrator
    organisation.save()
    with pytest.raises(Refused):
        reviews.review_reads(
            organisation=organisation,
            actor=administrator,
            remark="",
            up_to=clock.now() + dt.timedelta(hours=1),
        )


@pytest.mark.req("X-6")
def test_a_failed_letter_is_sent_again_once(administrator, client_of, letter):
    client = client_of(administrator)
    address = f"{RECORDS}letters/retry/{letter.pk}/"
    assert client.post(address).status_code == 302
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING
    again = client.post(address)
    assert again.status_code == 200
    assert "не удалось отправить" in again.content.decode()


@pytest.mark.req("X-7")
def test_letters_of_another_operator_are_not_there(make_user, client_of, letter, superuser):
    foreign = make_user(roles.ADMINISTRATOR, organisation=OrganisationFactory())
    homeless = make_user(roles.ADMINISTRATOR)
    homeless.organisation = None
    homeless.save()
    for person in (foreign, homeless):
        client = client_of(person)
        assert letter.to not in client.get(f"{RECORDS}letters/").content.decode()
        assert client.post(f"{RECORDS}letters/retry/{letter.pk}/").status_code == 404
        assert "не удалось отправить" not in client.get("/cms/").content.decode().lower()
    assert letter.to in client_of(superuser).get(f"{RECORDS}letters/").content.decode()


def test_lists_and_exports_name_the_zone(administrator, client_of, letter, organisation):
    organisation.time_zone = "Asia/Novosibirsk"
    organisation.read_log_reviewer = administrator
    organisation.save()
    administrator.refresh_from_db()
    instant = dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC)
    Letter.objects.update(created_at=instant)
    history.log_read(organisation, actor=administrator, what="x", organisation=organisation)
    ReadRecord.objects.update(at=instant)
    client = client_of(administrator)
    for page in ("letters", "reads"):
        assert "22.11.2026 12:00 (UTC+7)" in client.get(f"{RECORDS}{page}/").content.decode()
    export = client.get(f"{RECORDS}reads/export/?format=csv")
    table = b"".join(export.streaming_content).decode("utf-8-sig")
    assert "22.11.2026 12:00" in table
    assert "новосибирское время, UTC+7" in table


def test_a_history_is_told_on_the_clock_of_its_object(make_user, client_of):
    """Staff in Moscow read the history of an organisation in Novosibirsk."""
    moscow = OrganisationFactory(time_zone="Europe/Moscow")
    client = client_of(make_user(roles.ADMINISTRATOR, organisation=moscow))
    seen = OrganisationFactory(time_zone="Asia/Novosibirsk")
    history.log_change(seen, actor=None, action="edit", details={"fields": ["адрес"]})
    page = client.get(f"{RECORDS}organisations/history/{seen.pk}/").content.decode()
    assert "новосибирское время" in page
    assert "поля: адрес" in page


def test_a_given_number_is_never_given_again(administrator, client_of):
    journal = Journal.objects.create(code="j", title="Журнал", next_number=3)
    journal.entries.create(number=2, label="2", registered_at=clock.now())
    client = client_of(administrator)
    fields = {"title": "Журнал", "number_format": "{number:03d}/К"}
    for number, status in (("2", 200), ("5", 200), ("3", 302)):
        response = client.post(
            f"{RECORDS}journals/edit/{journal.pk}/", {**fields, "next_number": number}
        )
        assert response.status_code == status, number
    # The last three can be filled in here but are refused when a number is taken.
    twice, parts, long = "{number}-{number}", "{number.real}", "{number:0200d}"
    for pattern in ("без номера", "{n}", "{number", twice, parts, long):
        fields = {"title": "Журнал", "number_format": pattern, "next_number": "3"}
        assert client.post(f"{RECORDS}journals/edit/{journal.pk}/", fields).status_code == 200


@pytest.mark.req("X-4")
def test_changes_of_nouns_are_in_their_history_without_values(administrator, client_of):
    client = client_of(administrator)
    client.post(f"{RECORDS}calendar/create/", {"date": "31.12.2026", "reason": "указ губернатора"})
    day = CalendarDay.objects.get()
    client.post(
        f"{RECORDS}calendar/edit/{day.pk}/",
        {"date": "31.12.2026", "is_working": "on", "reason": "указ губернатора"},
    )
    page = client.get(f"{RECORDS}calendar/history/{day.pk}/").content.decode()
    assert "Создание" in page
    assert "Изменение" in page
    assert administrator.full_name in page
    assert "губернатора" not in page


def test_help_of_wagtail_is_not_in_the_menu(administrator, client_of):
    page = client_of(administrator).get(reverse("wagtailadmin_home")).content.decode()
    assert '"name": "help"' not in page


def test_the_code_of_an_organisation_never_changes(client_of, superuser, organisation):
    """Submissions are filed under it: another code would orphan them."""
    address = f"{RECORDS}organisations/edit/{organisation.pk}/"
    client = client_of(superuser)
    typed = {"full_name": "Новое имя", "short_name": "Имя", "code": "moved"}
    typed["destruction_wait_days"] = "7"
    answer = client.post(address, {**typed, "time_zone": organisation.time_zone})
    assert answer.status_code == 302
    stored = Organisation.objects.get(pk=organisation.pk)
    assert (stored.code, stored.full_name) == (organisation.code, "Новое имя")
    stored.code = "moved"
    with pytest.raises(Refused, match="постоянный"):
        stored.save()
