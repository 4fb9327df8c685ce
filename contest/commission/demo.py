"""Compositions of the commission: the source's of 2024 and an invented one (C-K1…3)."""

from dataclasses import dataclass

from contest.commission.models import CommissionMember
from contest.setup.models import Contest
from core.models import User

_Seat = CommissionMember.Seat
_DEPARTMENT = (
    "управления занятости населения министерства труда и социального развития Новосибирской области"
)


@dataclass(frozen=True)
class Line:
    """One line of an approved composition; ``account`` is a demonstration login, if any."""

    seat: str
    name: str
    post: str
    by_agreement: bool = False
    account: str = ""


OF_2024 = [
    Line(_Seat.CHAIR, "Лаврова Ольга Игоревна", f"начальник {_DEPARTMENT}"),
    Line(
        _Seat.DEPUTY,
        "Кошелева Анна Александровна",
        "начальник отдела трудоустройства, профессиональной ориентации и обучения " + _DEPARTMENT,
    ),
    Line(
        _Seat.SECRETARY,
        "Климахина Наталья Викторовна",
        "директор государственного автономного учреждения Новосибирской области "
        "«Центр развития социальной сферы»",
    ),
    Line(
        _Seat.MEMBER,
        "Борисова Юлия Станиславовна",
        "начальник отдела управления персоналом и организационно-контрольной работы "
        "Государственного казенного учреждения Новосибирской области "
        "«Центр занятости населения города Новосибирска»",
        by_agreement=True,
    ),
    Line(
        _Seat.MEMBER,
        "Довгаль Светлана Валерьевна",
        "директор Центра развития карьеры федерального государственного автономного "
        "образовательного учреждения высшего образования "
        "«Новосибирский национальный исследовательский государственный университет»",
        by_agreement=True,
    ),
    Line(
        _Seat.MEMBER,
        "Касаткина Светлана Сергеевна",
        "начальник отдела подбора, обучения персонала и социальной работы "
        "Акционерного общества «Новосибирский авиаремонтный завод»",
        by_agreement=True,
    ),
    Line(
        _Seat.MEMBER,
        "Никитина Олеся Александровна",
        "заместитель начальника отдела трудоустройства, профессиональной ориентации и обучения "
        + _DEPARTMENT,
    ),
]

INVENTED = [
    Line(
        _Seat.CHAIR,
        "Рощин Пётр Николаевич",
        f"начальник {_DEPARTMENT} (вымышленное лицо)",
        account="chair@example.org",
    ),
    Line(
        _Seat.DEPUTY,
        "Луговая Елена Викторовна",
        f"начальник отдела {_DEPARTMENT} (вымышленное лицо)",
        account="deputy-chair@example.org",
    ),
    Line(
        _Seat.SECRETARY,
        "Тропинина Ольга Сергеевна",
        "ведущий специалист ГАУ НСО «Центр развития соцсферы» (вымышленное лицо)",
        account="secretary@example.org",
    ),
    Line(
        _Seat.MEMBER,
        "Озерова Дарья Игоревна",
        f"заместитель начальника отдела {_DEPARTMENT} (вымышленное лицо)",
        account="member@example.org",
    ),
    Line(
        _Seat.MEMBER,
        "Ольховский Глеб Аркадьевич",
        "начальник отдела управления персоналом ГКУ НСО "
        "«Центр занятости населения города Новосибирска» (вымышленное лицо)",
        by_agreement=True,
    ),
    Line(
        _Seat.MEMBER,
        "Перелескова Нина Фёдоровна",
        "директор центра развития карьеры университета (вымышленное лицо)",
        by_agreement=True,
    ),
    Line(
        _Seat.MEMBER,
        "Каменев Тимур Олегович",
        "начальник отдела подбора персонала завода (вымышленное лицо)",
        by_agreement=True,
    ),
]


def load_commission(contest: Contest, lines: list[Line]) -> None:
    """Give ``contest`` its composition; a line that is there already is left as staff have it."""
    accounts = {user.username: user for user in User.objects.filter(is_demo=True)}
    for order, line in enumerate(lines):
        last, first, middle = line.name.split()
        CommissionMember.objects.get_or_create(
            contest=contest,
            last_name=last,
            first_name=first,
            middle_name=middle,
            defaults={
                "seat": line.seat,
                "post": line.post,
                "by_agreement": line.by_agreement,
                "user": accounts.get(line.account),
                "order": order,
            },
        )
