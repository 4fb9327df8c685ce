"""The papers against the official forms, row by row (C-A1…C-A5, X-8)."""

import datetime as dt
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from contest.applications.content import wording
from contest.applications.journey.application import ContestApplication
from contest.applications.models import Entry
from contest.applications.papers import register
from contest.setup.consents import PARTICIPATION
from contest.setup.consents.loading import load_texts
from contest.setup.models import Contest
from forms_app import answers as answer_lists
from forms_app import consents, services
from forms_app.engine import registry
from forms_app.engine.journey import BoundContext, PaperInput
from forms_app.engine.payload import Payload, Typed
from forms_app.engine.progress import evaluate
from forms_app.models import ConsentText
from tests.contest.factories import as_typed, fill, sent_application, typed_steps
from tests.factories import UserFactory
from tests.forms_app.helpers import begin, draft_of

SOURCE = Path(__file__).parents[2].joinpath("sources/000_3a05a554781cbe7f.txt").read_text("utf-8")
ROLES = {"recruitment": 2, "career": 3, "vocational": 4}
REFERENCE = "7K3M-XW2P"


def squeeze(text: str) -> str:
    """Text with single spaces, none beside a row's edge."""
    return " ".join(text.split())


def appendix(number: int) -> list[str]:
    """The lines of an appendix in the source, without empty ones and lines to write on."""
    _, _, rest = SOURCE.partition(f"ПРИЛОЖЕНИЕ № {number}\n")
    body = re.split(r"ПРИЛОЖЕНИЕ № \d|\nУТВЕРЖДЕНО", rest)[0]
    lines = [squeeze(re.sub(r"_{3,}|\[bookmark.*?\]", " ", line)) for line in body.splitlines()]
    return [line for line in lines if line]


