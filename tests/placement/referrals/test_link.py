"""The employer answers by a link that ends, and learns nothing that the person keeps (P-2.2b)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from core import clock, outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter, ReadRecord
from placement.cases import services as cases
from placement.consents import TO_EMPLOYERS
from placement.grants import services as grants
from placement.referrals import links, services
from placement.referrals.lifecycle import OPEN, ReferralState
from placement.referrals.models import Referral
from placement.resumes import papers as resume_papers
from placement.vacancies import services as vacancies
from tests.placement.graduates.factories import GraduateFactory
from tests.placement.referrals import helpers
from tests.placement.referrals.helpers import reread

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]
ENDED = "Эта ссылка больше не действует"


def address(referral):
    return reverse("referral_answer", args=[links.token(referral)])


def words(response):
    """The text of the answer, its spaces as they are typed."""
    return response.content.decode().replace("\xa0", " ")


def shown(referral):
    """What an employer sees who has just been sent this link."""
    return words(Client().get(address(referral)))


def test_the_page_shows_the_resume_and_reading_it_answers_nothing(specialist, centre):
    row = helpers.sent(specialist)
    before = HistoryRecord.objects.count()
    text = shown(row)
    assert "Повар" in text
    assert 'name="answer"' in text
    assert reread(row).state == ReferralState.SENT
    assert HistoryRecord.objects.count() == before
    look = ReadRecord.objects.about(row.graduate).get()
    assert str(row.vacancy.employer) in look.actor_label


def test_neither_page_nor_paper_names_birth_date_address_or_family(specialist, centre):
    graduate = GraduateFactory(born_on=dt.date(2004, 3, 15), certificate="СВ-77")
    row = helpers.sent(specialist, case=helpers.open_case(specialist, graduate))
    paper = resume_papers.render(row.resume, for_employer=True).html
    page = shown(row)
    assert "Столовая «Ромашка»" in page
    for text in (page, paper):
        for secret in ("15.03.2004", "Тайная", "Женат", "двое детей", str(graduate.email), "СВ-77"):
            assert secret not in text


def test_the_paper_of_the_resume_opens_while_the_page_shows_it(specialist, centre):
    row = helpers.sent(specialist)
    paper = reverse("referral_resume", args=[links.token(row)])
    answer = Client().get(paper)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert ReadRecord.objects.about(row.graduate).count() == 1
    grants.withdraw(grant=row.graduate.grants.open().get(purpose=TO_EMPLOYERS), actor=None)
    answer = Client().get(paper, follow=True)
    assert ENDED in words(answer)
    assert row.graduate.last_name not in words(answer)


def test_nobody_is_invited_to_a_closed_vacancy(specialist, centre):
    row = helpers.sent(specialist)
    url = address(row)
    assert 'value="invite"' in shown(row)
    vacancies.withdraw(vacancy=row.vacancy, reason="больше не нужна", actor=specialist)
    text = shown(row)
    assert 'value="invite"' not in text
    assert "На эту вакансию сейчас не приглашают" in text
    with pytest.raises(Refused, match="закрыта"):
        services.answer(referral=row, actor=None, answer="invite")
    Client().post(url, {"answer": "invite"})
    assert reread(row).state == ReferralState.SENT
    Client().post(url, {"answer": "decline", "decline_reason": "filled"})
    assert reread(row).state == ReferralState.DECLINED


def test_the_answer_is_recorded_once_however_often_it_is_pressed(specialist, centre):
    row = helpers.sent(specialist)
    said = {"answer": "decline", "decline_reason": "filled", "note": "Спасибо"}
    for _ in range(2):
        answer = Client().post(address(row), said)
        assert answer.status_code == 302
    row = reread(row)
    assert (row.state, row.answer_note) == (ReferralState.DECLINED, "Спасибо")
    assert HistoryRecord.objects.about(row).filter(action="decline").count() == 1
    text = shown(row)
    assert "Спасибо, ответ записан" in text
    assert "Место уже занято" in text
    assert "Повар" not in text.replace(row.vacancy.title, "")


def test_the_employer_reads_the_answer_in_the_words_that_were_chosen(specialist, centre):
    row = helpers.sent(specialist)
    Client().post(address(row), {"answer": "invite"})
    text = shown(row)
    assert "Приглашаем на встречу, " in text
    assert "Приглашён" not in text
    Client().post(address(row), {"answer": "no-show"})
    text = shown(row)
    assert "Человек не пришёл, " in text
    assert "Что дальше" in text


def test_what_is_needed_for_one_of_the_answers_is_not_called_optional(specialist, centre):
    row = helpers.sent(specialist)
    fields = shown(row).split('<div class="field ')
    for name in ("started_on", "decline_reason"):
        field = next(one for one in fields if f'name="{name}"' in one)
        assert "необязательно" not in field
    assert "необязательно" in next(one for one in fields if 'name="note"' in one)


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(specialist, centre):
    row = helpers.sent(specialist)
    text = words(Client().post(address(row), {"answer": "decline", "note": "Ждём весной"}))
    assert "Выберите причину отказа" in text
    assert "Ждём весной" in text
    text = words(Client().post(address(row), {"note": "Ждём весной"}))
    assert "Выберите ответ" in text


def test_whoever_was_invited_can_no_longer_be_invited(specialist, centre):
    row = helpers.in_state(ReferralState.INVITED, specialist)
    text = shown(row)
    assert "Приглашаем на встречу, " in text
    assert 'value="invite"' not in text
    assert (
        Client().post(address(row), {"answer": "hire", "started_on": "02.11.2026"}).status_code
        == 302
    )
    assert reread(row).state == ReferralState.HIRED


@pytest.mark.parametrize("state", [state for state in OPEN if state != ReferralState.PREPARED])
def test_after_the_withdrawal_the_link_shows_a_sentence_and_takes_no_answer(
    specialist, centre, state
):
    row = helpers.in_state(state, specialist)
    link = address(row)
    grants.withdraw(grant=row.graduate.grants.open().get(purpose=TO_EMPLOYERS), actor=None)
    for answer in (
        Client().get(link),
        Client().post(link, {"answer": "no-show"}, follow=True),
    ):
        text = words(answer)
        assert ENDED in text
        for secret in (row.graduate.last_name, row.vacancy.title, "Повар"):
            assert secret not in text
    assert reread(row).state == ReferralState.CALLED_OFF


def test_a_consent_that_ends_by_itself_closes_the_link_at_once(specialist, centre):
    row = helpers.sent(specialist)
    row.graduate.grants.update(own_signature_from=dt.date(2020, 1, 1))
    text = shown(row)
    assert ENDED in text
    assert "Повар" not in text


def test_once_the_person_is_led_no_more_the_link_shows_nothing(specialist, centre):
    row = helpers.sent(specialist)
    cases.stop(case=row.case, outcome="own-way", why="Нашёл работу", actor=specialist)
    assert ENDED in shown(row)
    (letter,) = Letter.objects.about(row)
    assert not outbox.deliver(letter.pk)


def test_after_its_days_the_link_shows_nothing(specialist, centre, monkeypatch):
    row = helpers.sent(specialist)
    later = clock.now() + dt.timedelta(days=30, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert ENDED in shown(row)
    Client().post(address(row), {"answer": "no-show"})
    assert reread(row).state == ReferralState.SENT


def test_a_paper_referral_has_no_link_and_an_altered_one_is_not_there(specialist, centre):
    row = services.send(
        referral=helpers.prepared(specialist), way=Referral.Way.PAPER, actor=specialist
    )
    assert ENDED in shown(row)
    token = links.token(row)
    for text in (f"9{token}", token[:-1] + ("0" if token[-1] != "0" else "1")):
        assert Client().get(reverse("referral_answer", args=[text])).status_code == 404


def test_the_page_is_kept_by_nobody(specialist, centre):
    answer = Client().get(address(helpers.sent(specialist)))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_whoever_has_the_link_cannot_have_the_paper_made_without_end(
    specialist, centre, monkeypatch
):
    monkeypatch.setattr("placement.referrals.answer.PAPERS_PER_HOUR", 2)
    row = helpers.sent(specialist)
    paper = reverse("referral_resume", args=[links.token(row)])
    assert [Client().get(paper).status_code for _ in range(3)] == [200, 200, 429]
    assert "Подождите час" in Client().get(paper).content.decode()
    assert ReadRecord.objects.about(row.graduate).count() == 2
    assert "Повар" in shown(row)
