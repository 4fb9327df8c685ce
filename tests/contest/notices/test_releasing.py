"""Letters about admission: prepared quietly, released at once by a second person (C-15)."""

import datetime as dt

import pytest

from contest.finalists.models import Finalist
from contest.notices import services
from contest.notices.models import Release
from contest.scoring.models import Mark
from contest.setup.models import Contest
from core import clock, outbox
from core.errors import Refused
from core.models import Letter
from forms_app import links
from forms_app import services as submissions
from forms_app.models import Call
from tests.contest.notices.conftest import PLACE
from tests.factories import UserFactory
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-15")]


def letters() -> dict[str, str]:
    """The code of the letter to each address."""
    rows = Letter.objects.filter(code__startswith="contest-stage-two").exclude(state="cancelled")
    return dict(rows.values_list("to", "code"))


def bodies() -> dict[str, str]:
    return {one.to: outbox.content(one)[1] for one in Letter.objects.select_related("key")}


def test_nobody_is_told_anything_while_the_letters_are_prepared(entries, prepared):
    row = prepared(*entries[:2])
    assert row.notices.count() == 4
    assert not Letter.objects.exists()
    assert not Call.objects.exists()
    assert not Finalist.objects.exists()


def test_letters_about_one_decision_are_prepared_once(entries, prepared, contest):
    row = prepared(*entries[:2])
    with pytest.raises(Refused, match="уже подготовлены"):
        services.prepare(decision=row.decision, actor=row.prepared_by)
    assert Release.objects.get().state == "prepared"


def test_a_release_admits_and_tells_everybody_at_once(released, entries, contest):
    assert letters() == {
        "10@example.org": "contest-stage-two-admitted",
        "8@example.org": "contest-stage-two-admitted",
        "6@example.org": "contest-stage-two-not-admitted",
    }
    assert set(Finalist.objects.values_list("entry", flat=True)) == {x.pk for x in entries[:2]}
    assert not Finalist.objects.filter(is_replacement=True).exists()
    call = Call.objects.get()
    assert call.submission == entries[3].submission
    assert call.letter_code == "contest-stage-two-not-admitted"


@pytest.mark.req("X-3")
def test_the_letter_of_admission_says_when_where_and_what_to_bring(released, contest):
    said = bodies()
    admitted = said["10@example.org"]
    assert PLACE in admitted
    assert clock.format_instant(contest.stage_two_starts_at, contest.tz) in admitted
    assert "Возьмите с собой паспорт" in admitted
    assert "/results/" in admitted
    assert "Вас среди них нет" in said["6@example.org"]
    assert PLACE not in said["6@example.org"]


def test_the_preview_is_the_letter_that_goes_out(entries, prepared, release):
    row = prepared(*entries[:2])
    shown = {one.entry.submission.email: services.preview(one) for one in services.notices_of(row)}
    release(row)
    for entry in entries[:3]:
        letter = Letter.objects.select_related("key").get(to=entry.submission.email)
        subject, body = outbox.content(letter)
        token = links.token("track", entry.submission)
        assert (subject, body.replace(token, "•••")) == shown[letter.to]
        assert token in body


def test_who_prepared_the_letters_does_not_release_them(
    entries, prepared, secretary, release, chair
):
    row = prepared(*entries[:2])
    with pytest.raises(Refused, match="другой человек"):
        release(row, secretary)
    with pytest.raises(Refused, match="нет права"):
        release(row, UserFactory())
    release(row, chair)
    assert Release.objects.get().released_by == chair


def test_only_who_runs_the_meetings_prepares(entries, decided, chair):
    with pytest.raises(Refused, match="нет права"):
        services.prepare(decision=decided(*entries[:2]), actor=chair)


def refusal(release, row: Release) -> str:
    """Why these letters do not go out; nobody is told anything."""
    with pytest.raises(Refused) as refused:
        release(row)
    assert not Letter.objects.exists()
    assert not Finalist.objects.exists()
    return refused.value.message


def test_a_list_that_the_points_do_not_give_is_refused_by_name(entries, prepared, release):
    words = refusal(release, prepared(entries[0], entries[2]))
    assert "Волкова Анна Ивановна: есть в решении, а по баллам не проходит" in words
    assert "Белова Анна Ивановна: проходит по баллам, а в решении этого участника нет" in words


