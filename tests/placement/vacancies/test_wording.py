"""The screen of wordings: what must be pointed out, and what must be left alone (P-F2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.vacancies.rules.pay import is_lower_on_probation
from placement.vacancies.rules.wording import screen

DEMANDS = [
    "девушка",
    "Требуется девушка на ресепшен",
    "ищем девушку",
    "приглашаем девушек",
    "мужчина",
    "мужчины до 45 лет",
    "Нужен мужчина с опытом",
    "Женщина без вредных привычек",
    "предпочтение женщинам",
    "предпочтительно парень",
    "работа для мужчин",
    "только для женщин",
    "мужского пола",
    "пол: женский",
    "муж. пол",
    "представительница прекрасного пола",
    "до 35 лет",
    "не старше 40 лет",
    "не старше 40",
    "от 20 до 45 лет",
    "от 25 лет до 40 лет",
    "25–40 лет",
    "возраст 25-40",
    "в возрасте до 50 лет",
    "возраст: до 45",
    "старше 30 лет",
    "до тридцати пяти лет",
    "до 35-ти лет",
    "молодой человек",
    "молодые энергичные люди",
    "пенсионерам не звонить",
    "пенсионеров не беспокоить",
    "славянской внешности",
    "внешность славянская",
    "приятная внешность",
    "рост от 170",
    "только русские",
    "славянка",
    "кроме мигрантов",
    "гражданство РФ",
    "граждане России",
    "национальность",
    "без детей",
    "без маленьких детей",
    "не имеющая детей",
    "бездетная",
    "замужняя",
    "не замужем",
    "семейное положение",
    "семейная пара",
    "прописка",
    "секретарь в компанию до 30 лет",
    "грузчик на завод, до 35 лет",
    "молодежь: парни и ещё парни",
    "с местной пропиской",
    "регистрация в Санкт-Петербурге",
    "постоянная регистрация",
    "местный житель",
    "проживающий рядом",
    "проживание в Гатчинском районе",
    "иногородним не предлагать",
    "без инвалидности",
    "отсутствие инвалидности",
    "кроме инвалидов",
    "инвалидам не звонить",
    "без ограничений по здоровью",
    "физически здоровый",
    "только православные",
    "православного вероисповедания",
]
HARMLESS = [
    "молодой коллектив",
    "молодой и дружный коллектив",
    "молодой специалист",
    "опыт от 3 лет",
    "опыт работы от 20 лет",
    "стаж не менее 15 лет",
    "опыт 15–20 лет",
    "испытательный срок до 3 месяцев",
    "работа с детьми до 7 лет",
    "занятия с детьми от 14 до 17 лет",
    "мужской зал",
    "парикмахер в мужской зал",
    "женская одежда",
    "продажа одежды для женщин",
    "обувь для мужчин и женщин",
    "мужчины и женщины",
    "женский мастер",
    "компания работает 25 лет",
    "компании 25 лет",
    "на рынке более 30 лет",
    "гарантия до 25 лет",
    "уход за людьми старше 65 лет",
    "уход за женщинами после родов",
    "обслуживание пенсионеров",
    "работа с женщинами в кризисном центре",
    "обучение молодых сотрудников",
    "знание русского языка",
    "регистрация документов",
    "регистрация посетителей в журнале",
    "проживание предоставляется",
    "предоставляем проживание в Выборге",
    "проживание в общежитии",
    "вакансия для инвалидов",
    "место для людей с инвалидностью",
    "возраст не имеет значения",
    "независимо от национальности",
    "приём граждан РФ",
    "опрятный внешний вид",
    "православная гимназия",
    "мойка полов",
    "тёплый пол",
    "зарплата до 45 тысяч рублей",
    "дом 35, до 18:00",
    "график 2/2 с 9 до 21",
    "семейный детский сад",
    "реализация путёвок для детей",
    "холостой ход двигателя",
    "оператор швейного оборудования",
    "",
]


@pytest.mark.req("P-F2")
@pytest.mark.parametrize("text", DEMANDS)
def test_a_forbidden_demand_is_found_in_any_spelling(text):
    for spelt in (text, text.upper(), text.capitalize(), f"Продавец. {text}, график 2/2."):
        found = screen(spelt)
        assert found, spelt
        assert all(finding.reason for finding in found)


@pytest.mark.req("P-F2")
@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_demand_is_left_alone(text):
    assert screen(text) == []
    assert screen(text.upper()) == []
    assert screen(f"Обязанности: {text}. График 5/2.") == []


@pytest.mark.parametrize("text", ["не женатый", "замужнёй"])
def test_yo_and_ye_are_one(text):
    assert screen(text)
    assert screen(text.replace("ё", "е").replace("е", "ё"))


def test_marks_of_stress_and_odd_spaces_hide_nothing():
    assert [f.text for f in screen("де\u0301вушка")] == ["девушка"]
    assert [f.text for f in screen("до\u00a035\u00a0лет")] == ["до 35 лет"]
    assert screen("деву\u00adшка")


def test_the_words_are_shown_as_they_were_typed_and_once():
    found = screen("Девушка до 35 лет. Девушка славянской внешности.")
    assert [f.text for f in found] == ["Девушка", "до 35 лет", "славянской внешности"]


@given(st.text(max_size=300))
def test_any_text_can_be_screened_and_findings_are_its_words(text):
    for finding in screen(text):
        assert finding.text
        assert finding.reason


_SAFE = st.lists(
    st.sampled_from(
        [
            "кассир",
            "продавец",
            "смена",
            "цех",
            "склад",
            "кухня",
            "уборка",
            "график",
            "оплата",
            "премия",
        ]
    ),
    max_size=8,
).map(" ".join)


@pytest.mark.req("P-F2")
@given(before=_SAFE, demand=st.sampled_from(DEMANDS), after=_SAFE)
def test_a_demand_is_found_wherever_it_stands(before, demand, after):
    assert screen(f"{before}. {demand}. {after}")
    assert screen(f"{before}\n{demand}\n{after}")


@given(st.lists(st.sampled_from(HARMLESS), max_size=5))
def test_harmless_phrases_stay_harmless_together(phrases):
    assert screen(". ".join(phrases)) == []


@pytest.mark.req("P-F2")
@pytest.mark.parametrize(
    ("pay", "less", "is_lower"),
    [(60000, 50000, True), (60000, 60000, False), (60000, None, False), (None, 1, False)],
)
def test_a_lower_pay_on_probation_is_known(pay, less, is_lower):
    assert is_lower_on_probation(pay, less) is is_lower
