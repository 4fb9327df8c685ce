"""No answer of the application is lost, from where it is typed to every place where it must arrive.

The table below is written by hand, apart from the declarations of the steps: it says what must be.
A field that the forms ask for and the table does not know fails the first test; a copy that goes
missing fails that of its place (X-6, C-A1…C-A5).
"""

import pytest

from core import clock
from forms_app import services
from forms_app.answers import digest
from forms_app.engine import registry
from forms_app.engine.journey import PaperInput
from forms_app.reading import answers_of, context_of
from forms_app.services import RemarkText
from forms_app.services.locking import progress_of
from tests.contest.factories import fill, typed_draft, upload_all
from tests.forms_app.helpers import begin, draft_of, said
from tests.words import plain

pytestmark = pytest.mark.django_db
JOURNEY = "contest-application"
LIST = "/cms/contest/applications/"

# What is typed, and how people read it. Each text stands once.
TYPED = {
    "eligibility": {
        "position": ("Инспектор второго разряда", "Инспектор второго разряда"),
        "periods-1-organisation": ("Центр занятости Чулыма", "Центр занятости Чулыма"),
        "periods-1-position": ("Оператор приёма", "Оператор приёма"),
        "periods-1-start": ("03.09.2016", "03.09.2016"),
        "periods-1-end": ("04.10.2017", "04.10.2017"),
        "periods-2-organisation": ("Центр занятости Оби", "Центр занятости Оби"),
        "periods-2-position": ("Делопроизводитель", "Делопроизводитель"),
        "periods-2-start": ("05.11.2017", "05.11.2017"),
        "periods-2-ongoing": ("on", "по настоящее время"),
    },
    "participant": {
        "last_name": ("Заречная", "Заречная"),
        "first_name": ("Ульяна", "Ульяна"),
        "middle_name": ("Климентовна", "Климентовна"),
        "phone": ("8 (913) 765-43-21", "+7 913 765-43-21"),
        "email": ("zarechnaya@example.org", "zarechnaya@example.org"),
        "centre_address": ("г. Чулым, ул. Чулымская, 3", "г. Чулым, ул. Чулымская, 3"),
    },
    "passport": {
        "passport_series": ("50 17", "50 17"),
        "passport_number": ("918 273", "918273"),
        "passport_issuer": ("Отделом в Чулымском районе", "Отделом в Чулымском районе"),
        "passport_date": ("16.04.2013", "16.04.2013"),
        "department_code": ("540099", "540-099"),
        "address": ("632551, Чулым, ул. Кузнечная, 8", "632551, Чулым, ул. Кузнечная, 8"),
    },
    "questionnaire": {
        "birth_date": ("07.05.1989", "07.05.1989"),
        "education-1-level": ("среднепрофессиональное", "среднепрофессиональное"),
        "education-1-speciality": ("Документоведение", "Документоведение"),
        "education-1-document": ("Диплом техникума", "Диплом техникума"),
        "education-1-number": ("СБ 1357911", "СБ 1357911"),
        "education-1-issued_on": ("27.06.2009", "27.06.2009"),
        "education-1-institution": ("Чулымский техникум", "Чулымский техникум"),
        "education-2-level": ("иное", "мастерская курсовая"),
        "education-2-other_level": ("мастерская курсовая", "мастерская курсовая"),
        "education-2-speciality": ("Архивное дело", "Архивное дело"),
        "education-2-document": ("Аттестат мастера", "Аттестат мастера"),
        "education-2-number": ("АМ 2468", "АМ 2468"),
        "education-2-issued_on": ("28.06.2011", "28.06.2011"),
        "education-2-institution": ("Обская школа мастеров", "Обская школа мастеров"),
    },
    "service": {
        "in_position_years": ("4", "4 года 7 месяцев"),
        "in_position_months": ("7", "4 года 7 месяцев"),
        "in_service_years": ("8", "8 лет 10 месяцев"),
        "in_service_months": ("10", "8 лет 10 месяцев"),
        "in_serving_years": ("6", "6 лет 11 месяцев"),
        "in_serving_months": ("11", "6 лет 11 месяцев"),
    },
    "training": {
        "courses-1-name": ("Деловая беседа", "Деловая беседа"),
        "courses-1-hours": ("36", "36 часов"),
        "courses-1-topic": ("Вежливый отказ", "Вежливый отказ"),
        "courses-1-speciality": ("Консультант граждан", "Консультант граждан"),
        "courses-1-year": ("2022", "2022 год"),
        "courses-1-institution": ("Томская академия", "Томская академия"),
        "courses-1-document": ("Сертификат слушателя", "Сертификат слушателя"),
        "courses-2-name": ("Жестовый язык", "Жестовый язык"),
        "courses-2-hours": ("144", "144 часа"),
        "courses-2-topic": ("Приём глухих", "Приём глухих"),
        "courses-2-speciality": ("Переводчик жестов", "Переводчик жестов"),
        "courses-2-year": ("2021", "2021 год"),
        "courses-2-institution": ("Омская школа жеста", "Омская школа жеста"),
        "courses-2-document": ("Грамота ученика", "Грамота ученика"),
        "other": ("Веду кружок чтецов", "Веду кружок чтецов"),
        "mentoring": ("41,5", "41,5"),
        "services": ("Подбор временной работы", "Подбор временной работы"),
    },
    "indicators": {
        "indicator-9-1": ("53,25", "53,25"),
        "indicator-9-2": ("87", "87"),
        "indicator-9-3": ("19,5", "19,5"),
    },
    "head": {
        "head_post": ("Начальник отдела Чулыма", "Начальник отдела Чулыма"),
        "head_name": ("Рябинин Лука Саввич", "Рябинин Лука Саввич"),
    },
    "enclosures": {
        "other_documents-1-title": ("Грамота района", "Грамота района"),
        "other_documents-2-title": ("Письмо благодарности", "Письмо благодарности"),
    },
}
COUNTS = {
    "eligibility": {"periods-count": 2, "periods-1-ongoing": ""},
    "questionnaire": {"education-count": 2},
    "training": {"courses-count": 2},
    "enclosures": {"other_documents-count": 2},
}
# Answers that the table cannot make unique: chosen from lists, ticked, or of the contest itself.
CHOSEN = {
    "eligibility": {"centre", "serves", "familiar"},
    "role": {"service"},
    "consent": {"agree", "text"},
}
# A tick beside the value that takes its place, and the end of what goes on.
INSTEAD = {
    "indicator-9-1_absent",
    "indicator-9-2_absent",
    "indicator-9-3_absent",
    "periods-1-ongoing",
    "periods-2-end",
    "education-1-other_level",
}
SHOWN = {code: shown for page in TYPED.values() for code, (_, shown) in page.items()}
IDENTITY = set(TYPED["passport"]) | {"birth_date"}
# Rows 3–5 of the questionnaire say the length; what it is counted from stands on no paper.
NOT_ON_PAPER = {code for code in TYPED["eligibility"] if code.startswith("periods")}


