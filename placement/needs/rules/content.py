"""What a person needs at work, and why each question is asked (P-2.2e). Health data."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

NEEDED, GOOD, NOT_NEEDED = "needed", "good", "no"
LEVELS = {
    "": "Не знаем",
    NEEDED: "Нужно: без этого работать нельзя",
    GOOD: "Хорошо бы, но можно и без этого",
    NOT_NEEDED: "Не нужно",
}


class Question(NamedTuple):
    """A question with the reason for which it is asked."""

    label: str
    why: str


# Answered by a level.
CONDITIONS = {
    "accessible_entrance": Question(
        "Доступный вход", "Чтобы не направить туда, где нельзя войти: на коляске, с тростью."
    ),
    "accessible_toilet": Question(
        "Доступный туалет", "Чтобы целый рабочий день был возможен на этом месте."
    ),
    "lift": Question("Лифт или первый этаж", "Чтобы спросить работодателя об этаже и лестницах."),
    "hearing_loop": Question(
        "Индукционная петля", "Чтобы слуховой аппарат помогал и там, где шумно."
    ),
    "sign_language": Question(
        "Русский жестовый язык", "Чтобы задания понимали сразу, без записок и догадок."
    ),
    "guide_dog": Question(
        "Собака-проводник", "Чтобы заранее договориться, что с ней можно прийти на работу."
    ),
    "transport": Question(
        "Помощь с дорогой", "Чтобы не предлагать работу, до которой самому не добраться."
    ),
    "remote_work": Question("Работа из дома", "Чтобы не предлагать работу, до которой не доехать."),
    "part_time": Question("Неполный день", "Чтобы не предлагать полный день, если он не по силам."),
    "mentor": Question("Наставник рядом", "Чтобы в первое время было кому показать и помочь."),
    "special_workplace": Question(
        "Специальное рабочее место", "Чтобы место оборудовали до выхода на работу."
    ),
}
# Answered in words.
NOTES = {
    "hearing": Question("Слух", "Чтобы договориться, как на работе передают указания и сигналы."),
    "vision": Question("Зрение", "Чтобы договориться об освещении, крупном тексте, программах."),
    "motor": Question("Движение", "Чтобы узнать, сколько надо ходить, стоять и поднимать."),
    "mental": Question("Общение и внимание", "Чтобы наставник знал, как лучше объяснять задания."),
    "forbidden": Question(
        "Чего нельзя", "Чтобы не направить на работу, которая вредна по заключению врачей."
    ),
    "way": Question("Дорога на работу", "Чтобы знать, какой дорогой и с кем человек доедет."),
}
HOURS = Question("Сколько часов в день можно работать", "Чтобы спросить о таком рабочем дне.")
RESTRICTED_UNTIL = Question(
    "До какого дня действует медицинское ограничение",
    "Чтобы после этого дня предложить и другую работу.",
)


@dataclass(frozen=True)
class Needs:
    """The answers; whatever is not known is empty."""

    levels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    hours: int | None = None
    restricted_until: dt.date | None = None

    def to_json(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False, default=dt.date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> "Needs":
        """Opened again; of an empty text, nothing is known."""
        values = json.loads(text or "{}")
        day = values.get("restricted_until")
        return cls(
            levels=values.get("levels", {}),
            notes=values.get("notes", {}),
            hours=values.get("hours"),
            restricted_until=dt.date.fromisoformat(day) if day else None,
        )
