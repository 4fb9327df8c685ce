"""What staff are told about a commission that is not complete (C-K1)."""

from contest.commission.models import CommissionMember
from contest.setup.models import Contest


def missing_seats(contest: Contest) -> list[str]:
    """Russian sentences about the seats of ``contest`` that nobody holds."""
    seats = {member.seat for member in contest.commission.all() if member.is_serving}
    seat = CommissionMember.Seat
    checks = [
        (bool(seats), "Не задан состав комиссии."),
        (seat.CHAIR in seats, "В составе комиссии нет председателя."),
        (seat.SECRETARY in seats, "В составе комиссии нет секретаря."),
    ]
    return [text for present, text in checks if not present]
