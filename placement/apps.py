from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """The placement centre: one of the two domains that an installation may switch on (X-9)."""

    name = "placement"
    verbose_name = "Трудоустройство"

    def ready(self) -> None:
        """Make the centre's journey known to the form engine, its cards to the common pages."""
        from forms_app.engine import registry
        from placement import signals, tasks, teasers  # noqa: F401 - importing tasks registers them
        from placement.agreements import joining as agreements
        from placement.requests.journey.request import VacancyRequestJourney

        registry.register(VacancyRequestJourney())

        teasers.register()
        signals.connect()
        agreements.join()
