from django.apps import AppConfig


class FormsAppConfig(AppConfig):
    """Official forms on the web; knows no domain."""

    name = "forms_app"
    verbose_name = "Формы"

    def ready(self) -> None:
        """Register the regular work."""
        from forms_app import tasks  # noqa: F401 - importing registers it
