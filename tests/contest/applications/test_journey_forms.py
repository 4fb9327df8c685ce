"""What each step takes and refuses: the table of bad input (C-8, C-A1…C-A5)."""

import datetime as dt
from decimal import Decimal

import pytest

from contest.applications.content import wording
from contest.setup.models import Contest
from core.clock import format_date
from forms_app.engine import registry
from forms_app.engine.fields import ABSENT
from forms_app.engine.forms import StepForm
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import Payload, Typed
from forms_app.engine.progress import evaluate
from tests.contest.factories import CentreFactory, as_typed, typed_steps

pytestmark = pytest.mark.django_db
CODES = [step.code for step in registry.get("contest-application").steps]


def judged(contest: Contest, step: str, *, role: str = "career", **changed: object) -> StepForm:
    """The form of ``step`` with the sample typed, but ``changed``; None leaves a field out."""
    steps = typed_steps(contest, role=role)
    steps[step] = {k: v for k, v in {**steps[step], **changed}.items() if v is not None}
    typed = {
        code: Typed(dict(as_typed(fields).lists()))
        for code, fields in steps.items()
        if CODES.index(code) <= CODES.index(step)
    }
    ctx = BoundContext(journey=registry.get("contest-application"), scope=contest.slug)
    state = evaluate(ctx, Payload(typed)).get(step)
    assert state.form is not None, "an earlier step is not complete"
    return state.form


def said(form: StepForm) -> str:
    """All errors of a form and of its filled rows."""
    rows = [row for bound in form.bound_rows.values() for row in bound.filled]
    return " | ".join(
        text for part in (form, *rows) for texts in part.errors.values() for text in texts
    )


@pytest.mark.parametrize("role", ["recruitment", "career", "vocational"])
@pytest.mark.parametrize("step", CODES)
def test_the_sample_is_complete(contest, step, role):
    form = judged(contest, step, role=role)
    assert said(form) == ""
    assert form.is_complete()


# The list of enclosures needs no answer: what clause 11 asks for stands in it.
@pytest.mark.parametrize("step", [code for code in CODES if code != "enclosures"])
def test_an_empty_step_is_not_complete_and_says_why(contest, step):
    empty = dict.fromkeys(typed_steps(contest)[step])
    form = judged(contest, step, **empty)
    assert not form.is_complete()
    assert not form.is_bound or said(form)


@pytest.mark.parametrize("step", CODES)
def test_every_question_has_plain_words_or_speaks_for_itself(contest, step):
    form = judged(contest, step)
    bare = {"first_name", "hours", "agree", "head_post"}
    long_labels = [
        item.field.name
        for item in form.visible_layout()
        if item.field is not None
        and not (item.plain or item.question)
        and item.field.name not in bare
        and not item.field.name.endswith("_months")
    ]
    assert long_labels == []


# -- eligibility -------------------------------------------------------------------------
def _ago(**delta: int) -> dt.date:
    from zoneinfo import ZoneInfo

    return dt.datetime.now(ZoneInfo("Asia/Novosibirsk")).date() - dt.timedelta(**delta)


@pytest.mark.req("C-8")
def test_too_short_a_service_names_the_clause_and_the_first_possible_day(contest):
    start = _ago(days=300)
    text = said(judged(contest, "eligibility", **{"periods-1-start": f"{start:%d.%m.%Y}"}))
    first = start.replace(year=start.year + 1)
    assert "пункту 8" in text.replace("\xa0", " ")
    assert format_date(first).split()[1] in text
    assert str(first.year) in text


@pytest.mark.req("C-8")
def test_a_first_possible_day_after_the_deadline_is_said(contest):
    start = _ago(days=30)
    text = said(judged(contest, "eligibility", **{"periods-1-start": f"{start:%d.%m.%Y}"}))
    assert "но заявки на этот конкурс принимаются до конца дня" in text.replace("\xa0", " ")


@pytest.mark.req("C-8")
def test_periods_in_several_centres_add_up(contest):
    form = judged(
        contest,
        "eligibility",
        **{
            "periods-count": 2,
            "periods-1-start": f"{_ago(days=200):%d.%m.%Y}",
            "periods-2-organisation": "другой центр",
            "periods-2-position": "инспектор",
            "periods-2-start": "01.02.2019",
            "periods-2-end": "31.08.2019",
        },
    )
    assert form.is_complete()


