"""Several desks show the history of a contest: each says in words what was done at the others."""

import pytest

from contest.setup.models import Contest
from contest.wagtail_hooks import group

DESKS = [desk for desk in group.modeladmin_instances if desk.model is Contest]


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.base_url_path)
@pytest.mark.parametrize(
    "code",
    ["scoring-close", "role-play-prolong", "stage-two-draw", "confirm-names", "issue-certificates"],
)
def test_what_was_done_at_another_desk_is_said_in_words(desk, code):
    assert desk.history_words[code] != code
