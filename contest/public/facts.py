"""The numbers of a contest in words (C-7, C-8, C-15)."""

from contest.setup.models import Contest
from core.text import plural


def experience(contest: Contest) -> str:
    """«Участвуют … со стажем … не менее 1 года на дату подачи заявки.» (clause 8)."""
    years = plural(contest.min_experience_years, "года", "лет", "лет")
    return (
        "Участвуют специалисты центров занятости населения со стажем работы в центрах занятости "
        f"не менее {years} на дату подачи заявки на участие в конкурсе (пункт 8 положения)."
    )


def prizes(contest: Contest) -> str:
    """«Победителей – не более 1, призёров – не более 2.» (clause 7)."""
    winners, prize_winners = contest.max_winners, contest.max_prize_winners
    return f"Победителей – не более {winners}, призёров – не более {prize_winners}."


def quota(contest: Contest) -> str:
    """How many of each group go to stage II (clause 15)."""
    return (
        "Набравшие наибольшее количество баллов: по каждой из оказываемых услуг – не более "
        f"{contest.stage_two_quota}; если участников меньше – все."
    )
