"""The questionnaire's rows and the list of enclosures."""

import datetime as dt

import pytest

from contest.applications.rules.enclosures import mismatch
from contest.applications.rules.experience import Length
from contest.applications.rules.questionnaire import (
    birth_date_fault,
    last_calendar_year,
    position_exceeds_service,
    served_exceeds_service,
)

D = dt.date


@pytest.mark.req("C-A2")
def test_rows_3_to_5_are_compared():
    year, more = Length(1, 0), Length(1, 1)
    assert served_exceeds_service(more, year)
    assert not served_exceeds_service(year, year)
    assert position_exceeds_service(more, year)
    assert last_calendar_year(D(2024, 5, 2)) == 2023


@pytest.mark.parametrize(
    ("born", "fault"),
    [
        (D(2025, 1, 1), "не наступила"),
        (D(2010, 5, 28), "Проверьте"),
        (D(2010, 5, 27), ""),
        (D(1920, 1, 1), "Проверьте"),
    ],
)
def test_an_impossible_date_of_birth_is_named(born, fault):
    found = birth_date_fault(born, D(2024, 5, 27))
    assert fault in found
    assert bool(found) is bool(fault)


@pytest.mark.req("C-A1")
@pytest.mark.parametrize(
    ("listed", "uploaded", "text"),
    [
        ([], 0, ""),
        (["диплом"], 0, "Иных документов в перечне: 1 («диплом»), загружено файлов: 0"),
        (["диплом", "грамота"], 1, "Загрузите недостающие файлы"),
        (["диплом"], 3, ""),
        ([], 1, "а в перечне их нет"),
    ],
)
def test_the_list_of_enclosures_is_compared_with_the_files(listed, uploaded, text):
    found = mismatch(listed=listed, uploaded=uploaded)
    assert text in found
    assert bool(found) is bool(text)
