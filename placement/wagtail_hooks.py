"""The placement centre's screens in Wagtail's admin."""

from functools import partial

from django.urls import URLPattern, path
from wagtail import hooks

from core.back_office import (
    DeskObjectView,
    DeskPartView,
    add_to_board,
    add_to_search,
    failed_letters,
    guarded,
)
from core.back_office.board import Maker
from forms_app.back_office.calls import to_call
from forms_app.back_office.destruction import planned_panel
from placement import board
from placement.agreements import board as agreements
from placement.assistance.desk import board as assistance
from placement.assistance.desk import own_refusal
from placement.cases import board as cases
from placement.consultations.desk import board as consultations
from placement.employers.desk import board as employers
from placement.graduates.desk import board as graduates
from placement.grants.desk import board as grants
from placement.matching import desk as matching
from placement.mentors.desk import board as mentors
from placement.menu import PlacementGroup
from placement.needs import desk as needs
from placement.photos.desk import board as photos
from placement.referrals import board as referrals
from placement.requests.desk import board as requests
from placement.requests.desk import reports
from placement.resumes.desk import board as resumes
from placement.statistics.desk import board as statistics
from placement.vacancies.desk import board as vacancies

group = PlacementGroup()
group.register_with_wagtail()

add_to_board(partial(board.overview, group), order=20)
PEOPLE: tuple[Maker, ...] = (
    partial(assistance.received, group.assistance),
    partial(assistance.undecided, group.assistance),
    partial(assistance.to_sign, group.assistance),
    partial(to_call, group.assistance),
    partial(cases.messages, group.cases),
    partial(cases.steps, group.cases),
    partial(referrals.silent, group.referrals),
    partial(resumes.unanswered, group.resumes),
    partial(photos.due, group.photos),
    partial(grants.missing, group.grants),
    partial(grants.originals, group.grants),
    partial(grants.own_soon, group.grants),
    partial(grants.unverified, group.grants),
    partial(cases.idle, group.cases),
    partial(graduates.alike, group.graduates),
    partial(grants.to_destroy, group.grants),
    partial(planned_panel, group.assistance),
    partial(cases.workload, group.cases),
)
for queue in PEOPLE:
    add_to_board(queue, order=25, group="Выпускники")
add_to_board(partial(consultations.own, group.consultations), order=27)
QUEUES: tuple[Maker, ...] = (
    partial(to_call, group.requests),
    partial(
        failed_letters,
        [
            group.requests,
            group.assistance,
            group.employers,
            group.agreements,
            group.resumes,
            group.referrals,
        ],
    ),
    partial(requests.received, group.requests),
    partial(vacancies.unpublished, group.vacancies),
    partial(employers.promised, group.employers),
    partial(vacancies.stale, group.vacancies),
    partial(vacancies.unreachable, group.vacancies),
    partial(planned_panel, group.requests),
)
for place, queue in enumerate(QUEUES):
    add_to_board(queue, order=30 + place, group="Работодатели и вакансии")
for place, desk in enumerate(
    (
        group.graduates,
        group.cases,
        group.assistance,
        group.referrals,
        group.requests,
        group.employers,
        group.vacancies,
        group.agreements,
    )
):
    add_to_search(desk, order=20 + place)
add_to_board(partial(graduates.by_intake, group.graduates), order=39)
add_to_board(partial(agreements.ending, group.agreements), order=40)
add_to_board(partial(mentors.awaited, group.recommendations), order=41)
add_to_board(partial(statistics.in_work, group.statistics), order=42)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The addresses of the reports about employers' requests."""
    base = "placement/reports"
    return [
        path(f"{base}/register/", reports.register, name="placement_register"),
        path(f"{base}/demand/", reports.demand, name="placement_demand"),
        path(f"{base}/demand/<slug:kind>.svg", reports.demand_chart, name="placement_demand_chart"),
    ]


# Pages that nouns above the cards add to their desks: last part of the address and of the name.
OF_GRADUATE: dict[str, type[DeskObjectView]] = {
    "needs": needs.NeedsView,
    "wishes": needs.WishesView,
    "own-refusal": own_refusal.OwnRefusalView,
    "own-refusal-blank": own_refusal.BlankView,
    "own-refusal-paper": own_refusal.OwnRefusalPaperView,
    "own-refusal-scan": own_refusal.OwnRefusalScanView,
    "match": matching.VacanciesForView,
    "not-referred": matching.NotReferredView,
    "may-be-referred": matching.MayBeReferredView,
}
OF_VACANCY: dict[str, type[DeskObjectView]] = {"match": matching.GraduatesForView}


@hooks.register("register_admin_urls")
def added_urls() -> list[URLPattern]:
    """Their addresses: under the desk of the card that each is about, guarded as its own pages are."""
    return [
        path(
            f"{desk.base_url_path}/{page}/<slug:instance_pk>/"
            + ("<slug:part>/" if issubclass(view, DeskPartView) else ""),
            guarded(view.as_view(desk=desk)),
            name=f"placement_{noun}_{page}",
        )
        for noun, desk, pages in (
            ("graduate", group.graduates, OF_GRADUATE),
            ("vacancy", group.vacancies, OF_VACANCY),
        )
        for page, view in pages.items()
    ]
