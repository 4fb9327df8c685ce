"""The rows of each part, in the words of the approved form (P-F7)."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a part: its code, its label, what stands in it."""

    code: str
    label: str
    help: str = ""


ROWS: dict[str, tuple[Row, ...]] = {
    "general": (
        Row("study", "Даты начала и окончания обучения"),
        Row(
            "consilium",
            "Рекомендации исходящего консилиума по проживанию и трудоустройству",
            "Если консилиума не было, так и напишите.",
        ),
        Row("living", "Место жительства на данный момент"),
    ),
    "psychologist": (
        Row(
            "text",
            "Рекомендации психолога",
            "Особенности когнитивной, эмоциональной, коммуникативной сфер личности. Диагнозов и"
            " кодов болезней не пишите: пишите, что помогает в работе.",
        ),
    ),
    "social": (
        Row(
            "text",
            "Рекомендации социального педагога, воспитателя",
            "Ориентация во времени, пространстве. Сформированность социально-бытовых и"
            " социально-средовых навыков.",
        ),
    ),
    "pedagogue": (
        Row(
            "text",
            "Рекомендации педагога",
            "Уровень освоения профессиональных компетенций, динамика усвоения нового материала,"
            " самостоятельность, отношение к учебной и трудовой деятельности и педагогу.",
        ),
    ),
    "conclusions": tuple(
        Row(
            f"conclusion{number}",
            f"Вывод {number}",
            "Действие наставника, например «давать одно задание за раз». О здоровье здесь не"
            " пишут: выводы может получить работодатель."
            if number == 1
            else "",
        )
        for number in range(1, 5)
    ),
}


def lacks(kind: str, values: Mapping[str, str]) -> list[str]:
    """The labels of rows without which the part is not complete; of four conclusions one does."""
    rows = ROWS[kind][:1] if kind == "conclusions" else ROWS[kind]
    return [row.label for row in rows if not values.get(row.code, "").strip()]
