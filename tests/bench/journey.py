"""(c): one step of the participant's journey, kept in the database."""

from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from contest.setup.models import Contest
from forms_app.models import Draft
from tests.bench.report import Act, Report
from tests.bench.visitor import TOKEN, Visitor
from tests.contest.factories import as_typed, typed_draft, typed_steps

STEP = "indicators"
NEXT = "head"


def run(report: Report) -> None:
    """The seventh step, so that six earlier ones are judged again on each press."""
    contest = Contest.objects.latest("pk")
    draft = typed_draft(contest)
    site = WSGIHandler()
    person = Visitor(site, csrftoken=TOKEN, sessionid=_session_with(draft))
    typed = [
        (name, value)
        for name, values in as_typed(typed_steps(contest)[STEP]).lists()
        for value in values
    ]
    address = f"/forms/contest-application/{STEP}/"
    revision = draft.revision

    def press() -> None:
        nonlocal revision
        person.post(address, [*typed, ("draft", draft.pk), ("revision", revision)])
        revision += 1

    def press_and_see() -> None:
        press()
        person.get(f"/forms/contest-application/{NEXT}/")

    stranger = Visitor(site, csrftoken=TOKEN, sessionid=_new_session())
    report.time(
        "Step of the application saved",
        press,
        baseline=_stock(stranger),
        against="stock formtools step, nothing kept",
        aim=2,
    )
    report.time(
        "Step of the application saved, and the next one shown",
        press_and_see,
        baseline=_stock_named(stranger),
        against="the same of stock formtools with addresses",
        aim=2,
    )
    draft.refresh_from_db()
    assert draft.revision == revision


def _stock(stranger: Visitor) -> Act:
    fields = [("stock_wizard-current_step", "0"), *((f"0-{k}", v) for k, v in TEN_FIELDS.items())]

    def press() -> None:
        assert b"1-name" in stranger.post("/bench/wizard/", fields, status=200)

    stranger.get("/bench/wizard/")
    return press


def _stock_named(stranger: Visitor) -> Act:
    name = "stock_named_wizard-current_step"
    fields = [(name, "0"), *((f"0-{k}", v) for k, v in TEN_FIELDS.items())]

    def press() -> None:
        stranger.post("/bench/named-wizard/0/", fields)
        assert b"1-name" in stranger.get("/bench/named-wizard/1/")

    stranger.get("/bench/named-wizard/0/")
    return press


TEN_FIELDS = {
    "name": "Королёва Анна",
    "post": "ведущий инспектор",
    "place": "Центр занятости",
    "about": "Содействие гражданам в поиске подходящей работы",
    "email": "koroleva@example.org",
    "born_on": "05.03.1990",
    "years": "3",
    "share": "40.5",
    "kind": "a",
    "agree": "on",
}


def _session_with(draft: Draft) -> str:
    client = Client()
    session = client.session
    session["forms_open"] = {draft.journey: [str(draft.pk), draft.link_serial]}
    session.save()
    return str(session.session_key)


def _new_session() -> str:
    session = Client().session
    session.save()
    return str(session.session_key)
