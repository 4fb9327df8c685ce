"""An order on the results: prepared, entered by one, confirmed by another (C-18, C-19, C-K6)."""

import datetime as dt
import io

import pytest
from docx import Document
from pypdf import PdfReader

from contest.meetings.rules.deadlines import Standing, Step
from contest.meetings.services.reminders import deadlines_of
from contest.results import papers, services, snapshot
from contest.results.facts import facts_of
from contest.results.models import ResultLine, ResultsOrder
from core import clock, issued_papers
from core.errors import Refused, TransitionRefused
from core.models import PrivateFile
from forms_app import services as forms
from forms_app.models import Submission
from tests.contest.results.conftest import NUMBER, SIGNED, scan
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def fresh(order: ResultsOrder) -> ResultsOrder:
    return ResultsOrder.objects.select_related("contest", "scan", "key").get(pk=order.pk)


@pytest.mark.req("C-19", "C-K6")
def test_there_is_no_order_before_a_signed_protocol(contest, secretary, finalists, running, vote):
    with pytest.raises(Refused, match="подписанный протокол"):
        services.prepare(contest=contest, actor=secretary)
    running("results")
    with pytest.raises(Refused, match="подписанный протокол"):
        services.prepare(contest=contest, actor=secretary)


@pytest.mark.req("C-K6", "C-18", "X-8")
def test_the_draft_says_in_both_files_who_won_and_who_goes_on(draft, contest):
    facts = facts_of(contest)
    made = papers.draft(draft, facts)
    assert made.pdf == papers.draft(draft, facts).pdf
    assert PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    docx = Document(io.BytesIO(papers.draft_docx(draft, facts)))
    in_word = " ".join(" ".join(one.text for one in docx.paragraphs).split())
    for text in (words_of(made.pdf), in_word):
        for words in (
            "приказываю",
            "Признать победителем конкурса: – Белова Анна" if text is in_word else "победителем",
            "II место: Волкова Анна Ивановна",
            "III место: Громова Анна Ивановна",
            "Дронова Анна Ивановна",
            "Выдвинуть для участия в федеральном этапе",
            contest.founder.full_name.split()[0],
        ):
            assert words in text
    assert facts.checksum[:16] in words_of(made.pdf)
    assert facts.checksum[:16] in docx.sections[0].footer.paragraphs[0].text


@pytest.mark.req("C-19")
def test_one_enters_the_signed_order_and_another_confirms_it(draft, file, secretary, chair, users):
    order = file(draft)
    assert (order.state, order.number, order.signed_on) == ("filed", NUMBER, SIGNED)
    with pytest.raises(Refused, match="другой человек"):
        services.publish(resultsorder=order, actor=secretary)
    with pytest.raises(Refused, match="нет права"):
        services.publish(resultsorder=order, actor=users["Озерова"])
    row = services.publish(resultsorder=order, actor=chair)
    assert (row.state, row.version, row.confirmed_by) == ("published", 1, chair)
    for act in (
        lambda: services.send_back(resultsorder=row, why="Ошибка", actor=chair),
        lambda: services.discard(resultsorder=row, why="Ошибка", actor=secretary),
        lambda: services.publish(resultsorder=row, actor=chair),
    ):
        with pytest.raises(TransitionRefused):
            act()


@pytest.mark.req("C-19")
def test_without_number_or_with_an_impossible_day_it_is_not_entered(draft, secretary):
    for number, day, field in (
        (" ", SIGNED, "number"),
        ("1", SIGNED + dt.timedelta(days=1), "signed_on"),
        ("1", dt.date(2026, 9, 9), "signed_on"),
    ):
        with pytest.raises(Refused) as refusal:
            services.file(
                resultsorder=draft, number=number, signed_on=day, scan=scan(draft), actor=secretary
            )
        assert refusal.value.field == field
    assert fresh(draft).state == "draft"
    assert not ResultLine.objects.exists()


