"""The employer's copy of a resume as text of a page."""

from placement.resumes.content import Content
from placement.resumes.models import Resume
from placement.resumes.reading import Section
from placement.resumes.reading import sections as sections_of


def sections(resume: Resume) -> list[Section]:
    """Headings with their rows; neither birth date nor address nor family status (P-F3)."""
    content = Content.from_json(str(resume.content)).for_employer()
    person = [("Фамилия, имя, отчество", resume.name.full_name)]
    return [("", person), *sections_of(content)]
