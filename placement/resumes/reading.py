"""A resume as text of a page: headings with their rows, and words about health in it."""

from core.phones import phone_text
from placement.resumes.content import Content
from placement.resumes.rules.health_words import health_words

Section = tuple[str, list[tuple[str, str]]]


def sections(content: Content) -> list[Section]:
    """What is answered, in the order of the form; of an employer's copy pass `for_employer`."""
    first = [
        ("Должность", content.position),
        ("Семейное положение", content.family),
        ("Адрес", content.address),
        ("Район проживания", content.district),
        ("Телефон", phone_text(content.phone)),
        ("Электронная почта", content.email),
    ]
    jobs = [
        (
            f"Место работы {number}",
            _joined(_period(job.since, job.until), job.organisation, job.position, job.duties),
        )
        for number, job in enumerate(content.jobs, start=1)
    ]
    studies = [
        (
            f"Учебное заведение {number}",
            _joined(_period(study.since, study.until), study.institution, study.speciality),
        )
        for number, study in enumerate(content.studies, start=1)
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
    groups = [
        ("", first),
        ("Опыт работы", jobs),
        ("Образование", studies),
        ("Профессиональные навыки", skills),
        ("Дополнительная информация", more),
    ]
    answered = [(title, [(name, text) for name, text in rows if text]) for title, rows in groups]
    return [(title, rows) for title, rows in answered if rows]


def health_notes(content: Content) -> list[str]:
    """Where the text names a disability or a diagnosis: staff talk it over with the person."""
    return [
        f"{place}: «{'», «'.join(words)}»"
        for place, text in content.free_texts()
        if (words := health_words(text))
    ]


def _period(since: str, until: str) -> str:
    if since and until:
        return f"{since} – {until}"
    return f"с {since}" if since else until and f"до {until}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
