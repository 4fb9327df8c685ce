"""The built-in templates of drafts: our own texts, made into Word documents (P-3.6).

A lawyer of the institution goes through them; the deputy director replaces them by the approved ones.
"""

import io
from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH

from core import word
from placement.agreements.models import Agreement

_SIDES = (
    "{{ учреждение }} (далее – Учреждение), которое представляет {{ учреждение_должность }}"
    " {{ учреждение_руководитель }}, и {{ сторона }} (далее – Работодатель), от имени которой"
    " действует {{ сторона_должность }} {{ сторона_руководитель }}, заключили договор о"
    " нижеследующем."
)
_TERM = (
    "Договор действует с {{ начало }}. Окончание срока: {{ окончание }}.",
    "Срок продлевают и условия меняют дополнительными соглашениями к настоящему договору.",
    "Сторона вправе отказаться от договора, письменно предупредив другую за 30 дней.",
)
_COMMON = (
    "Персональные данные стороны передают друг другу только с согласия тех, о ком эти данные.",
    "Споры решают переговорами, а если согласия нет – в порядке, установленном законом.",
    "Договор составлен в двух экземплярах, по одному для каждой стороны.",
)


@dataclass(frozen=True)
class Text:
    """A heading and what the sides promise each other."""

    title: str
    subject: tuple[str, ...]
    institution: tuple[str, ...]
    partner: tuple[str, ...]


TEXTS: dict[str, Text] = {
    Agreement.Kind.PARTNERSHIP: Text(
        "о сотрудничестве (партнёрстве)",
        (
            "{{ предмет }}",
            (
                "Стороны сотрудничают, чтобы выпускники Учреждения нашли работу по профессии и остались"
                " на ней."
            ),
        ),
        (
            "сообщать Работодателю о выпускниках и о профессиях, которым учит",
            "помогать выпускнику и Работодателю, пока выпускник привыкает к работе",
        ),
        (
            "сообщать о вакансиях и об условиях для работников с инвалидностью",
            "отвечать Учреждению, как работают его выпускники",
        ),
    ),
    Agreement.Kind.TARGETED: Text(
        "целевой профессиональной подготовки рабочего/служащего",
        ("{{ предмет }}", "Подготовку проходит: {{ люди }}."),
        (
            "обучить по программе и выдать документ об обучении",
            "сообщать Работодателю, как идёт обучение",
        ),
        (
            "принять обученного на работу по полученной профессии",
            "создать условия труда, которые нужны ему по состоянию здоровья",
        ),
    ),
    Agreement.Kind.FREE_TRAINING: Text(
        "безвозмездного оказания услуг подготовки и обучения кандидата на замещение вакантной"
        " должности",
        ("{{ предмет }}", "Кандидат: {{ люди }}.", "Услуги оказываются безвозмездно."),
        (
            "подготовить кандидата к работе в вакантной должности",
            "сообщить Работодателю, чему кандидат научился",
        ),
        (
            "рассмотреть кандидата первым на вакантную должность",
            "показать кандидату рабочее место и рассказать о его обязанностях",
        ),
    ),
    Agreement.Kind.PRACTICE: Text(
        "о практической подготовке обучающихся",
        (
            "{{ предмет }}",
            "Вид практики: {{ вид_практики }}. Группа: {{ группа }}. Обучающихся: {{ число_людей }}.",
            "Обучающиеся, сроки, помещения и ответственные обеих сторон названы в приложениях.",
        ),
        (
            "направить обучающихся и назначить руководителя практики",
            "учесть, какие условия нужны обучающимся с инвалидностью",
        ),
        (
            "дать рабочие места, безопасные условия и ответственного работника",
            "провести инструктаж по охране труда и пожарной безопасности",
        ),
    ),
}


def build(kind: str) -> bytes:
    """The built-in template of a kind, as a Word document."""
    text = TEXTS[kind]
    document = word.blank(f"Договор {text.title}")
    word.centre(document, f"ДОГОВОР № {{{{ номер }}}}\n{text.title}", bold=True)
    document.add_paragraph("{{ дата }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.indented(document, _SIDES)
    _section(document, 1, "Предмет договора", text.subject)
    _section(document, 2, "Учреждение обязуется", text.institution)
    _section(document, 3, "Работодатель обязуется", text.partner)
    _section(document, 4, "Срок действия", _TERM)
    _section(document, 5, "Прочие условия", _COMMON)
    word.centre(document, "6. Стороны и подписи", bold=True)
    table = document.add_table(rows=1, cols=2)
    for cell, side in zip(table.rows[0].cells, ("учреждение", "сторона"), strict=True):
        cell.text = (
            f"{{{{ {side} }}}}\nАдрес: {{{{ {side}_адрес }}}}\nИНН {{{{ {side}_инн }}}}, "
            f"ОГРН {{{{ {side}_огрн }}}}\n\n{{{{ {side}_должность }}}}\n\n"
            f"______________ {{{{ {side}_руководитель }}}}"
        )
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _section(document: DocumentObject, number: int, title: str, clauses: tuple[str, ...]) -> None:
    word.centre(document, f"{number}. {title}", bold=True)
    for place, clause in enumerate(clauses, start=1):
        word.indented(document, f"{number}.{place}. {_sentence(clause)}")


def _sentence(clause: str) -> str:
    """The clause as it begins and ends a line."""
    text = clause if clause.startswith("{") else clause[0].upper() + clause[1:]
    return text if text.endswith(".") else f"{text}."
