"""Who may do what in the contest; rows of a composition decide in which one (X-7)."""

from core import roles

_READ = ["contest.view_entry"]
# Types what members marked on paper, or checks it beside the scan: two people of the operator.
_PAPER = ["contest.handle_paper_sheets"]
# Who has a seat marks; whether they have one, and in which contest, the composition says.
_SCORE = ["contest.score_entries"]
# Members see meetings and results of the commissions on which they sit; the chair's powers come by the seat.
_MEET = ["contest.view_meeting", "contest.view_resultsorder"]
_WORK = [*_READ, "contest.work_entries"]
_DESTROY = ["forms_app.add_destructionact", "forms_app.view_destructionact"]
_SETUP = [
    "contest.view_contest",
    "contest.change_contest",
    "contest.view_contestrole",
    "contest.add_contestrole",
    "contest.change_contestrole",
    "contest.view_commissionmember",
    "contest.add_commissionmember",
    "contest.change_commissionmember",
    "contest.delete_commissionmember",
    "contest.view_employmentcentre",
    "contest.add_employmentcentre",
    "contest.change_employmentcentre",
]

# Who holds one of these reads passports: whoever comes to it is announced (core/access.py).
OPENS_IDENTITY = ("contest.read_identity",)

GROUPS: dict[str, list[str]] = {
    # Registers and refuses (C-K6), and checks the consent against the passport it names.
    # Answers for the applicants' data to their end, and for the acts of it.
    roles.CONTEST_SECRETARY: [
        *_WORK,
        *_SCORE,
        "contest.run_scoring",
        *_PAPER,
        *_MEET,
        "contest.run_meetings",
        "contest.issue_certificates",
        "contest.read_identity",
        *_SETUP,
        *_DESTROY,
    ],
    # Enters what comes on paper and keeps the queue moving; needs nobody's passport for it.
    roles.OPERATOR_STAFF: [*_WORK, *_PAPER],
    roles.COMMISSION_MEMBER: [*_READ, *_SCORE, *_MEET],
    roles.CHAIR: [*_READ, *_SCORE, *_MEET],
    roles.DEPUTY_CHAIR: [*_READ, *_SCORE, *_MEET],
    # Sees the results of the own organisation's contests, and may be the second who confirms them.
    roles.DIRECTOR: ["contest.view_resultsorder", "contest.oversee_results"],
    # Sets every contest up and sees no application.
    roles.ADMINISTRATOR: [*_SETUP, "contest.add_contest"],
}
