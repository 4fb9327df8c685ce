from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """The placement centre: one of the two domains that an installation may switch on (X-9)."""

    name = "placement"
    verbose_name = "Трудоустройство"

    def ready(self) -> None:
        """Make the centre's cards known to the common pages."""
        from placement import teasers

        teasers.register()
