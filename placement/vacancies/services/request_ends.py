"""How an employer's request ended, for the vacancies that came with it (P-F2)."""

from core.errors import Refused
from core.models import HistoryRecord
from forms_app.lifecycle import State
from placement.vacancies.models import Vacancy

_UNDONE: dict[str, str] = {State.REJECTED: "отклонена", State.WITHDRAWN: "отозвана"}


def undone(vacancy: Vacancy) -> str:
    """«отклонена» or «отозвана» when that was the end of the vacancy's request; otherwise empty.

    Destroyed data leave the history, which still tells it.
    """
    if vacancy.request is None:
        return ""
    submission = vacancy.request.submission
    state = submission.state
    if state == State.DESTROYED:
        records = HistoryRecord.objects.about(submission)
        moves = records.exclude(to_state__in=["", State.DESTROYED])
        state = moves.values_list("to_state", flat=True).last() or state
    return _UNDONE.get(state, "")


def refuse_undone(vacancy: Vacancy) -> None:
    """Refuse a vacancy whose request was rejected or withdrawn: the employer sends a new one."""
    if said := undone(vacancy):
        raise Refused(
            f"Заявка работодателя {said}, её вакансии закрыты вместе с ней. "
            "Если работник нужен, работодатель подаёт новую заявку."
        )
