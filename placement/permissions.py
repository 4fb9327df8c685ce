"""Who may do what in the placement centre."""

from core import roles

_SEE_FIGURES = ["placement.view_snapshot", "placement.view_programme"]
_ENTER_FIGURES = [
    *_SEE_FIGURES,
    "placement.enter_snapshots",
    "placement.add_programme",
    "placement.change_programme",
]
_APPROVE_FIGURES = ["placement.approve_snapshots", "placement.publish_snapshots"]
_SEE_EMPLOYERS = [
    "placement.view_employer",
    "placement.view_vacancy",
    "placement.read_employer_reports",
]
_WORK_EMPLOYERS = [
    *_SEE_EMPLOYERS,
    "placement.work_employers",
    "placement.import_employers",
    "placement.work_vacancies",
    "placement.view_profession",
    "placement.add_profession",
    "placement.change_profession",
]
_SEE_AGREEMENTS = ["placement.view_agreement"]
_WORK_AGREEMENTS = [
    *_SEE_AGREEMENTS,
    "placement.work_agreements",
    "placement.read_agreement_people",
]
_SEE_RECOMMENDATIONS = ["placement.view_recommendations"]
_SEE_GRADUATES = ["placement.view_graduate"]
_WORK_GRADUATES = [
    *_SEE_GRADUATES,
    "placement.work_graduates",
    "placement.read_graduate_identity",
    "placement.read_graduate_health",
    *_SEE_RECOMMENDATIONS,
]
_SEE_TERMS = ["placement.view_terms"]
_DESTROY = ["forms_app.add_destructionact", "forms_app.view_destructionact"]

# Who holds one of these reads identity data: whoever comes to it is announced (core/access.py).
OPENS_IDENTITY = (
    "placement.read_agreement_people",
    "placement.work_vacancies",
    "placement.read_graduate_identity",
    "placement.read_graduate_health",
    "placement.fill_psychologist",
    "placement.fill_social",
    "placement.fill_pedagogue",
)

GROUPS: dict[str, list[str]] = {
    roles.PLACEMENT_SPECIALIST: [
        *_ENTER_FIGURES,
        *_WORK_EMPLOYERS,
        *_WORK_AGREEMENTS,
        *_WORK_GRADUATES,
        *_SEE_TERMS,
    ],
    roles.DEPUTY_DIRECTOR: [
        *_ENTER_FIGURES,
        *_APPROVE_FIGURES,
        *_WORK_EMPLOYERS,
        *_WORK_AGREEMENTS,
        *_WORK_GRADUATES,
        "placement.approve_agreements",
        "placement.approve_graduates",
        "placement.add_stepkind",
        "placement.change_stepkind",
        *_SEE_TERMS,
        "placement.add_terms",
        "placement.correct_contact_log",
        *_DESTROY,
    ],
    roles.DIRECTOR: [
        *_SEE_FIGURES,
        *_APPROVE_FIGURES,
        *_SEE_EMPLOYERS,
        *_SEE_AGREEMENTS,
        *_SEE_GRADUATES,
        *_SEE_TERMS,
    ],
    # Each fills one part of the recommendations to mentors and sees nothing else (P-F7).
    roles.PSYCHOLOGIST: [*_SEE_RECOMMENDATIONS, "placement.fill_psychologist"],
    roles.SOCIAL_PEDAGOGUE: [
        *_SEE_RECOMMENDATIONS,
        "placement.fill_social",
        "placement.sign_social",
    ],
    roles.EDUCATOR: [*_SEE_RECOMMENDATIONS, "placement.fill_social"],
    roles.PEDAGOGUE: [*_SEE_RECOMMENDATIONS, "placement.fill_pedagogue"],
}
