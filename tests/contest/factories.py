"""A contest with the official roles, services and indicators, and a typed application for it."""

import datetime as dt
import zoneinfo

import factory
from django.core.files.base import ContentFile

from contest.applications.content import wording
from contest.setup.consents import FEDERAL_STAGE, PACKAGE, PARTICIPATION, PUBLICATION
from contest.setup.content import build_criteria, build_roles
from contest.setup.models import Contest, EmploymentCentre
from core.models import Journal
from forms_app import consent_files, consents, services
from forms_app.consents import KEEP_DRAFT
from forms_app.models import ConsentText, Draft, Submission
from tests.core.file_samples import pdf
from tests.factories import OrganisationFactory, as_typed
from tests.forms_app.laying import lay_files, lay_steps

NOVOSIBIRSK = zoneinfo.ZoneInfo("Asia/Novosibirsk")
# The documents of clause 11.
REQUIRED = ("application", "questionnaire", "consent", "certificate", "reference")


class CentreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmploymentCentre

    name = factory.Sequence(lambda n: f"ГКУ НСО «Центр занятости населения района № {n}»")
    address = "Новосибирская область, г. Бердск, ул. Ленина, д. 1"


class JournalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Journal

    code = factory.Sequence(lambda n: f"journal-{n}")
    title = "Журнал регистрации заявок"
    number_format = "{number:03d}/К"


class ContestFactory(factory.django.DjangoModelFactory):
    """Open from a week ago to three weeks ahead; ``roles`` builds those of clause 2."""

    class Meta:
        model = Contest
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"contest-{n}")
    title = "Конкурс профессионального мастерства"
    short_title = "Конкурс специалистов центров занятости"
    nomination = "Лучший специалист центра занятости населения"
    year = factory.LazyFunction(lambda: dt.datetime.now(NOVOSIBIRSK).year)
    operator = factory.SubFactory(
        OrganisationFactory, email="crpk@example.org", address="г. Новосибирск"
    )
    founder = factory.SubFactory(OrganisationFactory)
    applications_open_at = factory.LazyFunction(lambda: _midnight(-7))
    applications_close_at = factory.LazyFunction(lambda: _midnight(21))
    journal = factory.SubFactory(JournalFactory)
    is_published = True

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        build_roles(self)
        build_criteria(self)

    @factory.post_generation
    def centre_list(self, create, extracted, **kwargs):
        self.centres.add(*(extracted or [CentreFactory()]))

    @factory.post_generation
    def consents(self, create, extracted, **kwargs):
        for purpose, version, name in (
            (PARTICIPATION, 1, "participation-1.txt"),
            (PARTICIPATION, 2, "participation-2.txt"),
            (KEEP_DRAFT, 1, "draft-1.txt"),
            (PUBLICATION, 1, "publication-1.txt"),
            (FEDERAL_STAGE, 1, "federal-stage-1.txt"),
        ):
            title, body = consent_files.read(PACKAGE, name, self.operator)
            later = version > 1 or purpose in (PUBLICATION, FEDERAL_STAGE)
            day = dt.date(2025, 9, 1) if later else dt.date(2024, 5, 1)
            ConsentText.objects.get_or_create(
                purpose=purpose,
                operator=self.operator,
                version=version,
                defaults={"title": title, "body": body, "effective_from": day},
            )


def _midnight(days: int) -> dt.datetime:
    today = dt.datetime.now(NOVOSIBIRSK).date()
    return dt.datetime.combine(today + dt.timedelta(days=days), dt.time(), NOVOSIBIRSK)


