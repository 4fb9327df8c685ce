"""What a contest may choose where the regulation is silent, as codes (C-17, C-K7)."""

from enum import StrEnum


class Part(StrEnum):
    """What is marked in a contest; a test is not marked by criteria."""

    VIDEO = "video"
    TEST = "test"
    ROLE_PLAY = "role-play"


class Joining(StrEnum):
    """How video, test and role play make the total."""

    SUM = "sum"
    STAGES = "stages"


class Majority(StrEnum):
    """Of whom a decision needs more than half."""

    PRESENT = "present"
    ALL = "all"


class TiedVote(StrEnum):
    """What becomes of equal votes for and against."""

    CHAIR = "chair"
    NOT_PASSED = "not-passed"
