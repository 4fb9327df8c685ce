"""Resumes of invented people."""

import factory

from core import clock
from placement.resumes.content import Content, Job, Study
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from tests.placement.graduates.factories import GraduateFactory

FULL = Content(
    family="замужем",
    address="Санкт-Петербург, улица Пробная, дом 7",
    district="Приморский район",
    phone="+79210001122",
    email="maria@example.org",
    position="Швея",
    jobs=(
        Job(since="03.2021", until="2022", organisation="ООО «Нить»", position="Ученица"),
        Job(since="2023", organisation="Ателье «Шов»", position="Швея", duties="Подшиваю шторы"),
    ),
    studies=(Study(institution="Колледж", since="2019", until="2022", speciality="Швея"),),
    computer="уверенно печатаю",
    languages="английский со словарём",
    licence="B",
    car="нет",
    qualities="аккуратная",
    pay="от 40 000 руб.",
    ready="с понедельника",
)


class ResumeFactory(factory.django.DjangoModelFactory):
    """A draft; ``approved=True``: one that may go out if the person allows it."""

    class Meta:
        model = Resume

    class Params:
        approved = factory.Trait(
            state=ResumeState.APPROVED, approved_at=factory.LazyFunction(clock.now)
        )

    state = ResumeState.DRAFT
    graduate = factory.SubFactory(GraduateFactory)
    number = factory.Sequence(lambda n: n + 1)
    position = "Швея"
    content = FULL.to_json()
    offered_at = factory.LazyAttribute(
        lambda row: None if row.state == ResumeState.DRAFT else clock.now()
    )
