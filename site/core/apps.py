from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    """What the whole site shares."""

    name = "core"
    verbose_name = "Ядро"
    default = True

    def ready(self) -> None:
        """Register the core's regular work."""
        from core import tasks  # noqa: F401


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with our fields."""

    user_viewset = "core.staff.StaffViewSet"
