"""What the invented participants type, step by step (C-A1…C-A5)."""

from django.utils.datastructures import MultiValueDict

from contest.applications.content import wording
from contest.applications.demo.people import CAREER, RECRUITMENT, VOCATIONAL, Person
from contest.setup.consents import PARTICIPATION
from contest.setup.models import Contest, EmploymentCentre
from core import clock
from forms_app import consents

Typed = dict[str, object]

_SERVICES = {
    RECRUITMENT: "Содействие работодателям в подборе необходимых работников; организация ярмарок "
    "вакансий; консультирование работодателей по размещению вакансий на единой цифровой платформе.",
    CAREER: "Содействие гражданам в поиске подходящей работы; составление индивидуального плана "
    "трудоустройства; помощь в подготовке резюме и к собеседованию.",
    VOCATIONAL: "Организация профессиональной ориентации граждан; социальная адаптация "
    "безработных граждан на рынке труда; психологическая поддержка безработных граждан.",
}
_SPECIALITIES = {
    RECRUITMENT: "управление персоналом",
    CAREER: "социальная работа",
    VOCATIONAL: "психология",
}
_INDICATORS = {
    RECRUITMENT: ["64,5", "18"],
    CAREER: ["58,2", "74", "96"],
    # Row 9.5 is absent: no such service was given; see ``typed_steps``.
    VOCATIONAL: ["312", "41", "57", "63", "", ""],
}


def typed_steps(contest: Contest, person: Person) -> dict[str, MultiValueDict]:
    """The entries of every step, in their order."""
    centre = EmploymentCentre.objects.get(name__endswith=f"населения {person.centre}»")
    service = contest.roles.get(code=person.role).services.first()
    assert service is not None
    steps: dict[str, Typed] = {
        "eligibility": _eligibility(person, centre),
        "role": {"service": service.pk},
        "consent": {"agree": "on", "text": consents.mark(_consent_text(contest))},
        "participant": _participant(person, centre),
        "passport": _passport(person),
        "questionnaire": _questionnaire(person),
        "service": _service(contest, person),
        "training": _training(contest, person),
        "indicators": _indicators(person),
        "head": {"head_post": f"директор {centre.name}", "head_name": "Образцов Павел Примерович"},
        # Asked only of whoever enters a set that came on paper.
        "enclosures": {"documents": list(wording()["enclosures"]), "other_documents-count": 1},
    }
    return {code: _as_request(fields) for code, fields in steps.items()}


def _consent_text(contest: Contest) -> consents.ConsentText:
    today = clock.in_zone(clock.now(), contest.tz).date()
    return consents.current_text(purpose=PARTICIPATION, operator=contest.operator, on=today)


def _eligibility(person: Person, centre: EmploymentCentre) -> Typed:
    return {
        "centre": centre.pk,
        "position": person.post,
        "periods-count": 1,
        "periods-1-organisation": centre.name,
        "periods-1-position": person.post,
        "periods-1-start": f"{person.since:%d.%m.%Y}",
        "periods-1-ongoing": "on",
        "serves": "on",
        "familiar": "on",
    }


def _participant(person: Person, centre: EmploymentCentre) -> Typed:
    named = person.participant
    return {
        "last_name": named.last_name,
        "first_name": named.first_name,
        "middle_name": named.middle_name,
        "phone": "+7 913 000-00-00",
        "email": person.email,
        "centre_address": centre.address,
    }


def _passport(person: Person) -> Typed:
    """A series and number that no passport has; issued when it had been changed at 20."""
    return {
        "passport_series": "00 00",
        "passport_number": "000000",
        "passport_issuer": "Демонстрационным отделом (вымышлен)",
        "passport_date": f"15.03.{person.born_on.year + 21}",
        "department_code": "000-000",
        "address": "Новосибирская область, г. Примерск, ул. Образцовая, д. 1 (адрес вымышлен)",
    }


def _questionnaire(person: Person) -> Typed:
    return {
        "birth_date": f"{person.born_on:%d.%m.%Y}",
        "education-count": 1,
        "education-1-level": "высшее",
        "education-1-speciality": _SPECIALITIES[person.role],
        "education-1-document": "диплом специалиста",
        "education-1-number": "000000 0000000",
        "education-1-issued_on": f"25.06.{person.born_on.year + 23}",
        "education-1-institution": "Примерский государственный университет (вымышлен)",
    }


def _service(contest: Contest, person: Person) -> Typed:
    years = (contest.applications_open_at.date() - person.since).days // 365
    length = {"in_position": max(years - 1, 0), "in_service": years, "in_serving": years}
    return {
        **{f"{name}_years": value for name, value in length.items()},
        **{f"{name}_months": 0 for name in length},
    }


def _training(contest: Contest, person: Person) -> Typed:
    return {
        "courses-count": 1,
        "courses-1-name": "Клиентоцентричный подход в службе занятости",
        "courses-1-hours": 72,
        "courses-1-topic": "Оказание государственных услуг",
        "courses-1-year": contest.year - 1,
        "courses-1-institution": "Примерский учебный центр (вымышлен)",
        "courses-1-document": "удостоверение о повышении квалификации",
        "other": "",
        "mentoring": "36",
        "services": _SERVICES[person.role],
    }


def _indicators(person: Person) -> Typed:
    """Rows 9.x; an empty one is «услуга не оказывалась»."""
    typed: Typed = {}
    for number, value in enumerate(_INDICATORS[person.role], start=1):
        name = f"indicator-9-{number}"
        typed.update({name: value} if value else {f"{name}_absent": "on"})
    return typed


def _as_request(fields: Typed) -> MultiValueDict:
    return MultiValueDict(
        {
            name: [str(item) for item in value] if isinstance(value, list) else [str(value)]
            for name, value in fields.items()
        }
    )
