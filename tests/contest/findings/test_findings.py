"""Findings on documents and proposals: who records what, who reads it (C-K5)."""

import datetime as dt

import pytest

from contest.applications import kept
from contest.findings import services
from contest.findings.models import Finding
from contest.scoring.services import lift, recuse
from core import clock, crypto, roles
from core.errors import Refused
from core.models import HistoryRecord
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.contest.factories import ContestFactory
from tests.contest.findings.conftest import file_for
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-K5")]
LIST = "/cms/contest/findings/"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_a_member_records_a_finding_on_a_document_in_the_back_office(
    commission, document, client_of
):
    member = client_of(commission[2].user)
    address = f"{LIST}record/?document={document('certificate').pk}"
    page = text(member.get(address))
    assert "Справка" in page
    assert "checked" not in page
    assert "Замечание" in page
    refused = text(member.post(address, {"verdict": "doubted", "text": ""}))
    assert "что именно вызвало сомнение" in refused
    sent = {"verdict": "doubted", "text": "Периоды работы не сходятся"}
    assert member.post(f"{address}&back=/cms/menu/", sent)["Location"] == "/cms/menu/"
    abroad = member.post(f"{address}&back=//example.org/", sent)["Location"]
    assert abroad.startswith(f"{LIST}inspect/")
    finding = Finding.objects.get()
    assert (finding.member, finding.document) == (commission[2], "Справка")
    assert finding.words == "есть сомнение в достоверности: Периоды работы не сходятся"
    again = text(member.get(address))
    assert "Периоды работы не сходятся" in again


def test_reliable_needs_no_remark(commission, find):
    assert find(commission[2], "reliable", "").words == "сведения достоверны"


def test_the_text_lies_under_the_participants_key_and_ends_with_their_data(commission, find, entry):
    finding = find(commission[2], text="Подпись не та")
    stored = bytes(Finding.objects.values_list("text", flat=True).get())
    assert "Подпись".encode() not in stored
    assert finding.key == entry.submission.key
    assert kept.words(entry) == ["Заключения и предложения членов комиссии: 1."]
    kept.destroy(entry, clock.now())
    assert str(Finding.objects.get().text) == ""
    assert str(finding.versions.get().text) == ""
    assert Finding.objects.get().verdict == "doubted"


def test_destroying_the_key_alone_empties_it(commission, find, entry):
    find(commission[2], text="Подпись не та")
    crypto.destroy_key(entry.submission.key, at=clock.now())
    assert str(Finding.objects.select_related("key").get().text) == ""


@pytest.mark.req("X-7")
def test_nobody_records_a_finding_on_the_consent(commission, document, client_of):
    member = commission[2]
    for slot in ("consent",):
        with pytest.raises(Refused, match="не читают"):
            services.record(
                member=member,
                document=document(slot),
                verdict="reliable",
                text="",
                actor=member.user,
            )
    address = f"{LIST}record/?document={document('consent').pk}"
    assert client_of(member.user).get(address).status_code == 404


def test_only_registered_and_admitted_applications_are_judged(commission, find, entry):
    for state, may in (
        (State.REGISTERED, True),
        (State.RECEIVED, False),
        (State.WITHDRAWN, False),
    ):
        Submission.objects.filter(pk=entry.submission_id).update(state=state)
        if may:
            find(commission[2])
            continue
        with pytest.raises(Refused, match="зарегистрированные и допущенные"):
            find(commission[3])


@pytest.mark.req("C-14")
def test_a_recused_member_records_nothing_and_what_they_had_found_counts_no_more(
    commission, find, entry, client_of, document
):
    member = commission[2]
    finding = find(member)
    recusal = recuse(entry=entry, member=member, reason="Родственник", actor=member.user)
    with pytest.raises(Refused, match="конфликт интересов"):
        find(member, text="Другое")
    with pytest.raises(Refused, match="конфликт интересов"):
        services.propose(member=member, entry=entry, text="Исключить", actor=member.user)
    assert list(Finding.objects.counted()) == []
    assert list(Finding.objects.standing()) == [finding]
    listed = text(client_of(commission[1].user).get(LIST))
    assert "не учитывается: конфликт интересов" in listed
    lift(recusal=recusal, reason="Ошибка", actor=commission[0].user)
    assert list(Finding.objects.counted()) == [finding]


def test_nobody_writes_in_anothers_name(commission, document):
    with pytest.raises(Refused, match="сам член комиссии"):
        services.record(
            member=commission[2],
            document=document("certificate"),
            verdict="reliable",
            text="",
            actor=commission[1].user,
        )


def test_a_change_keeps_what_was_said_before(commission, find, client_of):
    finding = find(commission[2], text="Первое")
    find(commission[2], "unreliable", "Второе")
    find(commission[2], "unreliable", "Второе")
    assert [one.words for one in finding.versions.all()] == [
        "есть сомнение в достоверности: Первое",
        "сведения недостоверны: Второе",
    ]
    page = text(client_of(commission[2].user).get(f"{LIST}inspect/{finding.pk}/"))
    assert "Прежние редакции" in page
    assert "Первое" in page
    actions = HistoryRecord.objects.about(finding).values_list("action", flat=True)
    assert sorted(actions) == ["change", "record"]


