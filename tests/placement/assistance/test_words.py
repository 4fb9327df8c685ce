"""A graduate files a «заявление»: no page, letter or paper of theirs calls it a «заявка» (P-F1).

«Заявка» is the contest's word and the employer's; the engine takes the noun of each journey.
"""

import ast
import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils.html import strip_tags

from core import clock, roles
from core.letters import compose, declared
from core.models import Letter
from forms_app import letters as engine_letters
from forms_app import links, notifications, services
from forms_app.engine import registry
from forms_app.engine.nouns import REQUEST
from forms_app.models import DestructionAct, Ground
from forms_app.services import RemarkText
from placement.assistance.models import Refusal
from placement.assistance.noun import STATEMENT
from placement.assistance.services import prepare_refusal
from tests.forms_app.helpers import begin, draft_of
from tests.paper_text import text_of
from tests.placement.assistance import requests as req

pytestmark = pytest.mark.django_db
START, DESK = "/forms/employment-assistance/", "/cms/placement/assistance/"
WORD = re.compile(r"заяв(?:к|ок)", re.IGNORECASE)
ACTS = (
    "register",
    "register-and-accept",
    "accept",
    "return",
    "prepare-refusal",
    "take-back",
    "called",
    "withdraw",
    "access",
    "note",
    "assign",
)


def said_in(response) -> str:
    """What people read of a page, with what is spoken: without frame, scripts and menus."""
    page = response.content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main is not None
    heard = " ".join(re.findall(r'(?:aria-label|title|alt|placeholder|value)="([^"]*)"', main[0]))
    shown = strip_tags(re.sub(r"<script.*?</script>", "", main[0], flags=re.DOTALL))
    return f"{title[1] if title else ''} {heard} {shown}"


def wrong_words(response) -> list[str]:
    words = said_in(response)
    return [words[max(0, m.start() - 40) : m.end() + 20] for m in WORD.finditer(words)]


class Walk:
    """A walk through pages that collects what calls the form by another journey's noun."""

    def __init__(self, browser):
        self.browser, self.wrong, self.pages = browser, {}, 0

    def see(self, response):
        if response.headers.get("Content-Type") == "application/pdf":
            words = text_of(response.getvalue())
            wrong = [words[max(0, m.start() - 40) : m.end() + 20] for m in WORD.finditer(words)]
        else:
            wrong = wrong_words(response)
        self.pages += 1
        if wrong:
            self.wrong[response.request["PATH_INFO"]] = wrong
        return response

    def get(self, url, **kwargs):
        return self.see(self.browser.get(url, follow=True, **kwargs))

    def post(self, url, data=None):
        return self.see(self.browser.post(url, data or {}, follow=True))


def page_of(submission) -> str:
    return urlsplit(links.track_url(submission)).path


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize("email", ["maria@example.org", ""])
def test_the_form_is_called_a_statement_on_every_page_until_it_is_sent(client, email):
    walk = Walk(client)
    walk.get(START)
    walk.post(START)
    begin(client, email, journey=req.JOURNEY)
    draft = draft_of(client, req.JOURNEY)
    for page in ("number", "saved", "discard", "address", "confirm", "check", "send"):
        walk.get(f"{START}{page}/")
    for step in registry.get(req.JOURNEY).steps:
        walk.get(f"{START}{step.code}/")
    for step, fields in req.typed_steps().items():
        draft.refresh_from_db()
        mark = {"draft": draft.pk, "revision": draft.revision}
        walk.post(f"{START}{step}/", {**mark, "draft": "another"})
        walk.post(f"{START}{step}/", {**mark, "revision": 99})
        walk.post(f"{START}{step}/", {**fields, **mark})
    for page in ("check", "papers", "papers/request.pdf", "uploads", "send", ""):
        walk.get(f"{START}{page}/" if page and "." not in page else f"{START}{page}")
    draft.refresh_from_db()
    sent = walk.post(f"{START}send/", {"draft": draft.pk, "revision": draft.revision})
    assert sent.request["PATH_INFO"] == f"{START}done/"
    walk.get(f"{START}papers/request.pdf")
    walk.get(links.resume_url(draft))
    walk.post(f"{START}done/")
    walk.post(f"{START}check/", {"draft": draft.pk})
    assert walk.pages > 40
    assert walk.wrong == {}


