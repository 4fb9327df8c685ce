"""The employer's copy of a resume as text of a page."""

from placement.resumes.models import Resume

Section = tuple[str, list[tuple[str, str]]]


def sections(resume: Resume) -> list[Section]:
    """Headings with their rows; neither birth date nor address nor family status (P-F3)."""
    return [("", [("Должность", resume.position)])]
