"""What a resume says: the rows of the approved form (P-F3). Name and birth date are the graduate's.

Other nouns read and write it as JSON: ``Content.from_json(resume.content)``, ``content.to_json()``.
"""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

MOST_JOBS = 60
MOST_STUDIES = 20


@dataclasses.dataclass(frozen=True, kw_only=True)
class Job:
    """A row of «Опыт работы»; ``until`` is empty while the person works there."""

    since: str = ""
    until: str = ""
    organisation: str = ""
    position: str = ""
    duties: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Study:
    """A row of «Образование»."""

    institution: str = ""
    since: str = ""
    until: str = ""
    speciality: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Content:
    """The answers of the form, in its order.

    ``district`` stands in the employer's copy instead of the address, and only if it is filled.
    """

    family: str = ""
    address: str = ""
    district: str = ""
    phone: str = ""
    email: str = ""
    position: str = ""
    jobs: tuple[Job, ...] = ()
    studies: tuple[Study, ...] = ()
    computer: str = ""
    languages: str = ""
    licence: str = ""
    car: str = ""
    qualities: str = ""
    pay: str = ""
    ready: str = ""

    def to_json(self) -> str:
        """The same text for the same answers."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Content":
        """What `to_json` wrote; of an empty text, an empty resume."""
        values: dict[str, Any] = json.loads(text) if text else {}
        jobs = tuple(Job(**row) for row in values.pop("jobs", ()))
        studies = tuple(Study(**row) for row in values.pop("studies", ()))
        return cls(jobs=jobs, studies=studies, **values)

    def for_employer(self) -> "Content":
        """Without what no employer is sent: family status and address (FACTS, section 3)."""
        return dataclasses.replace(self, family="", address="")

    def free_texts(self) -> Iterator[tuple[str, str]]:
        """What was written in the person's own words, with the name of each place."""
        for number, job in enumerate(self.jobs, start=1):
            yield f"Опыт работы, {number}", f"{job.organisation}. {job.position}. {job.duties}"
        for number, study in enumerate(self.studies, start=1):
            yield f"Образование, {number}", f"{study.institution}. {study.speciality}"
        yield "Должность", self.position
        yield "Личные качества", self.qualities
        yield "Готовность приступить к работе", self.ready
        yield "Уровень владения ПК", self.computer
        yield "Знание иностранного языка", self.languages
        yield "Категории водительского удостоверения", self.licence
        yield "Наличие автомобиля", self.car
        yield "Ожидаемая зарплата", self.pay
