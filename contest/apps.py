from django.apps import AppConfig


class ContestConfig(AppConfig):
    """The contest: one of the two domains that an installation may switch on (X-9)."""

    name = "contest"
    verbose_name = "Конкурс"

    def ready(self) -> None:
        """Make known what the nouns add to the form engine, the common pages and one another."""
        from contest import signals, teasers
        from contest.applications import kept
        from contest.applications.desk import closed
        from contest.applications.journey.application import ContestApplication
        from contest.commission.checks import missing_seats
        from contest.complaints import services as complaints
        from contest.complaints.public.pages import complaint_link, results_link
        from contest.findings import holding
        from contest.findings import services as findings
        from contest.meetings import tasks as _meetings  # noqa: F401 - registers the regular work
        from contest.meetings.models import Meeting
        from contest.meetings.services.matters import held_because
        from contest.meetings.services.protocol import hold_number
        from contest.meetings.services.reminders import order_told_by
        from contest.meetings.ties import at_the_cut
        from contest.publication import services as publication
        from contest.publication.pages import publication_link
        from contest.results import nominee
        from contest.results.pages import federal_stage_link
        from contest.results.services import ordered_on
        from contest.scoring import ties
        from contest.scoring.desk.scope import recused_from
        from contest.setup import checks
        from contest.video import services as video
        from contest.video import tasks as _videos  # noqa: F401 - registers the regular work
        from contest.video.public.pages import video_link
        from core import journals
        from core.back_office import add_panel, letters_panel
        from forms_app import tracked
        from forms_app.engine import registry

        registry.register(ContestApplication())
        for link in (
            video_link,
            publication_link,
            federal_stage_link,
            results_link,
            complaint_link,
        ):
            tracked.add(ContestApplication.code, link)
        kept.register(kept.Kept(words=video.kept_words, destroy=video.destroy_of))
        kept.register(kept.Kept(words=findings.kept_words, destroy=findings.destroy_of))
        # The consent itself stays as evidence: the act of destruction does not list it.
        kept.register(
            kept.Kept(
                words=lambda entry: "",
                destroy=publication.end_with_data,
                until=nominee.keep_until,
            )
        )
        kept.register(kept.Kept(complaints.kept_words, complaints.destroy_of))
        checks.register(missing_seats)
        ties.settle_by(at_the_cut)
        holding.hold_by(held_because)
        closed.close_by(recused_from)
        add_panel(Meeting, letters_panel, order=40)
        journals.hold_numbers(hold_number)
        order_told_by(ordered_on)
        journals.hold_numbers(complaints.hold_number)
        teasers.register()
        signals.connect()
