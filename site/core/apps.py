from pathlib import Path

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    """What the whole site shares."""

    name = "core"
    verbose_name = "Ядро"
    default = True

    def ready(self) -> None:
        """Register checks, the core's work and fields; make the folder where uploads wait ours alone."""
        from django.conf import settings

        from core import admin_fields, checks, issued_papers, journals, storing, tasks  # noqa: F401
        from core.records import checks as record_checks  # noqa: F401 - registers the check of records

        admin_fields.register()
        storing.connect()
        journals.hold_numbers(issued_papers.hold_number)
        folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with our fields."""

    user_viewset = "core.staff.StaffViewSet"
