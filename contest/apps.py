from django.apps import AppConfig


class ContestConfig(AppConfig):
    """The contest: one of the two domains that an installation may switch on (X-9)."""

    name = "contest"
    verbose_name = "Конкурс"

    def ready(self) -> None:
        """Make known what the nouns add to the form engine, the common pages and one another."""
        from contest import signals, teasers

        _add_to_forms()
        _add_to_retention()
        _add_to_papers()
        _join_nouns()
        _add_regular_work()
        teasers.register()
        signals.connect()


def _add_to_forms() -> None:
    """The journey of the application, and what stands under a participant's link."""
    from contest.applications.journey.application import ContestApplication
    from contest.complaints.public.pages import complaint_link, results_link
    from contest.publication.pages import publication_link
    from contest.results.pages import federal_stage_link
    from contest.video.public.pages import video_link
    from forms_app import tracked
    from forms_app.engine import registry

    registry.register(ContestApplication())
    links = (video_link, publication_link, federal_stage_link, results_link, complaint_link)
    for link in links:
        tracked.add(ContestApplication.code, link)


def _add_to_retention() -> None:
    """What nouns keep of a participant: it is named in the act of destruction, and ends with the rest."""
    from contest.applications import kept
    from contest.certificates.kept import RECIPIENT_NAMES
    from contest.complaints import services as complaints
    from contest.findings import services as findings
    from contest.publication import services as publication
    from contest.results import nominee
    from contest.video import services as video

    kept.register(kept.Kept(words=video.kept_words, destroy=video.destroy_of))
    kept.register(kept.Kept(words=findings.kept_words, destroy=findings.destroy_of))
    kept.register(kept.Kept(words=complaints.kept_words, destroy=complaints.destroy_of))
    kept.register(RECIPIENT_NAMES)
    # The consent itself stays as evidence: the act of destruction does not list it.
    kept.register(
        kept.Kept(
            words=lambda entry: "", destroy=publication.end_with_data, until=nominee.keep_until
        )
    )


def _add_to_papers() -> None:
    """Numbers that papers hold in journals, and papers that anybody can check."""
    from contest.complaints import services as complaints
    from contest.meetings.checked import protocols
    from contest.meetings.services.protocol import hold_number
    from contest.results.checked import orders
    from core import issued_papers, journals

    journals.hold_numbers(hold_number)
    journals.hold_numbers(complaints.hold_number)
    issued_papers.check_by(protocols)
    issued_papers.check_by(orders)


def _join_nouns() -> None:
    """What a noun asks of those above it, which it may not import."""
    from contest.applications.desk import closed
    from contest.commission.checks import missing_seats
    from contest.finalists import settled
    from contest.findings import holding
    from contest.meetings.models import Meeting
    from contest.meetings.services.matters import held_because
    from contest.meetings.services.reminders import order_told_by
    from contest.meetings.ties import at_the_cut
    from contest.results.agreement import disagreement_words
    from contest.results.services import approved_by, ordered_on
    from contest.scoring import ties
    from contest.scoring.desk.scope import recused_from
    from contest.setup import checks
    from contest.stage_two import published
    from contest.stage_two.taking_part import taken_part
    from core.back_office import add_panel, letters_panel

    checks.register(missing_seats)
    ties.settle_by(at_the_cut)
    holding.hold_by(held_because)
    closed.close_by(recused_from)
    order_told_by(ordered_on)
    settled.settle_by(approved_by)
    settled.taken_part_by(taken_part)
    published.compare_by(disagreement_words)
    add_panel(Meeting, letters_panel, order=40)


def _add_regular_work() -> None:
    """Tasks and imports of tables register themselves where they are imported."""
    from contest.certificates import tasks as _certificates  # noqa: F401
    from contest.meetings import tasks as _meetings  # noqa: F401
    from contest.stage_two import importing as _tests  # noqa: F401
    from contest.video import tasks as _videos  # noqa: F401
