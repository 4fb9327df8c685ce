"""The employer's copy of a resume as text of a page: what the paper says, without what it leaves out."""

from collections.abc import Iterable

from placement.resumes.content import Content, Job, Study
from placement.resumes.models import Resume

Rows = list[tuple[str, str]]
Section = tuple[str, Rows]
from placement.resumes.content import Content
from placement.resumes.models import Resume
from placement.resumes.reading import Section
from placement.resumes.reading import sections as sections_of


def sections(resume: Resume) -> list[Section]:
    """Headings with their rows; neither birth date nor address nor family status (P-F3)."""
    content = Content.from_json(str(resume.content)).for_employer()
    person = [
        ("Фамилия, имя, отчество", resume.graduate.full_name),
        ("Должность", content.position),
        ("Телефон", content.phone),
        ("Электронная почта", content.email),
        ("Район проживания", content.district),
    ]
    skills = [
        ("Уровень владения ПК", content.computer),
        ("Знание иностранного языка", content.languages),
    ]
    more = [
        ("Категории водительского удостоверения", content.licence),
        ("Наличие автомобиля", content.car),
        ("Личные качества", content.qualities),
        ("Ожидаемый уровень заработной платы", content.pay),
        ("Готовность приступить к работе", content.ready),
    ]
    parts = [
        ("", person),
        ("Опыт работы", [row for job in content.jobs for row in _job(job)]),
        ("Образование", [row for study in content.studies for row in _study(study)]),
        ("Профессиональные навыки", skills),
        ("Дополнительная информация", more),
    ]
    filled = ((title, _filled(rows)) for title, rows in parts)
    return [(title, rows) for title, rows in filled if rows]


def _job(job: Job) -> Rows:
    until = job.until or ("настоящее время" if job.since else "")
    when = " – ".join(filter(None, (job.since, until)))
    return [
        ("Организация", job.organisation),
        ("Когда", when),
        ("Должность", job.position),
        ("Обязанности", job.duties),
    ]


def _study(study: Study) -> Rows:
    return [
        ("Учебное заведение", study.institution),
        ("Годы", " – ".join(filter(None, (study.since, study.until)))),
        ("Специальность", study.speciality),
    ]


def _filled(rows: Iterable[tuple[str, str]]) -> Rows:
    return [(label, text) for label, text in rows if text]
    return sections_of(content) or [("", [("Должность", resume.position)])]
