"""The pages of a journey as a person counts them: its steps, then what comes after them."""

import dataclasses

from .journey import BoundContext
from .progress import Progress, expected

TITLES = {
    "check": "Проверьте ответы",
    "papers": "Документы на подпись",
    "uploads": "Приложите документы",
    "send": "Отправка",
}


@dataclasses.dataclass(frozen=True)
class Stage:
    """A page of the journey; ``is_open`` says whether the person may go there now."""

    code: str
    title: str
    is_done: bool
    is_open: bool


def stages(progress: Progress) -> list[Stage]:
    """The steps that are known to apply, then the pages behind them."""
    steps = [
        Stage(
            state.code,
            state.step.title,
            is_done=state.complete,
            is_open=state.form is not None and progress.is_open(state.code),
        )
        for state in progress.states
    ]
    whole = progress.is_complete
    last = [Stage(code, TITLES[code], False, whole) for code in _last(progress.ctx)]
    return [*steps, *last]


def count(ctx: BoundContext) -> int:
    """How many pages a journey has that has not been begun."""
    return expected(ctx) + len(_last(ctx))


def _last(ctx: BoundContext) -> list[str]:
    """The pages behind the steps: who has nothing to sign or enclose sends from the first."""
    if not any(slot.required for slot in ctx.journey.upload_slots(ctx)):
        return ["check"]
    papers = ["papers"] if ctx.journey.papers(ctx) else []
    return ["check", *papers, "uploads", "send"]