def test_a_wrong_scan_is_sent_back_and_goes_with_what_was_frozen(draft, file, chair):
    order = file(draft)
    services.send_back(resultsorder=order, why="Нет подписи", actor=chair)
    row = fresh(draft)
    assert (row.state, row.number, row.scan, row.digest) == ("draft", "", None, "")
    assert not ResultLine.objects.exists()
    assert not PrivateFile.objects.filter(key=row.key).exists()
    assert file(row).state == "filed"


@pytest.mark.req("C-18")
def test_only_who_has_a_place_goes_on_to_the_federal_stage(decided, finalists, contest, secretary):
    decided(results=finalists[:3], nominee=[finalists[0]])
    decided(results=finalists[1:4])
    with pytest.raises(Refused, match="пункт 18"):
        services.prepare(contest=contest, actor=secretary)


@pytest.mark.req("C-17", "C-19")
def test_who_withdrew_after_the_protocol_is_not_published_as_a_winner(
    draft, file, finalists, chair
):
    order = file(draft)
    forms.withdraw(submission=finalists[0].submission, actor=None)
    with pytest.raises(Refused, match="больше не участвует"):
        services.publish(resultsorder=order, actor=chair)
    assert fresh(order).state == "filed"


@pytest.mark.req("C-17", "C-19")
def test_places_that_do_not_follow_from_the_points_are_not_approved(
    decided, finalists, contest, secretary
):
    decided(results=[finalists[1], finalists[0], finalists[2]])
    with pytest.raises(Refused, match="не те, что получаются по баллам"):
        services.prepare(contest=contest, actor=secretary)


@pytest.mark.req("C-17", "C-19")
def test_an_order_waits_until_every_place_is_computed(decided, finalists, contest, secretary):
    decided(results=finalists[:3])
    finalists[4].finalist.test_result.delete()
    with pytest.raises(Refused, match="Места ещё не посчитаны"):
        services.prepare(contest=contest, actor=secretary)


@pytest.mark.req("C-17")
@pytest.mark.parametrize("publishes", [True, False])
def test_points_are_frozen_only_where_the_contest_publishes_them(
    signed, contest, secretary, file, publishes
):
    contest.publishes_points = publishes
    contest.save()
    order = file(services.prepare(contest=contest, actor=secretary))
    points = list(order.lines.values_list("points", flat=True))
    assert points == (["24,00", "22,00", "21,00", "19,00", "16,67"] if publishes else [""] * 5)


@pytest.mark.req("C-19", "X-5")
def test_results_can_be_corrected_after_the_applications_are_destroyed(
    correction, finalists, contest, file, chair
):
    for entry in finalists:
        forms.destroy_submission(submission=entry.submission, reason="истёк срок")
    row = services.publish(resultsorder=file(correction), actor=chair)
    names = [line.name.split()[0] for line in row.lines.all()]
    assert names[:2] == ["Волкова", "Белова"]
    assert sorted(names[2:]) == ["Громова", "Дронова", "Ершова"]


@pytest.mark.req("C-19")
def test_a_later_protocol_stops_an_order_of_the_earlier_one(draft, file, reversed_places, chair):
    order = file(draft)
    reversed_places()
    with pytest.raises(Refused, match="подготовьте"):
        services.publish(resultsorder=order, actor=chair)


@pytest.mark.req("C-19")
def test_published_results_are_corrected_by_another_order_and_both_stay(
    published, correction, file, chair
):
    clauses = papers.draft_text(correction, facts_of(correction.contest)).clauses
    text = " ".join(clause.text for clause in clauses)
    assert f"утратившим силу: приказ от 14.09.2026 № {NUMBER}. Ошибка в подсчёте." in text
    row = services.publish(resultsorder=file(correction, "80-нпа"), actor=chair)
    assert row.version == 2
    before = fresh(published)
    assert (before.state, before.version) == ("published", 1)
    assert [line.name.split()[0] for line in before.lines.all()][:2] == ["Белова", "Волкова"]
    assert snapshot.is_whole(before)
    assert snapshot.is_whole(row)


