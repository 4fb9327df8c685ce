from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Public pages of no domain."""

    name = "home"
    verbose_name = "Сайт"

    def ready(self) -> None:
        """Listen to publishing; make the pages known that the site cannot do without."""
        from core import health
        from home import checks, setting_up, signals, slug_input, tasks, teasers

        setting_up.register()
        health.register(checks.pages)
        signals.connect()
        slug_input.connect()
        teasers.register()
        tasks.connect()
