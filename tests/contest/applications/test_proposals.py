"""What the application proposes, so that it need not be typed (X-2)."""

import pytest
from django.utils.datastructures import MultiValueDict

from core import clock
from core.models import User
from forms_app.engine import registry
from forms_app.engine.fields import ABSENT
from forms_app.engine.forms import StepForm
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import Payload, Typed
from forms_app.engine.progress import evaluate
from forms_app.models import Draft
from forms_app.models.drafts import Source
from tests.contest.factories import as_typed, typed_steps

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-2")]
JOURNEY = registry.get("contest-application")
CODES = [step.code for step in JOURNEY.steps]


def fresh(contest, code: str, *, by_staff: bool = False) -> StepForm:
    """The form of a step that nobody has typed into, after the steps before it."""
    steps = typed_steps(contest, role="vocational")
    before = CODES[: CODES.index(code)]
    typed = {step: Typed(dict(as_typed(steps[step]).lists())) for step in before}
    draft = None
    if by_staff:
        draft = Draft(
            journey=JOURNEY.code,
            scope=contest.slug,
            entered_by=User(pk=1),
            source=Source.PAPER,
            received_at=clock.now(),
        )
    ctx = BoundContext(journey=JOURNEY, scope=contest.slug, draft=draft)
    state = evaluate(ctx, Payload(typed)).get(code)
    assert state.form is not None
    return state.form


def bound(contest, code: str, **typed: str) -> StepForm:
    """The same with this typed into it."""
    form = fresh(contest, code)
    data = MultiValueDict({name: [value] for name, value in typed.items()})
    return type(form)(data, ctx=form.ctx, step=form.step)


def proposed(contest, *, by_staff: bool = False) -> dict[str, object]:
    """What stands in the fields before anybody types."""
    fields = {
        "period": fresh(contest, "eligibility", by_staff=by_staff)
        .bound_rows["periods"]
        .forms[0]["ongoing"],
        "document": fresh(contest, "questionnaire", by_staff=by_staff)
        .bound_rows["education"]
        .forms[0]["document"],
        "mentoring": fresh(contest, "training", by_staff=by_staff)["mentoring"],
        "services": fresh(contest, "training", by_staff=by_staff)["services"],
        "head_post": fresh(contest, "head", by_staff=by_staff)["head_post"],
    }
    return {name: field.value() for name, field in fields.items()}


def test_what_is_known_or_usual_is_proposed(contest):
    centre = contest.centres.first()
    service = contest.roles.get(code="vocational").services.first()
    assert proposed(contest) == {
        "period": True,
        "document": "диплом",
        "mentoring": 0,
        "services": service.title,
        "head_post": f"Директор {centre.name}",
    }


def test_who_types_in_what_came_on_paper_is_proposed_nothing(contest):
    assert not any(proposed(contest, by_staff=True).values())


@pytest.mark.parametrize(
    ("code", "rows", "left"),
    [
        ("eligibility", "periods", {"periods-count": "1", "periods-1-ongoing": "on"}),
        ("questionnaire", "education", {"education-count": "1", "education-1-document": "диплом"}),
    ],
)
def test_a_row_in_which_nothing_but_the_proposal_stands_is_none(contest, code, rows, left):
    form = bound(contest, code, **left)
    assert not form.is_valid()
    assert form.bound_rows[rows].filled == []
    assert "хотя бы одну запись" in form.bound_rows[rows].error


def test_a_changed_proposal_makes_a_row(contest):
    changed = {"education-count": "1", "education-1-document": "аттестат"}
    form = bound(contest, "questionnaire", **changed)
    assert len(form.bound_rows["education"].filled) == 1


def indicators(contest, **typed: str) -> StepForm:
    """The six rows of a vocational consultant, two services given."""
    given = {f"indicator-9-{row}": "5" for row in (1, 2, 3, 4)}
    return bound(contest, "indicators", **given, **typed)


@pytest.mark.parametrize(
    "none", [{"indicator-9-5_absent": "on"}, {"indicator-9-5": "0"}], ids=["ticked", "zero"]
)
def test_where_no_service_was_given_no_period_after_it_is_asked_for(contest, none):
    form = indicators(contest, **none)
    assert form.is_valid()
    assert form.cleaned_data["indicator-9-6"] == ABSENT


def test_a_period_after_a_service_that_was_given_is_asked_for(contest):
    form = indicators(contest, **{"indicator-9-5": "3"})
    assert set(form.errors) == {"indicator-9-6"}


def test_a_wrong_period_is_an_error_even_where_no_service_was_given(contest):
    form = indicators(contest, **{"indicator-9-5_absent": "on", "indicator-9-6": "много"})
    assert set(form.errors) == {"indicator-9-6"}