@pytest.mark.req("C-8")
@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"periods-1-ongoing": None, "periods-1-end": "01.09.2024"}, "по настоящее время"),
        ({"periods-1-ongoing": None}, "Введите дату окончания"),
        ({"periods-1-end": "01.09.2024"}, "или отметьте «По настоящее время»"),
        ({"periods-1-ongoing": None, "periods-1-end": "01.09.2017"}, "раньше даты начала"),
        ({"periods-1-start": "03.09.2070"}, "ещё не наступила"),
        ({"periods-1-start": "31.02.2020"}, "Введите дату как день.месяц.год"),
        ({"periods-1-start": "03.09.1930"}, "год начала"),
        ({"serves": None}, "сами оказывают"),
        ({"familiar": None}, "Прочитайте положение"),
        ({"position": ""}, "Требуется заполнить"),
        ({"position": "д" * 300}, "не более 255"),
    ],
)
def test_impossible_eligibility_is_refused(contest, changed, text):
    assert text in said(judged(contest, "eligibility", **changed))


@pytest.mark.req("C-8")
def test_a_centre_outside_the_contests_list_is_refused(contest):
    form = judged(contest, "eligibility", centre=CentreFactory().pk)
    assert "centre" in form.errors


# -- participant -------------------------------------------------------------------------
@pytest.mark.req("C-A1")
@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("last_name", "И" * 300, "не более 150"),
        ("last_name", "Иванова 😀", "Только буквы"),
        ("last_name", "<script>alert(1)</script>", "Только буквы"),
        ("last_name", "Иванова2", "Только буквы"),
        ("last_name", "Ива_нова", "Только буквы"),
        ("last_name", "", "Требуется заполнить"),
        ("phone", "123", "Проверьте номер"),
        ("phone", "звоните вечером", "Проверьте номер"),
        ("email", "не адрес", "электронной почты"),
        ("email", "a@", "электронной почты"),
    ],
)
def test_a_wrong_name_or_contact_is_refused_with_words(contest, field, value, text):
    assert text in said(judged(contest, "participant", **{field: value}))


@pytest.mark.req("C-A1")
@pytest.mark.parametrize(
    "name", ["Ёлкина", "Д'Артаньян", "Мамин-Сибиряк", "O’Brien", "Салтыкова Щедрина"]
)
def test_names_of_any_script_with_hyphen_and_apostrophe_are_taken(contest, name):
    form = judged(contest, "participant", last_name=f"  {name} ", middle_name="")
    assert form.is_complete()
    assert form.cleaned_data["last_name"] == name


@pytest.mark.req("C-A1")
@pytest.mark.parametrize("typed", ["8 913 123 45 67", "+7(913)123-45-67", "9131234567"])
def test_phones_and_mail_are_brought_to_one_form(contest, typed):
    form = judged(contest, "participant", phone=typed, email=" Anna@EXAMPLE.org ")
    assert form.cleaned_data["phone"] == "+79131234567"
    assert form.cleaned_data["email"] == "Anna@example.org"


def test_the_centres_address_is_prefilled(contest):
    assert judged(contest, "participant").fields["centre_address"].initial.startswith("Новосиб")


@pytest.mark.req("C-A5")
@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("passport_series", "50", "четыре цифры"),
        ("passport_series", "50АВ", "четыре цифры"),
        ("passport_number", "12345", "шесть цифр"),
        ("department_code", "54-001", "шесть цифр"),
        ("passport_date", "15.13.2012", "день.месяц.год"),
        ("passport_date", "15.03.2099", "не наступила"),
        ("passport_date", "15.03.1901", "не может быть раньше 01.10.1997"),
    ],
)
def test_a_passport_is_checked_by_its_format(contest, field, value, text):
    assert text in said(judged(contest, "passport", **{field: value}))


