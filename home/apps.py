from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Public pages of no domain."""

    name = "home"
    verbose_name = "Сайт"

    def ready(self) -> None:
        """Listen to publishing."""
        from home import signals, tasks, teasers

        signals.connect()
        teasers.register()
        tasks.connect()
