"""How things stand between a person and a vacancy beside the reasons: can one be referred at all (P-2.2e, P-5.4)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from core import clock
from placement.agreements.models import Agreement
from placement.graduates.models import Graduate
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy

Pairs = Sequence[tuple[Graduate, Vacancy]]


@dataclass(frozen=True)
class Referred:
    """What has become of an earlier referral of this person to this vacancy; an open one forbids another."""

    words: str
    is_open: bool


# Says it of many pairs, by the numbers of card in use and vacancy, in a fixed number of queries.
Teller = Callable[[Pairs], dict[tuple[int, int], Referred]]
_tellers: list[Teller] = []


def add_teller(teller: Teller) -> None:
    """Let a noun above tell of referrals."""
    if teller not in _tellers:
        _tellers.append(teller)


def referred(pairs: Pairs) -> dict[tuple[int, int], Referred]:
    """What all tellers know."""
    return {pair: told for teller in _tellers for pair, told in teller(pairs).items()}


def state_notes(vacancy: Vacancy) -> list[str]:
    """Why nobody can be sent to the vacancy, or should be before the employer is asked."""
    if vacancy.state == VacancyState.NEW:
        return ["Вакансия ещё не опубликована: направлять на неё пока нельзя."]
    if not vacancy.is_open:
        return [f"{vacancy.get_state_display()}: направлять на эту вакансию нельзя."]
    if vacancy.state == VacancyState.PAUSED:
        return ["Вакансия приостановлена: сначала спросите работодателя, ждёт ли он людей."]
    if vacancy.hidden_at is not None:
        return [
            "Работодатель давно не подтверждал вакансию, с сайта она снята: сначала спросите его."
        ]
    return []


def notes_of(vacancies: Collection[Vacancy]) -> dict[int, list[str]]:
    """What is to be said of each vacancy, by its number; agreements are asked for in one query."""
    today = clock.local_day(clock.now())
    employers = {vacancy.employer_id for vacancy in vacancies}
    agreed = set(
        Agreement.objects.in_force(today)
        .filter(employer__in=employers)
        .values_list("employer", flat=True)
    )
    missing = "С этим работодателем нет действующего договора: лучше сначала его заключить."
    return {
        vacancy.pk: state_notes(vacancy) + ([] if vacancy.employer_id in agreed else [missing])
        for vacancy in vacancies
    }