@pytest.mark.usefixtures("centre")
def test_the_form_is_called_a_statement_on_every_page_that_the_link_opens(
    client, centre, make_user
):
    walk, actor = Walk(client), make_user(roles.PLACEMENT_SPECIALIST, organisation=centre)
    submission = req.sent()
    url = page_of(submission)

    def look():
        for page in (
            "",
            "withdraw/",
            "consent/",
            "correct/",
            "confirm/",
            "papers/copy.pdf",
            "keep/",
        ):
            walk.get(f"{url}{page}")

    look()
    walk.post(f"{url}withdraw/")
    services.register(submission=submission, actor=actor)
    look()
    services.return_for_correction(
        submission=submission,
        actor=actor,
        remarks=[RemarkText(step="contacts", text="Проверьте телефон")],
        due_at=clock.now() + dt.timedelta(days=5),
    )
    look()
    walk.post(f"{url}correct/")
    walk.get(START)
    walk.get(f"{START}saved/")
    submission = req.sent(email="second@example.org")
    url = page_of(submission)
    services.register_and_accept(submission=submission, actor=actor)
    look()
    services.take_back(submission=submission, actor=actor, reason="Ошиблись")
    look()
    services.withdraw(submission=submission, actor=actor, reason="по звонку")
    look()
    services.destroy_submission(
        submission=submission, ground=Ground.WITHDRAWN, reason="отозвано", at=clock.now()
    )
    assert "Данные заявления №" in said_in(walk.get(url)) or "Заявление №" in said_in(walk.get(url))
    walk.get("/track/")
    walk.get("/forms/continue/")
    assert walk.pages > 45
    assert walk.wrong == {}


@pytest.mark.usefixtures("centre")
def test_the_back_office_calls_it_a_statement(client_of, centre, make_user):
    actor = make_user(roles.PLACEMENT_SPECIALIST, organisation=centre)
    walk = Walk(client_of(actor))
    submission = req.sent()

    def look():
        for act in ("inspect", *ACTS):
            response = walk.browser.get(f"{DESK}{act}/{submission.pk}/", follow=True)
            if response.status_code == 200:
                walk.see(response)

    walk.get(DESK)
    look()
    services.register(submission=submission, actor=actor)
    look()
    prepare_refusal(submission=submission, actor=actor, ground=Refusal.Ground.CONSENT)
    look()
    for page in (
        "/cms/forms/employment-assistance/enter/",
        "/cms/forms/employment-assistance/entries/",
    ):
        walk.get(page)
    services.withdraw(submission=submission, actor=actor, reason="по звонку")
    look()
    services.destroy_submission(
        submission=submission, ground=Ground.WITHDRAWN, reason="отозвано", at=clock.now()
    )
    look()
    act = DestructionAct.objects.latest("pk")
    assert not WORD.search(f"{act.data_list} {act.reason} {act.get_ground_display()}")
    assert walk.pages > 25
    assert walk.wrong == {}


def test_every_letter_about_it_calls_it_a_statement(centre):
    journey, texts = registry.get(req.JOURNEY), declared()
    engine = [text.code.removeprefix("submission-") for text in engine_letters.written(REQUEST)]
    assert len(engine) >= 15
    for event in engine:
        text = texts[journey.letter(event)]
        assert not WORD.search(f"{text.title} {text.subject} {text.body}"), text.code
        assert "заявлени" in f"{text.title} {text.subject} {text.body}".lower() or event in {
            "draft-expiring",
            "corrected",
        }
    submission = req.sent()
    for letter in Letter.objects.all():
        assert not WORD.search(" ".join(compose(letter.code, _context(letter)))), letter.code
    assert Letter.objects.about(submission).get().code == "assistance-received"
    _, body = notifications.letter_text(submission, "registered")
    assert "Ваше заявление" in body
    assert "зарегистрировано" in body


def _context(letter: Letter) -> dict[str, str]:
    return dict.fromkeys(declared()[letter.code].placeholders, "")


def test_the_engine_has_no_noun_of_its_own_but_the_one_that_it_declares():
    """What a page might say seldom – an error, a refusal – is caught here."""
    root = Path(settings.BASE_DIR)
    wrong = []
    for path in [*root.glob("templates/forms_app/**/*.html")]:
        wrong += [
            f"{path.name}: {line}" for line in path.read_text().split("\n") if WORD.search(line)
        ]
    for path in root.glob("forms_app/**/*.py"):
        if "migrations" in path.parts or path.name == "nouns.py":
            continue
        wrong += [f"{path.name}: {words}" for words in _strings(path) if WORD.search(words)]
    # What rows of any form are called where nobody knows of which form they are.
    assert wrong == ["submissions.py: заявка или заявление", "submissions.py: заявки и заявления"]


def _strings(path: Path) -> list[str]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text())
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{noun.capital.nom} принят{noun:|а|о}", ("Заявка принята", "Заявление принято")),
        ("нов{noun:ый|ую|ое} {noun.acc}", ("новую заявку", "новое заявление")),
        ("Ваш{noun:|у|е} {noun.acc} {form}", ("Вашу заявку {form}", "Ваше заявление {form}")),
    ],
)
def test_a_noun_is_written_in_its_case_and_its_words_agree(text, expected):
    assert (REQUEST.write(text), STATEMENT.write(text)) == expected


@pytest.mark.parametrize(
    "code",
    [
        "grant-asked",
        "grant-asked-representative",
        "grant-own-soon",
        "resume-offered",
        "resume-offered-representative",
        "referral-sent",
        "referral-reminder",
        "referral-outcome",
        "assistance-received",
        "assistance-draft-started",
    ],
)
def test_a_letter_with_a_personal_link_asks_not_to_pass_it_on(code):
    assert "не пересылайте" in declared()[code].body.lower()
