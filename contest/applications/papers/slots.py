"""Where the signed papers and the other documents of clause 11 go."""

from contest.applications.content import wording
from contest.setup.consents import PARTICIPATION
from forms_app.engine.journey import UploadSlot

# The consent shows passport and address: who reads applications does not see it (ADR 10).
CLOSED_TO_READERS = ("consent",)
SIGNED = "Скан или фотография всех страниц с подписью."
LETTER = (
    "Характеристика рассказывает: а) о личных, деловых и профессиональных качествах;"
    " б) о потенциале развития внутри профессии; в) о новых технологиях и подходах в работе;"
    " г) о повышении квалификации за последние 3 года; д) о грамотах и благодарностях"
    " за последние 3 года."
)


def slots() -> list[UploadSlot]:
    """The documents of one application; all but the last are required (C-11)."""
    names = {code: title[0].upper() + title[1:] for code, title in wording()["enclosures"].items()}
    return [
        UploadSlot(
            "application",
            "Заявка с подписью руководителя",
            SIGNED,
            paper_code="application",
            multiple=True,
        ),
        UploadSlot(
            "questionnaire",
            f"{names['questionnaire']} с подписью руководителя",
            SIGNED,
            paper_code="questionnaire",
            multiple=True,
        ),
        UploadSlot(
            "consent",
            f"{names['consent']} с вашей подписью",
            f"{SIGNED} Не забудьте дату.",
            paper_code="consent",
            multiple=True,
            consent=PARTICIPATION,
        ),
        UploadSlot(
            "certificate",
            names["certificate"],
            "Справка называет ваши должности и периоды работы в них. Её выдаёт кадровая служба.",
            multiple=True,
        ),
        UploadSlot("reference", names["reference"], LETTER, multiple=True),
        UploadSlot(
            "other",
            "Иные документы",
            "То, что вы сами добавили в перечень.",
            required=False,
            multiple=True,
            max_files=20,
        ),
    ]