def typed_steps(contest: Contest, *, role: str = "career") -> dict[str, dict[str, object]]:
    """What a participant types, step by step: a complete application for ``role``."""
    chosen = contest.roles.get(code=role)
    text = ConsentText.objects.filter(operator=contest.operator, purpose=PARTICIPATION).first()
    centre = contest.centres.first()
    indicators = {
        f"indicator-{row.number.replace('.', '-')}": 40 + row.order
        for row in chosen.indicators.all()
    }
    return {
        "eligibility": {
            "centre": centre.pk,
            "position": "ведущий инспектор",
            "periods-count": 1,
            "periods-1-organisation": centre.name,
            "periods-1-position": "инспектор",
            "periods-1-start": "03.09.2018",
            "periods-1-ongoing": "on",
            "serves": "on",
            "familiar": "on",
        },
        "role": {"service": chosen.services.first().pk},
        "consent": {"agree": "on", "text": consents.mark(text)},
        "participant": {
            "last_name": "Королёва",
            "first_name": "Анна-Мария",
            "middle_name": "Д'Артаньяновна",
            "phone": "8 (913) 123-45-67",
            "email": "koroleva@Example.org",
            "centre_address": "Новосибирская область, г. Бердск, ул. Ленина, д. 1",
        },
        "passport": {
            "passport_series": "50 04",
            "passport_number": "123 456",
            "passport_issuer": "УВД г. Бердска Новосибирской области",
            "passport_date": "15.03.2012",
            "department_code": "540001",
            "address": "633010, Новосибирская область, г. Бердск, ул. Горького, д. 5, кв. 7",
        },
        "questionnaire": {
            "birth_date": "05.03.1990",
            "education-count": 1,
            "education-1-level": "высшее",
            "education-1-speciality": "психология",
            "education-1-document": "диплом специалиста",
            "education-1-number": "ВСГ 1234567",
            "education-1-issued_on": "25.06.2012",
            "education-1-institution": "Новосибирский государственный университет",
        },
        "service": {
            "in_position_years": 3,
            "in_position_months": 2,
            "in_service_years": 8,
            "in_service_months": 0,
            "in_serving_years": 5,
            "in_serving_months": 11,
        },
        "training": {
            "courses-count": 1,
            "courses-1-name": "Карьерное консультирование",
            "courses-1-hours": 72,
            "courses-1-topic": "Работа с резюме",
            "courses-1-year": 2023,
            "courses-1-institution": "Академия труда",
            "courses-1-document": "удостоверение",
            "other": "",
            "mentoring": "40,5",
            "services": "Содействие гражданам в поиске подходящей работы",
        },
        "indicators": indicators,
        "head": {"head_post": "директор", "head_name": "Петров Пётр Петрович"},
        # Who enters a set ticks what lies on the desk; a participant is not asked.
        "enclosures": {"documents": list(wording()["enclosures"]), "other_documents-count": 1},
    }


def typed_draft(contest: Contest, *, role: str = "career", **changed: dict[str, object]) -> Draft:
    """A draft with every step filled in; ``changed`` replaces fields of single steps."""
    text = ConsentText.objects.get(operator=contest.operator, purpose=KEEP_DRAFT)
    draft = services.start_draft(
        journey="contest-application",
        scope=contest.slug,
        email="koroleva@example.org",
        consent_text=text,
    ).draft
    steps = typed_steps(contest, role=role).items()
    typed = {step: as_typed({**fields, **changed.get(step, {})}) for step, fields in steps}
    return lay_steps(draft, typed)


def fill(
    draft: Draft, contest: Contest, *, role: str = "career", **changed: dict[str, object]
) -> Draft:
    """Save every step of the draft, as its page does."""
    for step, fields in typed_steps(contest, role=role).items():
        data = as_typed({**fields, **changed.get(step, {})})
        saved = services.save_step(
            draft=draft, revision=draft.revision, step=step, data=data, actor=draft.entered_by
        )
        draft = saved.draft
        assert saved.complete, step
    return draft


def upload_all(draft: Draft, *slots: str) -> None:
    """Put a PDF into each of these slots, by default into all that are required."""
    for slot in slots or REQUIRED:
        services.store_upload(
            draft=draft,
            slot=slot,
            source=ContentFile(pdf()),
            name=f"{slot}.pdf",
            actor=draft.entered_by,
        )


def sent_application(contest: Contest, *, role: str = "career", **changed: dict) -> Submission:
    """An application sent just now."""
    draft = typed_draft(contest, role=role, **changed)
    lay_files(draft, dict.fromkeys(REQUIRED, pdf()))
    return services.send_draft(draft=draft, revision=draft.revision)
