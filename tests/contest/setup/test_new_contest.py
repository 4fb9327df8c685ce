"""A new contest without the demonstration: what production has (C-7)."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from contest.setup.models import Contest, Stage
from forms_app.models import ConsentText
from tests.contest.factories import NOVOSIBIRSK, CentreFactory, ContestFactory, sent_application
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
DATES = ["--opens", "2027-05-13", "--last-day", "2027-05-27"]


def make(*args: str) -> tuple[Contest, str]:
    out = io.StringIO()
    call_command("new_contest", "spec-2027", *DATES, *args, stdout=out)
    return Contest.objects.get(slug="spec-2027"), out.getvalue()


def shape(contest: Contest) -> list[tuple]:
    return [
        (
            role.code,
            role.title,
            [service.title for service in role.services.all()],
            [(row.number, row.label, row.maximum) for row in role.indicators.all()],
        )
        for role in contest.roles.all()
    ]


@pytest.mark.req("C-7")
def test_the_next_contest_takes_over_the_rules_of_the_last():
    source = ContestFactory(max_prize_winners=5)
    close = source.applications_close_at.astimezone(NOVOSIBIRSK).date()
    Stage.objects.create(
        contest=source, title="I этап", starts_on=close, ends_on=close + dt.timedelta(days=9)
    )
    sent_application(source)
    made, said = make("--from", source.slug)
    assert shape(made) == shape(source)
    assert not set(made.roles.values_list("pk")) & set(source.roles.values_list("pk"))
    assert source.roles.count() == 3
    assert list(made.centres.all()) == list(source.centres.all())
    assert (made.max_prize_winners, made.operator) == (5, source.operator)
    assert made.applications_close_at == dt.datetime(2027, 5, 28, tzinfo=NOVOSIBIRSK)
    assert made.stages.get().starts_on == dt.date(2027, 5, 28)
    assert not made.is_published
    assert not made.entries.exists()
    assert made.journal != source.journal
    assert "Не задан состав комиссии." in said


@pytest.mark.req("C-7")
def test_the_first_contest_is_made_from_the_regulation_and_can_be_applied_for():
    operator, founder = OrganisationFactory(time_zone="Asia/Novosibirsk"), OrganisationFactory()
    made, _ = make("--operator", operator.code, "--founder", founder.code)
    assert [len(role[3]) > 0 for role in shape(made)] == [True] * 3
    assert ConsentText.objects.filter(operator=operator).count() == 5
    made.centres.add(CentreFactory())
    made.is_published = True
    made.applications_open_at = dt.datetime(2026, 1, 1, tzinfo=NOVOSIBIRSK)
    made.save()
    assert sent_application(made).entry.contest == made


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--from", "nowhere"], "Нет конкурса"),
        ([], "Назовите"),
        (["--operator", "a", "--founder", "b"], "Нет организации: a, b"),
    ],
)
def test_what_cannot_be_made_is_said(args, said):
    with pytest.raises(CommandError, match=said):
        make(*args)


def test_an_address_is_taken_once():
    source = ContestFactory(slug="spec-2027")
    with pytest.raises(CommandError, match="уже есть"):
        make("--from", source.slug)