class _Reader(HTMLParser):
    """Cells of the tables and the whole text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.text = ""
        self._cell = False
        self._skip = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._skip = tag == "style"
        if tag == "tr":
            self.rows.append([])
        self._cell = tag in ("th", "td")
        if self._cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self._cell = self._cell and tag not in ("th", "td")

    def handle_data(self, data):
        if self._skip:
            return
        self.text += f" {data}"
        if self._cell:
            self.rows[-1][-1] += data


def given(contest: Contest, code: str, *, role: str = "career", **changed: dict) -> PaperInput:
    """What the engine hands to a paper."""
    typed = {
        step: Typed(dict(as_typed({**fields, **changed.get(step, {})}).lists()))
        for step, fields in typed_steps(contest, role=role).items()
    }
    at = dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC)
    ctx = BoundContext(journey=registry.get("contest-application"), scope=contest.slug, at=at)
    progress = evaluate(ctx, Payload(typed))
    assert progress.is_complete
    covered = _spec(code).covers(progress.answers())
    return PaperInput(covered, REFERENCE, answer_lists.digest(covered), ctx.data, ctx)


def _spec(code: str):
    specs = ContestApplication().papers(BoundContext(journey=ContestApplication(), scope=""))
    return next(spec for spec in specs if spec.code == code)


def paper(contest: Contest, code: str, **kwargs):
    return _spec(code).render(given(contest, code, **kwargs))


# -- wording -----------------------------------------------------------------------------
def _strings(value):
    if isinstance(value, str):
        yield value
    else:
        for part in value.values():
            yield from _strings(part)


@pytest.mark.req("C-A1", "C-A2", "C-A3", "C-A4")
def test_every_official_string_is_the_sources():
    source = squeeze(re.sub(r"_{3,}", " ", SOURCE))
    content = {k: v for k, v in wording().items() if k not in ("annex", "enclosures")}
    # The caption of the signature is broken over two lines among spaces in the source.
    for text in _strings(content):
        assert squeeze(text) in source, text


@pytest.mark.req("C-2")
def test_roles_and_indicators_are_the_sources(contest):
    source = squeeze(SOURCE)
    for role in contest.roles.all():
        assert f"«{role.title}»" in source
        assert f"{role.title.lower()} – {role.definition}" in source
        lines = appendix(role.appendix)
        assert role.served_label in lines
        official = [re.sub(r"^9 ", "", line) for line in lines if re.match(r"(9 )?9\.\d ", line)]
        assert [f"{i.number} {i.label}" for i in role.indicators.all()] == official


@pytest.mark.req("C-A5", "X-5")
def test_version_1_of_the_consent_is_the_source_and_version_2_only_leaves_out_the_familiar(contest):
    _, _, source = SOURCE.partition("Согласие\nна обработку персональных данных\n")
    source = source.partition("_____________________   ")[0]
    blank = re.compile(r"_{5,}|\{[a-z_]+\}")

    def paragraphs(text: str) -> list[str]:
        parts = re.split(r"\n+", blank.sub("", text))
        return [squeeze(re.sub(r"\s+([,.])", r"\1", part)) for part in parts if part.strip()]

    one, two = ConsentText.objects.filter(purpose=PARTICIPATION).order_by("version")
    assert one.title == "Согласие на обработку персональных данных"
    assert squeeze(" ".join(paragraphs(one.body))) == squeeze(" ".join(paragraphs(source)))
    whole = paragraphs(one.body)
    kept = [part for part in whole if "факт ознакомления" not in part]
    assert len(kept) == len(whole) - 1
    assert paragraphs(two.body) == kept


def test_a_fuller_text_of_the_operator_is_not_printed_as_appendix_5(contest):
    load_texts(contest.operator, full_from=dt.date(2026, 1, 1))
    text = ConsentText.objects.get(purpose=PARTICIPATION, operator=contest.operator, version=3)
    assert contest.operator.full_name in text.body
    found = _Reader(paper(contest, "consent", consent={"text": consents.mark(text)}).html).text
    assert "Действия с данными" in found
    assert "ПРИЛОЖЕНИЕ" not in found


# -- Appendix 1 --------------------------------------------------------------------------
@pytest.mark.req("C-A1")
def test_the_application_has_the_rows_of_appendix_1_in_order(contest):
    found = _Reader(paper(contest, "application").html)
    lines = appendix(1)
    last = next(n for n, line in enumerate(lines) if line.startswith("Достоверность"))
    official = lines[last - 7 : last]
    assert official[0].startswith("Фамилия, имя, отчество")
    assert [squeeze(label) for label, _ in found.rows] == official
    answers = [answer for _, answer in found.rows]
    assert answers[0] == "Королёва Анна-Мария Д'Артаньяновна"
    assert answers[2] == "+7 913 123-45-67"
    assert answers[6].splitlines()[3] == "4. характеристика участника конкурса"
    assert "Достоверность сведений, указанных в заявке, подтверждаю." in found.text
    assert "ПРИЛОЖЕНИЕ № 1 к положению о конкурсе" in squeeze(found.text)


# -- Appendices 2–4 ----------------------------------------------------------------------
@pytest.mark.req("C-A2", "C-A3", "C-A4")
@pytest.mark.parametrize(("role", "number"), ROLES.items())
def test_the_questionnaire_has_the_rows_of_its_appendix_in_order(contest, role, number):
    found = _Reader(paper(contest, "questionnaire", role=role).html)
    lines = appendix(number)
    start = lines.index("1")
    official = [
        re.sub(r"^(9 )(?=9\.)", "", line) for line in lines[start:] if "(Должность)" not in line
    ]
    expected: list[list[str]] = []
    label_number = ""
    for line in official:
        if re.fullmatch(r"\d+", line):
            label_number = line
        elif line[:1].isupper() or re.match(r"9\.\d", line):
            expected.append([label_number, line])
            label_number = ""
    assert [[squeeze(a), squeeze(b)] for a, b, _ in found.rows] == expected
    assert f"ПРИЛОЖЕНИЕ № {number} к положению о конкурсе" in squeeze(found.text)
    assert f"«{contest.roles.get(code=role).title}»" in found.text
    assert "Последний календарный год – 2025 год." in found.text


@pytest.mark.req("C-A2")
def test_a_service_that_was_not_rendered_is_not_printed_as_zero(contest):
    changed = {
        "indicators": {"indicator-9-1": "", "indicator-9-1_absent": "on", "indicator-9-2": "0"}
    }
    rows = _Reader(paper(contest, "questionnaire", **changed).html).rows
    texts = {label[:3]: answer for _, label, answer in rows}
    assert texts["9.1"] == "услуга не оказывалась"
    assert texts["9.2"] == "0 дн."


# -- Appendix 5 --------------------------------------------------------------------------
@pytest.mark.req("C-A5")
def test_the_consent_prints_the_agreed_text_with_person_and_passport(contest):
    found = squeeze(_Reader(paper(contest, "consent").html).text)
    assert (
        "Я, Королёва Анна-Мария Д'Артаньяновна, паспорт: серия 50 04 номер 123456, кем и когда выдан"
        " УВД г. Бердска Новосибирской области, 15.03.2012 код подразделения 540-001,"
        " зарегистрирован по адресу: 633010" in found
    )
    assert "факт ознакомления" not in found
    assert found.index("Дата") < found.index("Подпись", found.index("Дата"))
    assert "ПРИЛОЖЕНИЕ № 5" in found


# -- PDF ---------------------------------------------------------------------------------
CODES = ["application", "questionnaire", "consent"]


def _pages(pdf: bytes) -> list[str]:
    return [squeeze(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.req("X-8")
@pytest.mark.parametrize("code", CODES)
def test_papers_are_tagged_a4_and_the_same_bytes_each_time(contest, code):
    made = paper(contest, code)
    assert made.pdf == paper(contest, code).pdf
    reader = PdfReader(BytesIO(made.pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.req("X-8")
@pytest.mark.parametrize("code", CODES)
def test_every_page_shows_reference_digest_and_its_number(contest, code):
    source = given(contest, code)
    pages = _pages(_spec(code).render(source).pdf)
    for number, text in enumerate(pages, start=1):
        assert REFERENCE in text
        assert answer_lists.short_digest(source.digest) in text
        assert f"страница {number} из {len(pages)}" in text


@pytest.mark.req("X-8", "X-2")
def test_all_papers_come_as_one_file_in_their_order(contest, client):
    begin(client, "anna@example.org", "contest-application")
    fill(draft_of(client, "contest-application"), contest)
    answer = client.get("/forms/contest-application/papers/all.pdf")
    pages = _pages(answer.content)
    starts = [n for n, text in enumerate(pages) if "страница 1 из" in text]
    assert [next(w for w in ("ЗАЯВКА", "АНКЕТА", "Согласие") if w in pages[n]) for n in starts] == [
        "ЗАЯВКА",
        "АНКЕТА",
        "Согласие",
    ]


@pytest.mark.req("X-8")
def test_a_long_answer_flows_over_pages_and_nothing_is_lost(contest):
    words = [f"слово{n}" for n in range(450)]
    changed = {"training": {"other": " ".join(words)}}
    pages = _pages(paper(contest, "questionnaire", **changed).pdf)
    assert len(pages) >= 3
    text = " ".join(pages)
    assert all(word in text for word in words)


@pytest.mark.req("C-A1")
def test_a_paper_covers_only_the_answers_it_repeats(contest):
    for code in CODES:
        source = given(contest, code)
        shown = squeeze(_Reader(_spec(code).render(source).html).text)
        for answer in source.answers:
            if answer.code != "agree":
                assert squeeze(answer.text) in shown, answer.code


def test_typed_markup_is_printed_as_text(contest):
    changed = {"training": {"other": "<b>жирно</b> & <script>x</script>"}}
    html = paper(contest, "questionnaire", **changed).html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


# -- the register ------------------------------------------------------------------------
def test_an_empty_register_says_so(contest):
    made = register.render(
        contest, Entry.objects.none(), at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    )
    assert "Заявок нет" in made.html
    page = PdfReader(BytesIO(made.pdf)).pages[0]
    assert page.mediabox.width > page.mediabox.height


@pytest.mark.req("C-K6", "X-7")
def test_the_register_lists_entries_without_identity_data(contest):
    submission = sent_application(contest)
    services.register(submission=submission, actor=UserFactory())
    waiting = sent_application(contest, participant={"last_name": "Яшина"})
    made = register.render(contest, register.entries_of(contest), at=waiting.received_at)
    rows = _Reader(made.html).rows
    assert rows[0] == register.HEADER
    assert [row[0] for row in rows[1:]] == ["1", "2"]
    assert rows[1][1] == "001/К"
    arrived = submission.received_at.astimezone(contest.tz)
    assert rows[1][3] == f"{arrived:%d.%m.%Y %H:%M}"
    assert rows[1][4:] == [
        "Королёва Анна-Мария Д'Артаньяновна",
        submission.entry.centre.name,
        "Карьерный консультант",
        "Содействие в трудоустройстве граждан",
        "Зарегистрирована",
    ]
    assert rows[2][1:3] == ["–", "–"]
    assert rows[2][4] == "Яшина Анна-Мария Д'Артаньяновна"
    assert "123456" not in made.html


@pytest.mark.parametrize("count", [1, 3])
def test_the_registers_queries_do_not_grow_with_its_rows(
    contest, count, django_assert_max_num_queries
):
    for number in range(count):
        sent_application(contest, participant={"last_name": "Иванова" + "а" * number})
    with django_assert_max_num_queries(1):
        assert len(list(register.rows(contest, register.entries_of(contest)))) == count
