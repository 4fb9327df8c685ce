"""«Резюме обучающегося (трудоустраиваемого)» on paper: the person's copy and the employer's (P-F3)."""

import base64

from core import clock, paper
from core.phones import phone_text
from core.photos import read_photo
from placement.resumes.content import Content
from placement.resumes.models import Resume
from placement.resumes.services import photo_for_employer

TITLE = "Резюме обучающегося (трудоустраиваемого)"
# Rows of an empty table, for whoever fills it in by hand.
BLANK_ROWS = 2


def render(resume: Resume, *, for_employer: bool) -> paper.Paper:
    """The paper; an employer's leaves out birth date, family status and address.

    It tells nobody apart by who may see it: a view asks for the right and the consent before. The
    photograph alone is judged here: on an employer's copy it stands only while its consent is in force.
    """
    content = Content.from_json(str(resume.content))
    shown = content.for_employer() if for_employer else content
    person, name = resume.graduate, resume.name
    photo = photo_for_employer(resume) if for_employer else read_photo(resume.photo)
    made_at = resume.approved_at or resume.created_at
    composed_on = clock.local_day(made_at)
    context = {
        "name": name.full_name,
        "born_on": None if for_employer else person.born_on,
        "content": shown,
        "photo": f"data:image/jpeg;base64,{base64.b64encode(photo).decode()}" if photo else "",
        "phone": phone_text(shown.phone),
        "for_employer": for_employer,
        "is_demo": resume.is_demo,
        "blank_rows": range(0 if for_employer else BLANK_ROWS),
        "approved_on": clock.format_date(composed_on) if resume.approved_at else "",
        "reference": f"Версия {resume.number} от {clock.format_date(composed_on)}",
    }
    template = "employer" if for_employer else "own"
    return paper.render(
        f"placement/resumes/papers/{template}.html",
        context,
        title=f"{TITLE}: {name.full_name}" if for_employer else TITLE,
        made_at=made_at,
    )


def file_name(resume: Resume) -> str:
    """«Резюме – Иванова М. П., швея, версия 2», for the file of a paper."""
    return f"Резюме – {resume.name.short_name}, {resume}"
