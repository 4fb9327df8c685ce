"""A ward of an institution is led by paper alone, from the desk (P-F1, P-F5, P-2.2b)."""

import pytest
from playwright.sync_api import expect

from tests.browser.examine import faults_of
from tests.browser.hands import Mouse, Staff
from tests.browser.ward import EMPLOYER, SIGNER, Desk

LED, TO_EMPLOYERS = "Сопровождение при трудоустройстве", "Передача резюме работодателям"


@pytest.mark.req("P-F1", "P-F5", "P-2.2b", "X-1")
def test_a_ward_of_an_institution_is_led_by_paper_to_the_end_of_adaptation(staff: Staff):
    hand = Mouse(staff("specialist"))
    desk, faults = Desk(hand, "Подопечнова"), []
    desk.enter()
    faults += faults_of(desk.page)
    desk.send()
    # The tick on the form is no signature, and nobody says that it was one.
    expect(hand.main).not_to_contain_text("подпись на бумаге")
    faults += faults_of(desk.page)
    desk.accept()

    hand.follow("Карточка выпускника")
    faults += faults_of(desk.page)
    for consent in (LED, TO_EMPLOYERS):
        desk.open_consent(consent)
        assert desk.printed("Напечатать для подписи").startswith(b"%PDF")
        assert desk.printed(f"Напечатать для представителя: {SIGNER}").startswith(b"%PDF")
        desk.sign("Сам человек")
        hand.sees("Ждёт подписи")
        desk.sign(SIGNER)
        hand.sees("Действует")
        faults += faults_of(desk.page)
        desk.receive_originals()

    desk.approve_resume()
    faults += faults_of(desk.page)
    desk.refer()
    desk.hired()
    faults += faults_of(desk.page)

    desk.open_case()
    for words in (EMPLOYER, "30 дней на рабочем месте", "12 месяцев работы"):
        hand.sees(words)
    # Looked at on a telephone too: 320 px wide.
    faults += faults_of(desk.page)
    hand.follow("Адаптация завершена")
    hand.press("Завершить")
    hand.sees("Сопровождение завершено")
    hand.sees("Адаптация завершена")
    assert faults == []
