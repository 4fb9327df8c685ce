"""What staff changed in the production calendar."""

from datetime import date

from core.models import CalendarDay


def overrides() -> dict[date, bool]:
    """Days whose being working differs from the built-in calendar, for ``rules.working_days``."""
    return dict(CalendarDay.objects.values_list("date", "is_working"))
