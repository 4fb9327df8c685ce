from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Public pages of no domain."""

    name = "home"
    verbose_name = "Сайт"

    def ready(self) -> None:
        """Listen to publishing."""
        from home import signals, slug_input, tasks, teasers

        signals.connect()
        slug_input.connect()
        teasers.register()
        tasks.connect()
