"""«Мои результаты»: the own means after the release, for the owner alone (C-14, X-3)."""

import pytest
from django.test import Client

from contest.scoring.entries import criteria_of
from contest.scoring.services import recuse
from contest.setup.models import Contest
from tests.contest.notices.conftest import in_days
from tests.forms_app.helpers import said

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14")]
NOT_YET = "Результатов пока нет."


def test_nothing_is_there_before_the_release(owner, link, entry, entries, prepared):
    prepared(entries[0], entry)
    page = said(owner.get(f"{link}results/"))
    assert NOT_YET in page
    assert "9,00" not in page
    assert "Мои результаты" not in said(owner.get(link))


@pytest.mark.req("X-5")
def test_the_link_alone_shows_no_result(told, link):
    answer = Client().get(f"{link}results/")
    assert "marks" not in answer.context_data
    page = said(answer)
    assert "подтвердите, что это вы" in page
    assert "confirm/?next=results" in page
    assert "9,00" not in page
    assert "допущены" not in page


def test_the_owner_comes_back_from_the_proof_to_the_results(told, client, link):
    answer = client.post(f"{link}confirm/?next=results", {"answer": "05.03.1990"})
    assert answer["Location"] == f"{link}results/"


def test_the_owner_sees_the_own_means_and_what_was_decided(told, owner, link, entry, commission):
    criteria = criteria_of(entry.contest)
    sheet = commission[0].sheets.get(entry=entry)
    sheet.marks.filter(criterion=criteria[0]).update(steps=6)
    page = said(owner.get(f"{link}results/"))
    assert "Вы допущены ко II этапу." in page
    assert f"{str(criteria[0]).capitalize()}" in page
    # (6 + 9 + 9) ÷ 3, and the mark: the mean of 8, 9, 9, 9.
    assert "<dd>8,00</dd>" in page
    assert page.count("<dd>9,00</dd>") == len(criteria) - 1
    assert "8,75" in page


@pytest.mark.req("X-5")
def test_neither_a_member_nor_another_participant_is_named(told, owner, link, commission, entries):
    page = said(owner.get(f"{link}results/"))
    for person in (*commission, *entries):
        assert person.last_name not in page


def test_a_recused_member_has_no_influence_on_the_means(told, owner, link, entry, commission):
    commission[0].sheets.get(entry=entry).marks.update(steps=0)
    assert "6,00" in said(owner.get(f"{link}results/"))
    recuse(entry=entry, member=commission[0], reason="родня", actor=commission[0].user)
    page = said(owner.get(f"{link}results/"))
    assert "6,00" not in page
    assert "9,00" in page


def test_marks_are_hidden_again_while_the_scoring_is_open_again(told, owner, link):
    Contest.objects.update(scoring_closes_at=in_days(1))
    assert NOT_YET in said(owner.get(f"{link}results/"))


@pytest.mark.req("X-3")
def test_the_tracking_page_leads_to_the_results(told, owner, link):
    assert f'href="{link}results/"' in said(owner.get(link))