def typed() -> dict[str, dict[str, object]]:
    """The pages of the application as they are typed."""
    return {
        page: {**COUNTS.get(page, {}), **{code: value for code, (value, _) in answers.items()}}
        for page, answers in TYPED.items()
    }


def missing(page: str, codes: set[str] | None = None) -> list[str]:
    """The answers whose words do not stand on the page."""
    words = plain(page).casefold()
    return [code for code in sorted(codes or set(SHOWN)) if SHOWN[code].casefold() not in words]


@pytest.fixture
def application(contest):
    draft = typed_draft(contest, **typed())
    upload_all(draft)
    upload_all(draft, "other", "other")
    return services.send_draft(draft=draft, revision=draft.revision)


def test_every_field_that_is_asked_for_stands_in_the_table(application):
    ctx = context_of(application.current)
    for step in registry.get(JOURNEY).steps:
        form = step.form(ctx)
        asked = {name for name, field in form.fields.items() if not field.disabled}
        for rows in form.rows:
            asked |= {f"{rows.name}-1-{name}" for name in rows.form_class().fields}
        known = set(TYPED.get(step.code, {})) | CHOSEN.get(step.code, set()) | INSTEAD
        assert asked <= known, step.code
        first_rows = {code for code in TYPED.get(step.code, {}) if "-2-" not in code}
        assert first_rows <= asked, step.code


@pytest.mark.req("X-6")
def test_every_answer_stands_on_the_page_that_is_checked_before_sending(contest, client):
    begin(client, "zarechnaya@example.org", JOURNEY)
    fill(draft_of(client, JOURNEY), contest, **typed())
    assert missing(said(client.get(f"/forms/{JOURNEY}/check/"))) == []


@pytest.mark.req("X-6", "C-11")
def test_a_correction_begins_with_every_answer_and_file(application, secretary):
    services.register(submission=application, actor=secretary)
    steps = list(TYPED)
    services.return_for_correction(
        submission=application,
        actor=secretary,
        remarks=[RemarkText("Проверьте.", step=step) for step in steps],
        steps=steps,
        slots=[],
    )
    draft = services.start_correction(submission=application)
    answers = progress_of(draft, at=clock.now()).answers()
    assert [answer.text for answer in answers] == [
        answer.text for answer in answers_of(application.current)
    ]
    assert draft.uploads.count() == application.current.files.count()


@pytest.mark.req("X-6", "C-A1", "C-A2", "C-A5")
def test_every_answer_stands_on_a_paper_that_is_signed(application):
    version = application.current
    ctx = context_of(version)
    papers = ""
    for spec in registry.get(JOURNEY).papers(ctx):
        covered = spec.covers(answers_of(version))
        given = PaperInput(covered, application.reference, digest(covered), ctx.data, ctx)
        papers += spec.render(given).html
    assert missing(papers, set(SHOWN) - NOT_ON_PAPER) == []


@pytest.mark.req("X-6", "X-4")
def test_every_answer_stands_on_the_desk_identity_data_only_when_asked_for(application, browser_of):
    secretary = browser_of("secretary")
    page = said(secretary.get(f"{LIST}inspect/{application.pk}/"))
    assert missing(page, set(SHOWN) - IDENTITY - {"education-1-number", "education-2-number"}) == []
    assert sorted(set(missing(page)) & IDENTITY) == sorted(IDENTITY)
    assert missing(said(secretary.post(f"{LIST}identity/{application.pk}/"))) == []
