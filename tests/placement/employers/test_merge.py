"""Two cards of one employer become one; nothing is lost, at any moment."""

import pytest
from django.db import IntegrityError, transaction

from core import clock, roles
from core.errors import Refused
from core.models import HistoryRecord
from core.text import search_key
from placement.employers import services
from placement.employers.likeness import likely_duplicates
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.record import EMPLOYERS
from placement.employers.services import merge
from placement.requests.models import VacancyRequest
from placement.vacancies.models import Vacancy
from tests.placement.employers.helpers import DATA, history, talk
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    VacancyFactory,
)
from tests.threads import at_once

# --- merging -------------------------------------------------------------------------------------


@pytest.fixture
def two(specialist, submission):
    """A card that stays and one with a person, a record, a request and a vacancy."""
    keep = EmployerFactory(
        full_name="ООО «Ромашка»", short_name="", inn="", website="", remarks="первое"
    )
    gone = EmployerFactory(
        full_name="Ромашка", activity="цветы", remarks="второе", kind=Employer.Kind.ACTUAL
    )
    EmployerContactFactory(employer=gone)
    talk(specialist, gone)
    request = VacancyRequest.objects.create(
        submission=submission, employer=gone, composed_on=clock.local_day(clock.now())
    )
    VacancyFactory(employer=gone, request=request)
    VacancyFactory(employer=gone, state="filled")
    return keep, gone


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_merging_moves_everything_fills_gaps_and_keeps_the_merged_card(two, specialist):
    keep, gone = two
    before = EMPLOYERS.copy(gone)
    earlier = EmployerFactory(merged_into=gone, inn="")
    services.merge_employers(keep=keep, merge=gone, actor=specialist)
    for row in (keep, gone, earlier):
        row.refresh_from_db()
    assert gone.merged_into == keep
    assert earlier.merged_into == keep
    assert EMPLOYERS.values(gone) == EMPLOYERS.values(before)
    assert (keep.inn, keep.website) == (before.inn, before.website)
    assert keep.full_name == "ООО «Ромашка»"
    assert keep.activity == "общественное питание"
    assert keep.kind == Employer.Kind.ACTUAL
    assert keep.remarks == "первое\nвторое"
    moved = [keep.contacts, keep.records, keep.requests, keep.vacancies]
    assert [rows.count() for rows in moved] == [1, 1, 1, 2]
    for model in (EmployerContact, ContactRecord, VacancyRequest, Vacancy):
        assert not model.objects.filter(employer=gone).exists()
    assert services.find_by_inn(before.inn) == keep
    assert history(gone)[-1] == "merged"
    record = HistoryRecord.objects.about(keep).get()
    assert record.action == "merge"
    assert record.details["merged"] == gone.pk
    assert record.details["moved"]["vacancies"] == 2
    assert all(search_key(str(keep)) in row.search_key for row in keep.vacancies.all())


def test_a_merge_moves_requests_before_their_vacancies_as_filing_locks_them():
    names = list(merge.relations())
    assert {"contacts", "records", "requests", "vacancies"} <= set(names)
    assert names.index("requests") < names.index("vacancies")


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_a_merged_card_cannot_be_merged_or_changed_again(two, specialist):
    keep, gone = two
    third = EmployerFactory()
    services.merge_employers(keep=keep, merge=gone, actor=specialist)
    for one, other in ((third, gone), (gone, third), (keep, gone), (gone, keep), (keep, keep)):
        with pytest.raises(Refused):
            services.merge_employers(keep=one, merge=other, actor=specialist)
    with pytest.raises(Refused, match="объединена"):
        services.update_employer(employer=gone, data=EMPLOYERS.copy(gone), actor=specialist)


@pytest.mark.django_db
@pytest.mark.req("P-2.2a", "X-6")
def test_what_comes_for_a_merged_card_goes_to_the_kept_one(two, specialist):
    keep, gone = two
    services.merge_employers(keep=keep, merge=gone, actor=specialist)
    last = EmployerFactory()
    services.merge_employers(keep=last, merge=keep, actor=specialist)
    assert services.current(gone) == last
    assert talk(specialist, gone).employer == last
    person = services.add_contact(employer=gone, data=EmployerContact(name="Новый"), actor=None)
    assert person.employer == last
    assert services.confirm_employer(employer=gone, actor=specialist) == last


@pytest.mark.django_db
def test_an_invented_employer_is_not_merged_with_a_real_one(specialist):
    with pytest.raises(Refused, match="Вымышленного"):
        services.merge_employers(
            keep=EmployerFactory(), merge=EmployerFactory(is_demo=True), actor=specialist
        )


@pytest.mark.django_db
@pytest.mark.req("P-2.2a", "X-6")
def test_a_merge_that_fails_halfway_changes_nothing(two, specialist, monkeypatch):
    keep, gone = two

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("placement.employers.services.merge.log_change", fail)
    with pytest.raises(RuntimeError):
        services.merge_employers(keep=keep, merge=gone, actor=specialist)
    gone.refresh_from_db()
    assert gone.merged_into is None
    assert gone.vacancies.count() == 2


