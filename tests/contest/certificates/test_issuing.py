"""Certificates are given out once, under a number, and never change (C-15, C-17, X-8)."""

import datetime as dt

import pytest
from django.utils import timezone

from contest.applications.models import Entry
from contest.certificates import services
from contest.certificates.models import Certificate
from core import crypto, issued_papers
from core.errors import Refused
from core.models import HistoryRecord
from tests.contest.certificates.conftest import DAY
from tests.contest.factories import ContestFactory

pytestmark = pytest.mark.django_db


def facts(certificate):
    return issued_papers.facts_of(certificate.paper)


def issue_places(contest, secretary, day=DAY):
    return services.issue_places(contest=contest, issued_on=day, actor=secretary)


@pytest.mark.req("C-15")
def test_who_took_part_gets_the_words_of_clause_15_from_the_ministry(issued, contest):
    rows = issued("Белова", "Чернова").certificates.all()
    assert [row.paper.number for row in rows] == ["001/2026", "002/2026"]
    for row, name in zip(rows, ["Беловой Анне Ивановне", "Черновой Анне Ивановне"], strict=True):
        assert facts(row)["name"] == name
        assert facts(row)["issuer"] == contest.founder.full_name
        assert facts(row)["issued_on"] == "2026-09-20"
        assert "сфере содействия занятости населения»" in facts(row)["words"]
        checked = issued_papers.check(row.paper.number, row.paper.digest)
        assert checked.title == "Сертификат участника II этапа конкурса"


@pytest.mark.req("C-15")
def test_without_a_confirmed_name_no_certificate_is_given(contest, finalist, confirm, secretary):
    one, other = finalist("Белова"), finalist("Чернова")
    give = {"contest": contest, "issued_on": DAY, "actor": secretary}
    with pytest.raises(Refused, match="подтвердите имена"):
        services.issue_participants(**give)
    confirm({one: "Беловой Анне Ивановне"})
    issue = services.issue_participants(**give)
    assert [row.finalist for row in issue.certificates.all()] == [one]
    record = HistoryRecord.objects.about(contest).get(action="issue-certificates")
    assert record.details["left"] == 1
    # Who was left out gets theirs later, and nobody a second one.
    confirm({other: "Черновой Анне Ивановне"})
    later = services.issue_participants(**give)
    assert [row.finalist for row in later.certificates.all()] == [other]
    with pytest.raises(Refused, match="Выдавать некому"):
        services.issue_participants(**give)


@pytest.mark.req("C-15")
def test_who_did_not_appear_gets_none(contest, finalist, confirm, secretary):
    finalist("Белова", attended=None)
    finalist("Чернова", attended=False)
    confirm()
    with pytest.raises(Refused, match="кто явился"):
        services.issue_participants(contest=contest, issued_on=DAY, actor=secretary)


@pytest.mark.req("C-17")
def test_winner_and_prize_winners_get_both_certificates(
    issued, contest, finalist, secretary, results
):
    placed = [finalist(name) for name in ("Третьякова", "Белова", "Чернова")]
    issued("Рыжова")
    with pytest.raises(Refused, match="ещё не опубликован"):
        issue_places(contest, secretary)
    results(*placed)
    rows = issue_places(contest, secretary).certificates.order_by("place")
    assert [(row.finalist, row.place) for row in rows] == list(zip(placed, (1, 2, 3), strict=True))
    assert [row.paper.title for row in rows] == [
        "Сертификат победителя конкурса (I место)",
        "Сертификат призёра конкурса (II место)",
        "Сертификат призёра конкурса (III место)",
    ]
    assert "«Победитель регионального этапа" in facts(rows[0])["words"]
    assert "занявший II место в номинации" in facts(rows[1])["words"]
    assert "занявший III место в номинации" in facts(rows[2])["words"]
    assert Certificate.objects.current().filter(finalist=placed[0]).count() == 2
    with pytest.raises(Refused, match="Выдавать некому"):
        issue_places(contest, secretary)


@pytest.mark.req("C-17")
def test_places_come_from_a_published_order_only_and_the_newest_counts(
    contest, finalist, confirm, secretary, results
):
    first, second = finalist("Белова"), finalist("Чернова")
    confirm()
    results(first, is_published=False)
    with pytest.raises(Refused, match="ещё не опубликован"):
        issue_places(contest, secretary)
    results(first, second)
    results(second, first)
    rows = issue_places(contest, secretary).certificates.order_by("place")
    assert [row.finalist for row in rows] == [second, first]


@pytest.mark.req("C-17")
def test_a_certificate_of_a_former_place_is_revoked_before_others_are_given(
    contest, finalist, confirm, secretary, results
):
    first, second = finalist("Белова"), finalist("Чернова")
    confirm()
    results(first, second)
    old = issue_places(contest, secretary).certificates.order_by("place")
    results(second, first)
    with pytest.raises(Refused, match="сначала отмените его"):
        issue_places(contest, secretary)
    with pytest.raises(Refused, match="можно только отменить"):
        services.replace(certificate=old[0], why="Место", actor=secretary)
    for certificate in old:
        services.revoke(certificate=certificate, why="Итоги изменены", actor=secretary)
    rows = issue_places(contest, secretary).certificates.order_by("place")
    assert [row.finalist for row in rows] == [second, first]


def test_a_certificate_is_not_dated_ahead(contest, finalist, confirm, secretary):
    finalist()
    confirm()
    with pytest.raises(Refused, match="ещё не наступил") as refusal:
        services.issue_participants(
            contest=contest, issued_on=DAY + dt.timedelta(days=1), actor=secretary
        )
    assert refusal.value.field == "issued_on"


