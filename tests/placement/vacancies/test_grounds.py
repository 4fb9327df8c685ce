"""Doubtful words are published only on a ground of the law that is explained (FACTS § 3, P-F2)."""

import pytest

from core.errors import Refused
from core.models import HistoryRecord
from forms_app import services as forms
from placement.vacancies import services
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules import grounds
from tests.forms_app.helpers import said
from tests.placement.factories import VacancyFactory
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F2")]
FLAG = [{"field": "duties", "text": "девушка", "reason": "пол"}]
ROLE = "Роль юной героини в спектакле театра"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "—",
        "...",
        "потому что хочу",
        "Основание: потому что хочу",
        "так решил директор",
        "нам так надо, мы всегда так делаем",
        "по закону",
        "нет нет нет",
        "аа бб вв",
    ],
)
def test_a_wish_is_no_explanation(text):
    assert not grounds.is_explanation(text)


@pytest.mark.parametrize(
    "text",
    [ROLE, "Работник находится в женской раздевалке бассейна", "Пункт 12 перечня: работа с ртутью"],
)
def test_words_about_the_work_are_one(text):
    assert grounds.is_explanation(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("статья 265 Трудового кодекса", True),
        ("перечень 512н", True),
        ("ст. 253 ТК РФ", True),
        ("потому что хочу", False),
        ("закон", False),
        ("12", False),
        ("-", False),
        ("", False),
    ],
)
def test_a_law_is_named_by_its_number(text, names):
    assert grounds.names_a_law(text) is names


def test_every_ground_names_its_article_and_fits_its_column():
    longest = Vacancy._meta.get_field("wording_ground").max_length
    assert all(ground.article and len(ground.code) <= longest for ground in grounds.GROUNDS)
    assert grounds.MISTAKEN not in dict(grounds.EMPLOYER_CHOICES)


# --- the service: whoever asks it -----------------------------------------------------------------


@pytest.mark.parametrize("text", ["-", "потому что хочу", ""])
def test_a_ground_without_an_explanation_is_refused_at_its_field(text, specialist):
    vacancy = VacancyFactory(duties="Нужна девушка без детей")
    data = VACANCIES.copy(vacancy, wording_ground="nature-of-work", wording_explanation=text)
    with pytest.raises(Refused) as refusal:
        services.update_vacancy(vacancy=vacancy, data=data, actor=specialist)
    assert refusal.value.field == "wording_explanation"


def test_an_explanation_without_a_ground_publishes_nothing(specialist):
    vacancy = VacancyFactory(wording_flags=FLAG, wording_explanation=ROLE)
    with pytest.raises(Refused) as refusal:
        services.publish(vacancy=vacancy, actor=specialist)
    assert refusal.value.field == "wording_ground"


def test_a_published_vacancy_takes_no_doubtful_words_without_a_ground(specialist):
    vacancy = services.publish(vacancy=VacancyFactory(), actor=specialist)
    data = VACANCIES.copy(vacancy, duties="Нужна девушка без детей", wording_explanation="-")
    with pytest.raises(Refused):
        services.update_vacancy(vacancy=vacancy, data=data, actor=specialist)


def test_a_wish_is_no_legal_basis_for_age_and_sex(specialist):
    vacancy = VacancyFactory()
    data = VACANCIES.copy(vacancy, sex_requirement="женский", legal_basis="потому что хочу")
    with pytest.raises(Refused) as refusal:
        services.update_vacancy(vacancy=vacancy, data=data, actor=specialist)
    assert refusal.value.field == "legal_basis"


# --- the desk -------------------------------------------------------------------------------------


def test_whoever_publishes_reads_words_ground_and_explanation(visitor):
    vacancy = VacancyFactory(
        wording_flags=FLAG, wording_ground="nature-of-work", wording_explanation=ROLE
    )
    for page in ("inspect", "publish"):
        shown = said(visitor.get(f"/cms/placement/vacancies/{page}/{vacancy.pk}/"))
        for text in ("девушка", grounds.LABELS["nature-of-work"], ROLE):
            assert text in shown, (page, text)
    visitor.post(f"/cms/placement/vacancies/publish/{vacancy.pk}/")
    record = HistoryRecord.objects.about(vacancy).get(action="publish")
    assert record.details == {"ground": "nature-of-work"}


# --- the public form ------------------------------------------------------------------------------


@pytest.mark.usefixtures("centre")
def test_words_without_a_ground_arrive_and_stay_unpublished(specialist):
    draft = req.start()
    steps = req.typed_steps(vacancy_1={"duties": "Нужна девушка без детей"})
    for code, fields in steps.items():
        if not req.save(draft, code, fields).complete:
            form = req.progress_form(draft, code)
            marks = [warning.mark for warning in form.pending_warnings()]
            assert req.save(draft, code, {**fields, "acknowledged": marks}).complete
    submission = forms.send_draft(draft=draft, revision=draft.revision)
    vacancy = submission.vacancy_request.vacancies.get()
    vacancy.profession = req.profession()
    vacancy.save()
    with pytest.raises(Refused, match="девушка"):
        services.publish(vacancy=vacancy, actor=specialist)


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"explanation": "-"}, "ground"),
        ({"explanation": ROLE}, "ground"),
        ({"ground": "nature-of-work", "explanation": "-"}, "explanation"),
        ({"ground": grounds.MISTAKEN, "explanation": ROLE}, "ground"),
    ],
)
def test_the_form_asks_for_both_beside_the_field(typed, wrong):
    draft = req.start()
    steps = req.typed_steps(vacancy_1={"duties": "Нужна девушка без детей", **typed})
    for code in ("employer", "company", "vacancy-1"):
        req.save(draft, code, steps[code])
    assert list(req.progress_form(draft, "vacancy-1").errors) == [wrong]
