"""Who goes on to the federal stage: the refusal, and the data kept until the stage ends (C-18)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contest.applications.models import Entry
from contest.meetings.rules.questions import Kind
from contest.results import nominee
from contest.results.facts import facts_of, nominee_of, signed_decision
from contest.results.models import Nomination
from core.errors import Refused
from core.models import ReadRecord
from forms_app import consents, links
from forms_app import services as forms
from forms_app.engine import registry
from forms_app.models import Consent
from tests.contest.results.conftest import SIGNED, scan
from tests.core import file_samples

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-18")]
ENDS = dt.date(2027, 3, 1)
LIST = "/cms/contest/results/"


def whole(entry: Entry) -> Entry:
    return Entry.objects.select_related("contest__operator", "submission").get(pk=entry.pk)


def keep_until(entry: Entry) -> dt.datetime | None:
    return registry.get("contest-application").keep_until(entry.submission)


def agree(entry: Entry) -> Consent:
    entry = whole(entry)
    return nominee.agree(entry=entry, text=nominee.text_for(entry))


def test_a_written_refusal_passes_the_right_on_by_another_decision(
    draft, finalists, contest, secretary, decided
):
    nominee.refuse(resultsorder=draft, refused_on=SIGNED, paper=scan(draft), actor=secretary)
    assert nominee_of(contest) is None
    assert facts_of(contest).nominee is None
    with pytest.raises(Refused, match="уже записан"):
        nominee.refuse(resultsorder=draft, refused_on=SIGNED, paper=scan(draft), actor=secretary)
    decided(nominee=[finalists[2]])
    assert nominee_of(contest) == finalists[2]
    assert Nomination.objects.get().decision != signed_decision(contest, Kind.NOMINEE)


def test_a_refusal_needs_its_day_its_paper_and_who_runs_it(draft, chair, secretary):
    with pytest.raises(Refused, match="ещё не наступил"):
        nominee.refuse(resultsorder=draft, refused_on=ENDS, paper=scan(draft), actor=secretary)
    with pytest.raises(Refused, match="нет права"):
        nominee.refuse(resultsorder=draft, refused_on=SIGNED, paper=scan(draft), actor=chair)
    assert not Nomination.objects.exclude(refused_on=None).exists()


@pytest.mark.req("X-5", "C-A5")
def test_the_nominees_data_are_kept_under_their_own_consent_until_the_stage_ends(
    draft, finalists, contest, secretary
):
    contest.ceremony_on = dt.date(2026, 10, 1)
    contest.save()
    usual = keep_until(finalists[0])
    assert usual is not None
    assert nominee.text_for(whole(finalists[1])) is None
    nominee.set_end(resultsorder=draft, ends_on=ENDS, actor=secretary)
    assert keep_until(finalists[1]) == usual
    consent = agree(finalists[1])
    assert keep_until(finalists[1]) == dt.datetime(2027, 3, 2, tzinfo=contest.tz)
    assert keep_until(finalists[0]) == usual
    assert "1 марта 2027 года" in consents.filled_text(consent)
    forms.withdraw_consent(consent=consent)
    assert keep_until(finalists[1]) == usual


@pytest.mark.req("X-5")
def test_only_the_nominee_is_asked_and_a_refusal_ends_the_keeping(draft, finalists, secretary):
    nominee.set_end(resultsorder=draft, ends_on=ENDS, actor=secretary)
    text = nominee.text_for(whole(finalists[1]))
    with pytest.raises(Refused, match="тот, кто выдвинут"):
        nominee.agree(entry=whole(finalists[0]), text=text)
    agree(finalists[1])
    nominee.refuse(resultsorder=draft, refused_on=SIGNED, paper=scan(draft), actor=secretary)
    assert keep_until(finalists[1]) == keep_until(finalists[0])


def test_the_page_is_there_for_the_nominee_alone(draft, finalists, secretary, client):
    address = f"/track/{links.token('track', finalists[1].submission)}/federal-stage/"
    assert client.get(address).status_code == 404
    nominee.set_end(resultsorder=draft, ends_on=ENDS, actor=secretary)
    assert client.get(address).status_code == 200
    other = f"/track/{links.token('track', finalists[0].submission)}/federal-stage/"
    assert client.get(other).status_code == 404


def test_the_secretary_records_both_on_the_orders_page(draft, users, client_of, finalists):
    desk = client_of(users["Тропинина"])
    desk.post(f"{LIST}federal-end/{draft.pk}/", {"ends_on": "01.03.2027"})
    paper = SimpleUploadedFile("отказ.pdf", file_samples.pdf(), "application/pdf")
    typed = {"refused_on": "14.09.2026", "paper": paper}
    desk.post(f"{LIST}nominee-refused/{draft.pk}/", typed)
    row = Nomination.objects.get()
    assert (row.ends_on, row.refused_on) == (ENDS, SIGNED)
    shown = desk.get(f"{LIST}inspect/{draft.pk}/").content.decode()
    assert "нужно новое решение" in shown
    assert b"%PDF" in b"".join(desk.get(f"{LIST}refusal/{draft.pk}/"))
    assert ReadRecord.objects.filter(what="отказ от федерального этапа").exists()
    assert client_of(users["Рощин"]).get(f"{LIST}refusal/{draft.pk}/").status_code == 404