def test_an_old_page_overwrites_nothing(commission, find, client_of):
    finding = find(commission[2], text="Первое")
    member, address = client_of(commission[2].user), f"{LIST}change/{finding.pk}/"
    seen = services.revision(finding)
    find(commission[2], text="Второе")
    sent = {"verdict": "reliable", "text": "", "revision": seen}
    assert "изменил кто-то ещё" in text(member.post(address, sent))
    assert str(Finding.objects.get().text) == "Второе"


def test_a_member_proposes_about_a_participant_or_about_none(commission, entry, client_of):
    member = client_of(commission[2].user)
    page = text(member.get(f"{LIST}propose/?entry={entry.pk}"))
    assert f'<option value="{entry.pk}" selected' in page
    contest = entry.contest_id
    member.post(f"{LIST}propose/", {"contest": contest, "entry": entry.pk, "text": "Запросить"})
    member.post(f"{LIST}propose/", {"contest": contest, "text": "Начать раньше"})
    about, general = Finding.objects.order_by("pk")
    assert (about.entry, about.key, str(about.text)) == (entry, entry.submission.key, "Запросить")
    assert (general.entry, str(general.text)) == (None, "Начать раньше")
    assert general.key != about.key


def test_what_is_withdrawn_stays_in_the_history_and_may_be_recorded_again(commission, find):
    finding = find(commission[2])
    services.withdraw(finding=finding, actor=commission[2].user)
    assert not Finding.objects.standing().exists()
    find(commission[2])
    assert Finding.objects.standing().get() == finding
    assert finding.versions.count() == 2


@pytest.mark.req("X-7")
def test_a_member_reads_their_own_and_who_leads_reads_all(commission, find, make_user, client_of):
    own, other = find(commission[2], text="Своё"), find(commission[3], text="Чужое")
    chair, secretary, member, _ = (client_of(one.user) for one in commission)
    strangers = (
        client_of(make_user(roles.CONTEST_SECRETARY, organisation=ContestFactory().operator)),
        client_of(make_user(roles.COMMISSION_MEMBER)),
    )
    for person, pks in (
        (chair, {own.pk, other.pk}),
        (secretary, {own.pk, other.pk}),
        (member, {own.pk}),
        *((one, set()) for one in strangers),
    ):
        listed = text(person.get(LIST))
        for finding in (own, other):
            may = finding.pk in pks
            assert (f"inspect/{finding.pk}/" in listed) == may
            page = person.get(f"{LIST}inspect/{finding.pk}/")
            assert page.status_code == (200 if may else 404)
    for person in (chair, secretary, *strangers):
        for act in ("change", "withdraw"):
            assert person.get(f"{LIST}{act}/{own.pk}/").status_code == 404
    assert member.get(f"{LIST}to-agenda/{own.pk}/").status_code == 404
    assert chair.get(f"{LIST}to-agenda/{own.pk}/").status_code == 404


@pytest.mark.req("C-14", "X-7")
def test_a_recused_chair_reads_nothing_that_others_found_about_that_participant(
    commission, find, entry, client_of
):
    finding = find(commission[2], text="Чужое")
    chair = commission[0]
    recuse(entry=entry, member=chair, reason="Родственник", actor=chair.user)
    browser = client_of(chair.user)
    assert "Справка" not in text(browser.get(LIST))
    assert browser.get(f"{LIST}inspect/{finding.pk}/").status_code == 404


def test_the_findings_stand_beside_the_documents(commission, find, entry, client_of, document):
    find(commission[2], text="Даты не сходятся")
    member = client_of(commission[2].user)
    for address in (
        f"/cms/contest/scoring/score/{entry.contest_id}/{entry.pk}/",
        f"/cms/contest/applications/inspect/{entry.submission_id}/",
    ):
        page = text(member.get(address))
        assert "Даты не сходятся" in page, address
        assert f"{LIST}record/?document={document('reference').pk}" in page
        assert f"document={document('consent').pk}" not in page
        other = text(client_of(commission[3].user).get(address))
        assert "Даты не сходятся" not in other, address


def test_a_corrected_application_keeps_the_findings_on_documents_left_alone(
    commission, find, entry, client_of
):
    find(commission[2], text="Даты не сходятся")
    certificate = entry.submission.current.files.get(slot="certificate")
    version = entry.submission.versions.create(
        number=2, digest="y", sent_at=clock.now() + dt.timedelta(minutes=1)
    )
    version.files.create(slot="certificate", label="Справка", file=certificate.file)
    file_for(entry, "reference", "Характеристика")
    page = text(
        client_of(commission[2].user).get(
            f"/cms/contest/scoring/score/{entry.contest_id}/{entry.pk}/"
        )
    )
    assert page.count("Изменить заключение</a>") == 1
    assert page.count("Записать заключение</a>") == 1


@pytest.mark.req("X-4")
def test_the_list_asks_as_much_for_many_as_for_one(commission, entry, client_of):
    secretary, member = client_of(commission[1].user), commission[2]
    services.propose(member=member, entry=entry, text="Раз", actor=member.user)
    one = page_queries(secretary, LIST)
    for number in range(3):
        services.propose(member=member, entry=entry, text=f"Ещё {number}", actor=member.user)
    assert page_queries(secretary, LIST) == one
