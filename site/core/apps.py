from pathlib import Path

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    """What the whole site shares."""

    name = "core"
    verbose_name = "Ядро"
    default = True

    def ready(self) -> None:
        """Register checks and the core's regular work; make the folder where uploads wait readable to us only."""
        from django.conf import settings

        from core import checks, tasks  # noqa: F401

        folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with our fields."""

    user_viewset = "core.staff.StaffViewSet"