# -- questionnaire -----------------------------------------------------------------------
@pytest.mark.req("C-A2", "C-A3", "C-A4")
@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"birth_date": "05.03.2015"}, "Проверьте год рождения"),
        ({"birth_date": "05.03.2006"}, "не согласуется с периодами работы"),
        ({"in_serving_years": 9}, "строка 5"),
        ({"in_service_months": 12}, "не больше 11"),
        ({"in_service_years": -1}, "не меньше 0"),
        ({"mentoring": "9000"}, "не больше 8784"),
        ({"mentoring": "много"}, "Введите число"),
        ({"services": ""}, "Требуется заполнить"),
        ({"education-1-level": "иное"}, "какое образование"),
        ({"education-1-issued_on": "25.06.2070"}, "не наступила"),
        ({"courses-1-year": 2099}, "не наступил"),
        ({"courses-1-hours": 0}, "не меньше 1"),
        ({"courses-1-hours": "много"}, "Введите число цифрами, например 12"),
        ({"courses-1-hours": "12,5"}, "Нужно целое число, без дробной части"),
        ({"birth_date": "16.03.1998"}, "выдают с 14 лет"),
        ({"education-1-issued_on": "25.06.1989"}, "раньше дня рождения"),
        ({"education-1-issued_on": "25.06.2003"}, "раньше 14 лет"),
        ({"courses-1-year": 2003}, "не было 14 лет"),
        ({"in_position_years": 40}, "Такого стажа не может быть"),
    ],
)
def test_impossible_answers_of_the_questionnaire_are_refused(contest, changed, text):
    pages = typed_steps(contest)
    page = next(
        code
        for code in ("questionnaire", "service", "training")
        if changed.keys() <= {*pages[code]}
    )
    assert text in said(judged(contest, page, **changed))


@pytest.mark.req("C-A2")
def test_row_7_is_optional_and_so_are_courses(contest):
    changed = {key: None for key in typed_steps(contest)["training"] if "courses" in key}
    form = judged(contest, "training", other="", **changed)
    assert form.is_complete()


@pytest.mark.req("C-A2")
def test_position_above_service_only_warns(contest):
    form = judged(contest, "service", in_position_years=20)
    assert form.is_valid()
    assert not form.is_complete()
    (warning,) = form.pending_warnings()
    assert "строка 3" in warning.text
    again = judged(contest, "service", in_position_years=20, acknowledged=warning.mark)
    assert again.is_complete()


def test_hours_and_years_are_taken_as_people_write_them(contest):
    form = judged(
        contest, "training", **{"courses-1-hours": "72 часа", "courses-1-year": "2019 г."}
    )
    assert said(form) == ""
    (course,) = form.cleaned_data["courses"]
    assert (course["hours"], course["year"]) == (72, 2019)


@pytest.mark.parametrize(
    ("step", "role", "changed", "text"),
    [
        (
            "eligibility",
            "career",
            {
                "periods-count": 2,
                "periods-2-organisation": "другой центр",
                "periods-2-position": "инспектор",
                "periods-2-start": "01.02.2018",
                "periods-2-end": "31.12.2018",
            },
            "пересекаются: 1 и 2",
        ),
        ("questionnaire", "career", {"birth_date": "16.02.1995"}, "раньше 19 лет"),
        (
            "indicators",
            "vocational",
            {"indicator-9-1": "14", "indicator-9-2": "", "indicator-9-2_absent": "on"},
            "сколько услуг оказано",
        ),
    ],
)
def test_what_is_odd_but_possible_only_warns(contest, step, role, changed, text):
    form = judged(contest, step, role=role, **changed)
    assert said(form) == ""
    texts = [warning.text for warning in form.pending_warnings()]
    assert any(text in one for one in texts), texts
    marks = [warning.mark for warning in form.pending_warnings()]
    assert judged(contest, step, role=role, **changed, acknowledged=marks).is_complete()


