from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    """Public pages of no domain."""

    name = "home"
    verbose_name = "Сайт"

    def ready(self) -> None:
        """Listen to publishing; make the pages known that the site cannot do without."""
        from core import health
        from home import checks, index, setting_up, signals, slug_input, tasks, teasers

        setting_up.register()
        health.register(checks.pages)
        signals.connect()
        slug_input.connect()
        teasers.register()
        post_migrate.connect(index.fill, sender=self, dispatch_uid="home.index.fill")
        tasks.connect()