@pytest.mark.django_db
@pytest.mark.req("P-2.2a", "P-5.4")
def test_the_nouns_above_hear_of_a_merge_when_all_is_moved_and_may_refuse_it(
    two, specialist, monkeypatch
):
    keep, gone = two
    heard = []

    def follow(*, kept, other):
        heard.append((kept, other, kept.vacancies.count()))

    def refuse(*, kept, other):
        raise Refused("Одинаковые соглашения")

    monkeypatch.setattr(merge, "_followers", [])
    for _ in range(2):
        services.on_merge(follow)
    services.merge_employers(keep=keep, merge=gone, actor=specialist)
    assert heard == [(keep, gone, 2)]
    services.on_merge(refuse)
    third = EmployerFactory()
    with pytest.raises(Refused, match="Одинаковые"):
        services.merge_employers(keep=keep, merge=third, actor=specialist)
    third.refresh_from_db()
    assert third.merged_into is None


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_the_database_itself_holds_one_card_per_inn():
    employer = EmployerFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EmployerFactory(inn=employer.inn)
    EmployerFactory(inn=employer.inn, merged_into=employer)


# --- marked as different ------------------------------------------------------------------------


def suspects(row: Employer) -> set[Employer]:
    return {one.employer for one in likely_duplicates(row)}


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_cards_that_were_marked_as_different_are_not_suspected_of_each_other_again(specialist):
    one, two, third = (EmployerFactory(full_name="ООО «Ромашка»") for _ in range(3))
    services.mark_as_different(employer=two, other=one, actor=specialist)
    services.mark_as_different(employer=one, other=two, actor=specialist)
    assert (suspects(one), suspects(two), suspects(third)) == ({third}, {third}, {one, two})
    assert set(Employer.objects.possible_duplicates()) == {one, two, third}
    for row in (one, two):
        assert history(row) == ["mark-as-different"]
        services.mark_as_different(employer=row, other=third, actor=specialist)
    assert suspects(third) == set()
    assert not Employer.objects.possible_duplicates().exists()


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_what_differs_from_a_merged_card_differs_from_the_kept_one(specialist):
    keep, gone, other = (EmployerFactory(full_name="ООО «Ромашка»") for _ in range(3))
    services.mark_as_different(employer=gone, other=other, actor=specialist)
    services.mark_as_different(employer=gone, other=keep, actor=specialist)
    services.merge_employers(keep=keep, merge=gone, actor=specialist)
    assert suspects(keep) == suspects(other) == set()
    assert list(keep.different_from.all()) == [other]
    assert not gone.different_from.exists()


@pytest.mark.django_db
def test_a_card_is_not_marked_as_different_from_itself_nor_from_a_merged_one(people):
    one = EmployerFactory()
    merged = EmployerFactory(merged_into=one, inn="")
    for pair in ((one, one), (one, merged), (merged, one)):
        with pytest.raises(Refused, match=r"карточка|объединена"):
            services.mark_as_different(employer=pair[0], other=pair[1], actor=people["specialist"])
    with pytest.raises(Refused, match="нет права"):
        services.mark_as_different(employer=one, other=EmployerFactory(), actor=people["director"])


# --- at once -------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-2.2a", "X-6")
@pytest.mark.parametrize("crossed", [True, False])
def test_of_two_merges_at_once_one_is_refused(make_user, crossed):
    actor = make_user(roles.PLACEMENT_SPECIALIST)
    one, other = EmployerFactory(), EmployerFactory()
    pairs = [(one, other), (other, one) if crossed else (one, other)]
    found = at_once(
        *(
            lambda keep=keep, merge=merge: services.merge_employers(
                keep=keep, merge=merge, actor=actor
            )
            for keep, merge in pairs
        )
    )
    assert sum(isinstance(answer, Refused) for answer in found) == 1
    assert sum(isinstance(answer, Employer) for answer in found) == 1
    assert Employer.objects.current().count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-2.2a", "X-6")
def test_a_contact_written_during_a_merge_is_not_left_behind(make_user):
    actor = make_user(roles.PLACEMENT_SPECIALIST)
    keep, gone = EmployerFactory(), EmployerFactory()
    at_once(
        lambda: services.merge_employers(keep=keep, merge=gone, actor=actor),
        lambda: talk(actor, gone),
    )
    assert ContactRecord.objects.get().employer == keep


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-2.2a", "X-6")
def test_one_inn_is_registered_once_by_two_at_once(make_user):
    found = at_once(*[lambda: services.register_employer(data=DATA, actor=None)] * 2)
    assert sum(isinstance(answer, Refused) for answer in found) == 1
    assert Employer.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-5.3", "X-6")
def test_of_two_presses_at_once_one_enters_the_contact(make_user):
    actor, employer, at = make_user(roles.PLACEMENT_SPECIALIST), EmployerFactory(), clock.now()
    found = at_once(*[lambda: talk(actor, employer, at=at)] * 2)
    assert sum(isinstance(answer, Refused) for answer in found) == 1
    assert ContactRecord.objects.count() == 1