@pytest.mark.req("C-15")
def test_a_certificate_of_stage_two_is_not_dated_before_its_day(
    contest, finalist, confirm, secretary
):
    # Still the 17th where the server's clock stands.
    contest.stage_two_starts_at = dt.datetime(2026, 9, 18, 1, tzinfo=contest.tz)
    contest.save()
    finalist()
    confirm()
    give = {"contest": contest, "actor": secretary}
    for early in (dt.date(1899, 1, 1), dt.date(2026, 9, 17)):
        with pytest.raises(Refused, match=r"раньше 18 сентября 2026 года: .* II этап") as no:
            services.issue_participants(issued_on=early, **give)
        assert no.value.field == "issued_on"
    issue = services.issue_participants(issued_on=dt.date(2026, 9, 18), **give)
    assert issue.issued_on == dt.date(2026, 9, 18)


@pytest.mark.req("C-15")
def test_without_a_day_of_stage_two_a_certificate_is_not_older_than_the_contest(
    contest, finalist, confirm, secretary
):
    finalist()
    confirm()
    with pytest.raises(Refused, match="открыт приём заявок") as no:
        services.issue_participants(contest=contest, issued_on=dt.date(1899, 1, 1), actor=secretary)
    assert no.value.field == "issued_on"


@pytest.mark.req("C-17")
def test_a_certificate_of_a_place_is_not_dated_before_the_order(
    contest, finalist, confirm, secretary, results
):
    first = finalist("Белова")
    confirm()
    results(first)
    with pytest.raises(Refused, match=r"раньше 20 сентября 2026 года: .* приказ") as no:
        issue_places(contest, secretary, DAY - dt.timedelta(days=1))
    assert no.value.field == "issued_on"
    assert issue_places(contest, secretary).issued_on == DAY


@pytest.mark.req("C-15")
def test_a_replacement_waits_for_stage_two_that_was_put_off(issued, contest, secretary):
    old = issued("Белова").certificates.get()
    contest.stage_two_starts_at = dt.datetime(2026, 9, 25, 9, tzinfo=contest.tz)
    contest.save()
    with pytest.raises(Refused, match="раньше 25 сентября 2026 года"):
        services.replace(certificate=old, why="Опечатка", actor=secretary)
    old.refresh_from_db()
    assert old.is_current


@pytest.mark.req("X-8")
def test_a_misprint_is_replaced_by_another_certificate(
    issued, contest, confirm, finalist, secretary
):
    old = issued("Белова").certificates.get()
    confirm({old.finalist: "Беловой Анне Иванне"})
    with pytest.raises(Refused, match="почему"):
        services.replace(certificate=old, why=" ", actor=secretary)
    new = services.replace(certificate=old, why="Опечатка в отчестве", actor=secretary)
    assert (facts(old)["name"], facts(new)["name"]) == (
        "Беловой Анне Ивановне",
        "Беловой Анне Иванне",
    )
    assert (old.paper.number, new.paper.number) == ("001/2026", "002/2026")
    assert issued_papers.check(old.paper.number, old.paper.digest).is_replaced
    assert Certificate.objects.current().get() == new
    with pytest.raises(Refused, match="уже не действует"):
        services.replace(certificate=old, why="Ещё раз", actor=secretary)


@pytest.mark.req("X-8")
def test_a_certificate_with_a_changed_name_is_replaced_only_once_the_new_name_is_confirmed(
    issued, secretary
):
    old = issued("Белова").certificates.get()
    Entry.objects.filter(pk=old.finalist.entry_id).update(last_name="Чернова")
    with pytest.raises(Refused, match="Сначала подтвердите имя"):
        services.replace(certificate=old, why="Сменила фамилию", actor=secretary)
    old.refresh_from_db()
    assert old.is_current


@pytest.mark.req("X-8")
def test_a_certificate_given_by_mistake_is_revoked(issued, secretary):
    old = issued("Белова").certificates.get()
    services.revoke(certificate=old, why="Выдан по ошибке", actor=secretary)
    checked = issued_papers.check(old.paper.number, old.paper.digest)
    assert (checked.ended_on is None, checked.is_replaced) == (False, False)
    assert not Certificate.objects.current().exists()


@pytest.mark.req("X-5")
def test_a_certificate_outlives_the_participants_data(issued):
    certificate = issued("Белова").certificates.get()
    crypto.destroy_key(certificate.finalist.entry.submission.key, at=timezone.now())
    again = Certificate.objects.get(pk=certificate.pk)
    assert facts(again)["name"] == "Беловой Анне Ивановне"


@pytest.mark.req("X-7")
def test_only_who_gives_out_the_operators_certificates_may(issued, contest, secretary, make_user):
    certificate = issued("Белова").certificates.get()
    stranger = make_user("Секретарь конкурса", organisation=ContestFactory().operator)
    worker = make_user("Сотрудник оператора", organisation=contest.operator)
    for actor in (stranger, worker):
        for act in (
            lambda who: services.issue_participants(contest=contest, issued_on=DAY, actor=who),
            lambda who: issue_places(contest, who),
            lambda who: services.replace(certificate=certificate, why="я", actor=who),
            lambda who: services.revoke(certificate=certificate, why="я", actor=who),
            lambda who: services.order_files(issue=certificate.issue, actor=who),
        ):
            with pytest.raises(Refused, match="нет права"):
                act(actor)
