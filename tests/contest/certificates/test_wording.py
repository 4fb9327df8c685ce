"""The words of certificates and lists against the regulation, word by word (C-15, C-17)."""

import pytest

from contest.certificates import papers
from contest.certificates.content import wording
from contest.certificates.words import words_of
from core import clock
from tests.contest.certificates.conftest import NOW, text_of
from tests.contest.factories import ContestFactory
from tests.regulation_sources import SOURCES

pytestmark = pytest.mark.django_db
NOMINATION = "Лучший специалист центра занятости населения"


def lines() -> list[str]:
    (path,) = SOURCES.glob("000_*.txt")
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.req("C-15")
def test_the_words_of_stage_two_stand_in_clause_15():
    assert any(f"сертификатами {wording()['participant']}." in line for line in lines())


@pytest.mark.req("C-17")
@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_words_of_a_place_are_those_of_clause_17_with_the_second_quotation_closed(place):
    contest = ContestFactory(nomination=NOMINATION, max_winners=1, max_prize_winners=2)
    begins = ("«Победитель рег", "«Участник регионального", "«Участник регионального")[place - 1]
    of_source = [line.strip(" .;") for line in lines() if line.startswith(begins)]
    text = of_source[place - 2] if place > 1 else of_source[0]
    assert text.count("«") == text.count("»") + 1
    assert words_of(place, contest) == f"{text}»"


@pytest.mark.req("C-15")
def test_the_list_of_stage_two_names_groups_people_and_the_protocol(contest, finalist, results):
    first = finalist("Белова")
    finalist("Чернова", attended=None)
    gone = finalist("Ушедшая").entry.submission
    gone.state = "withdrawn"
    gone.save()
    blank = text_of(papers.admitted_list(contest, at=NOW).pdf)
    assert "протокол заседания комиссии от ____________ № ______" in blank
    number = results(first, kind="admission").item.meeting.number.label
    text = text_of(papers.admitted_list(contest, at=clock.now()).pdf)
    for words in (
        "ДОПУЩЕННЫХ К УЧАСТИЮ ВО II ЭТАПЕ",
        f"протокол заседания комиссии от 20.09.2026 № {number}, вопрос 1",
        "Белова Анна Ивановна",
        "Чернова Анна Ивановна",
        first.entry.centre.name,
        first.entry.service.group.title,
        "Всего допущено: 2",
    ):
        assert words in text
    assert "Ушедшая" not in text