def test_a_missing_mark_keeps_the_letters_back(entries, prepared, release):
    Mark.objects.filter(sheet__entry=entries[3]).first().delete()
    words = refusal(release, prepared(*entries[:2]))
    assert "балла пока нет (Громова Анна Ивановна)" in words


def test_a_tie_at_the_cut_keeps_the_letters_back_until_it_is_decided(
    entries, decided, prepared, release, mark
):
    mark(entries[2], 8)
    words = refusal(release, prepared(*entries[:2]))
    assert "равные баллы на границе II этапа (Белова Анна Ивановна, Волкова" in words
    decided(entries[2], kind="tie-stage-two", among=(entries[1],))
    release(prepared(entries[0], entries[2]))
    assert letters()["6@example.org"] == "contest-stage-two-admitted"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stage_two_place": ""}, "не указаны время и место"),
        ({"stage_two_starts_at": None}, "не указаны время и место"),
        ({"scoring_closes_at": dt.timedelta(days=1)}, "не закончена"),
        ({"stage_two_starts_at": dt.timedelta(hours=-1)}, "уже начался"),
    ],
)
def test_a_contest_that_is_not_ready_keeps_the_letters_back(
    entries, prepared, release, change, words
):
    change = {
        name: clock.now() + value if isinstance(value, dt.timedelta) else value
        for name, value in change.items()
    }
    Contest.objects.update(**change)
    assert words in refusal(release, prepared(*entries[:2]))


def test_who_withdrew_after_the_decision_is_named(entries, prepared, release):
    row = prepared(*entries[:2])
    submissions.withdraw(submission=entries[0].submission)
    with pytest.raises(
        Refused, match="Абрамова Анна Ивановна: есть в решении, но больше не участвует"
    ):
        release(row)


def test_a_list_that_changed_since_it_was_prepared_is_prepared_anew(
    entries, prepared, secretary, release
):
    row = prepared(*entries[:2])
    submissions.withdraw(submission=entries[3].submission)
    with pytest.raises(Refused, match="подготовьте заново"):
        release(row)
    services.drop(release=row, actor=secretary)
    again = services.prepare(decision=row.decision, actor=secretary)
    release(again)
    assert again.notices.count() == 3


def test_a_text_or_an_address_that_changed_since_the_look_stops_the_press(
    entries, colleague, contest, prepared
):
    row = prepared(*entries[:2])
    for change in (
        lambda: (
            type(entries[0].submission)
            .objects.filter(email="8@example.org")
            .update(email="new@example.org")
        ),
        lambda: Contest.objects.update(stage_two_place="г. Бердск"),
    ):
        shown = services.revision_of(row)
        change()
        with pytest.raises(Refused, match="Пока вы смотрели"):
            services.release(release=row, actor=colleague, revision=shown)


@pytest.mark.req("X-6")
def test_a_second_press_writes_nothing(released, release):
    with pytest.raises(Refused):
        release(released)
    assert Letter.objects.count() == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("X-6")
def test_two_presses_at_once_write_one_letter_to_each(entries, prepared, colleague, chair):
    row = prepared(*entries[:2])
    shown = services.revision_of(row)
    answers = at_once(
        *(
            lambda actor=actor: services.release(release=row, actor=actor, revision=shown)
            for actor in (colleague, chair)
        )
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(letters())
    assert Letter.objects.count() == 3
    assert Call.objects.count() == 1


def test_letters_about_a_later_decision_replace_those_that_wait(
    entries, prepared, decided, secretary, release
):
    first = prepared(entries[0])
    later = decided(*entries[:2])
    with pytest.raises(Refused, match="более позднее решение"):
        release(first)
    with pytest.raises(Refused, match="более позднее решение"):
        services.prepare(decision=first.decision, actor=secretary)
    second = services.prepare(decision=later, actor=secretary)
    first.refresh_from_db()
    assert first.state == "replaced"
    release(second)
    assert Letter.objects.count() == 3


def test_what_was_not_sent_can_be_sent_again(released, secretary):
    with pytest.raises(Refused, match="отправлены или ещё отправляются"):
        services.resend(release=released, actor=secretary)
    letter = Letter.objects.get(to="6@example.org")
    Letter.objects.filter(pk=letter.pk).update(state="failed")
    services.resend(release=released, actor=secretary)
    letter.refresh_from_db()
    assert letter.state == "waiting"
