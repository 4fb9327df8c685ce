from django.apps import AppConfig


class ContestConfig(AppConfig):
    """The contest: one of the two domains that an installation may switch on (X-9)."""

    name = "contest"
    verbose_name = "Конкурс"

    def ready(self) -> None:
        """Make the contest's journey known to the form engine, its pages to the common ones."""
        from contest import signals, teasers
        from contest.journeys.application import ContestApplication
        from forms_app.engine import registry

        registry.register(ContestApplication())
        teasers.register()
        signals.connect()
