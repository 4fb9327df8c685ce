"""Run once as a program: tables, a contest, drafts ready to be sent, twenty applications.

Says on its last line, as JSON, where they are. The first argument is how many people have a draft.
"""

import json
import sys
import uuid

import django

from tests.crash import ground

MANY = 20
SYLLABLES = ("ба", "ве", "ги", "до", "жу", "за", "ке", "ли", "мо", "ну")


def main(people: int) -> dict[str, object]:
    """Make everything that the tests start from."""
    ground.begin()
    from core import roles
    from tests.contest.factories import ContestFactory, typed_steps

    contest = ContestFactory(slug="crash")
    secretary = ground.staff(roles.CONTEST_SECRETARY, organisation=contest.operator)
    return {
        "typed": {step: _pairs(fields) for step, fields in typed_steps(contest).items()},
        # As many people, for one applies once.
        "drafts": [_draft(contest, _first_name(number)) for number in range(people)],
        "secretary": ground.logged_in(secretary),
        "applications": [str(_application(contest, number)) for number in range(MANY)],
    }


def _pairs(fields: dict[str, object]) -> list[tuple[str, str]]:
    """What a browser sends for a step, beside its hidden fields."""
    from tests.contest.factories import as_typed

    return [(k, v) for k, values in as_typed(fields).lists() for v in values if k != "text"]


def _first_name(number: int) -> str:
    """A name of letters that no other number has."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03d}").capitalize()


def _draft(contest, first_name: str) -> str:
    """The session of a person whose draft only has to be sent."""
    from tests.contest.factories import typed_draft, upload_all

    draft = typed_draft(contest, participant={"first_name": first_name})
    upload_all(draft)
    return ground.opened(draft)


def _application(contest, number: int) -> uuid.UUID:
    """A received application without answers and papers: registering asks for none."""
    from django.utils import timezone

    from contest.applications.models import Entry
    from core import crypto
    from forms_app.engine.payload import version_place
    from forms_app.models import Submission

    key = crypto.new_key()
    submission = Submission.objects.create(
        journey="contest-application",
        scope=contest.slug,
        form_version="1",
        reference=f"CRASH-{number:02d}",
        key=key,
        title=f"Иванова Анна {number}",
        search_key=f"иванова анна {number}",
        sort_key=f"иванова анна {number}",
        email=f"registered-{number}@example.org",
        received_at=timezone.now(),
    )
    submission.versions.create(
        number=1,
        answers=crypto.encrypt_json(key, [], context=version_place("answers", submission, 1)),
        sent_at=timezone.now(),
    )
    role = contest.roles.first()
    Entry.objects.create(
        submission=submission,
        contest=contest,
        role=role,
        service=role.services.first(),
        centre=contest.centres.first(),
        last_name="Иванова",
        first_name="Анна",
        person_digest=f"{number:064d}",
    )
    return submission.pk


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(people=int(sys.argv[1]))))