@pytest.mark.req("C-19")
def test_without_a_reason_published_results_are_not_corrected(published, contest, secretary):
    with pytest.raises(Refused, match="Напишите, что исправляет") as refusal:
        services.prepare(contest=contest, actor=secretary)
    assert refusal.value.field == "why"


def test_of_a_contest_one_order_is_at_work(draft, contest, secretary):
    with pytest.raises(Refused, match="уже готовится"):
        services.prepare(contest=contest, actor=secretary)
    services.discard(resultsorder=draft, why="Передумали", actor=secretary)
    assert services.prepare(contest=contest, actor=secretary).state == "draft"


@pytest.mark.req("C-19", "X-5")
def test_names_and_digest_survive_the_applications(published, finalists):
    for entry in finalists:
        forms.destroy_submission(submission=entry.submission, reason="истёк срок")
    assert not Submission.objects.exclude(state="destroyed").exists()
    row = fresh(published)
    assert row.lines.first().name == "Белова Анна Ивановна"
    assert snapshot.is_whole(row)
    assert row.scan.destroyed_at is None
    sealed = bytes(ResultLine.objects.filter(order=row).values_list("name", flat=True)[0])
    assert "Белова".encode() not in sealed


@pytest.mark.req("C-19")
@pytest.mark.parametrize("change", ["snapshot", "name", "line"])
def test_a_change_of_what_was_frozen_is_seen(published, change):
    line = published.lines.first()
    if change == "snapshot":
        text = published.snapshot.replace('"place":1', '"place":2')
        ResultsOrder.objects.filter(pk=published.pk).update(snapshot=text)
    elif change == "name":
        line.name = "Другая Анна Ивановна"
        line.save()
    else:
        line.delete()
    assert not snapshot.is_whole(fresh(published))


@pytest.mark.req("C-K8")
def test_the_order_is_in_time_or_late_by_its_day(published, contest):
    order = {row.step: row for row in deadlines_of(contest, clock.now())}[Step.ORDER]
    assert (order.due, order.standing) == (dt.date(2026, 9, 17), Standing.IN_TIME)
    late = clock.now() + dt.timedelta(days=30)
    assert deadlines_of(contest, late)[1].standing is Standing.IN_TIME


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("C-19", "X-6")
def test_of_two_who_confirm_at_once_one_publishes(draft, file, chair, deputy):
    order = file(draft)
    answers = at_once(
        *(
            lambda person=person: services.publish(resultsorder=order, actor=person)
            for person in (chair, deputy)
        )
    )
    assert sum(isinstance(answer, TransitionRefused) for answer in answers) == 1
    assert ResultsOrder.objects.published().count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("C-19", "X-6")
def test_of_two_drafts_begun_at_once_one_is_there(signed, contest, secretary):
    answers = at_once(
        *(lambda: services.prepare(contest=contest, actor=secretary) for _ in range(2))
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert ResultsOrder.objects.count() == 1


@pytest.mark.req("C-19")
def test_a_published_order_and_its_extract_are_checked_until_another_replaces_them(
    draft, file, chair, secretary, reversed_places
):
    order = file(draft)
    assert issued_papers.check(NUMBER, order.digest[:16]) is None
    order = services.publish(resultsorder=order, actor=chair)
    paper = issued_papers.check(NUMBER, order.checksum[:16])
    assert (paper.title, paper.issued_on) == ("Приказ об итогах конкурса", SIGNED)
    assert paper.issuer == draft.contest.founder.full_name
    assert issued_papers.check(NUMBER, order.digest[:16]).title.startswith("Выписка")
    assert not paper.is_replaced
    reversed_places()
    later = services.prepare(contest=draft.contest, actor=secretary, why="Ошибка в подсчёте.")
    later = services.publish(resultsorder=file(later, number="78-нпа"), actor=chair)
    assert issued_papers.check(NUMBER, order.checksum[:16]).is_replaced
    assert not issued_papers.check("78-нпа", later.checksum[:16]).is_replaced