@pytest.mark.req("C-8")
def test_three_periods_of_four_months_are_a_year_and_the_words_say_how_it_was_counted(contest):
    years = range(2019, 2022)
    periods = {"periods-count": 4, "periods-1-start": f"{_ago(days=1):%d.%m.%Y}"}
    for number, year in enumerate(years, start=2):
        periods |= {
            f"periods-{number}-organisation": "другой центр",
            f"periods-{number}-position": "инспектор",
            f"periods-{number}-start": f"01.02.{year}",
            f"periods-{number}-end": f"31.05.{year}",
        }
    assert said(judged(contest, "eligibility", **periods)) == ""
    periods["periods-4-end"] = "15.05.2021"
    text = said(judged(contest, "eligibility", **periods)).replace("\xa0", " ")
    assert "11 месяцев" in text
    assert "сложением полных месяцев каждого периода" in text


@pytest.mark.req("C-A2", "C-A3", "C-A4")
@pytest.mark.parametrize(
    ("role", "label"),
    [("recruitment", "работодателям"), ("career", "гражданам"), ("vocational", "гражданам")],
)
def test_row_5_depends_on_the_role(contest, role, label):
    form = judged(contest, "service", role=role)
    assert label in form.fields["in_serving_years"].label


def test_rows_3_to_5_are_proposed_from_the_periods(contest):
    form = judged(contest, "service")
    for name in ("in_position", "in_service", "in_serving"):
        assert form.fields[f"{name}_years"].initial >= 8


# -- indicators --------------------------------------------------------------------------
@pytest.mark.req("C-A2", "C-A3", "C-A4")
@pytest.mark.parametrize(("role", "count"), [("recruitment", 2), ("career", 3), ("vocational", 6)])
def test_each_role_has_its_own_indicators(contest, role, count):
    assert len(judged(contest, "indicators", role=role).fields) == count


@pytest.mark.req("C-A2")
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ({"indicator-9-1": "100,5"}, "не больше 100"),
        ({"indicator-9-1": "-1"}, "не меньше 0"),
        ({"indicator-9-2": "-3"}, "не меньше 0"),
        ({"indicator-9-1": "половина"}, "Введите число"),
        ({"indicator-9-1": ""}, "Введите число или отметьте"),
        ({"indicator-9-1": "5", "indicator-9-1_absent": "on"}, "Укажите число или отметьте"),
    ],
)
def test_an_indicator_outside_its_bounds_is_refused(contest, typed, text):
    assert text in said(judged(contest, "indicators", **typed))


@pytest.mark.req("C-A2")
def test_not_rendered_differs_from_zero(contest):
    form = judged(
        contest,
        "indicators",
        **{"indicator-9-1": "", "indicator-9-1_absent": "on", "indicator-9-2": "0"},
    )
    assert form.cleaned_data["indicator-9-1"] == ABSENT
    assert form.cleaned_data["indicator-9-2"] == 0
    step = form.step
    texts = [a.text for a in step.answers(form.cleaned_data, form.ctx)]
    assert texts[:2] == ["услуга не оказывалась", "0 дн."]


@pytest.mark.req("C-A2")
def test_comma_decimals_are_taken(contest):
    form = judged(contest, "indicators", **{"indicator-9-1": "97,25 %"})
    assert form.cleaned_data["indicator-9-1"] == Decimal("97.25")


@pytest.mark.req("C-7", "C-A4")
def test_next_years_indicators_are_rows_not_code(contest):
    role = contest.roles.get(code="career")
    role.indicators.filter(number="9.3").delete()
    role.indicators.filter(number="9.1").update(
        label="Новый показатель, ед.", unit="count", maximum=None
    )
    form = judged(contest, "indicators", **{"indicator-9-1": "250", "indicator-9-3": None})
    assert form.fields["indicator-9-1"].label == "9.1 Новый показатель, ед."
    assert form.is_complete()


# -- head and enclosures -----------------------------------------------------------------
@pytest.mark.req("C-A1")
def test_the_heads_name_is_given_in_full(contest):
    assert "фамилию и имя полностью" in said(judged(contest, "head", head_name="Петров"))


@pytest.mark.req("C-11", "C-A1")
def test_every_list_of_enclosures_names_all_that_clause_11_asks_for(contest):
    form = judged(contest, "enclosures")
    step = form.step
    listed = next(a for a in step.answers(form.cleaned_data, form.ctx) if a.code == "enclosures")
    assert listed.value == list(wording()["enclosures"].values())
    assert form.required_titles == listed.value
