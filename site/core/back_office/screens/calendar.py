from wagtail.admin.panels import FieldPanel

from core.back_office.nouns import NounAdmin
from core.models import CalendarDay


class CalendarDesk(NounAdmin):
    """Days whose being working or free staff change (C-K8)."""

    model = CalendarDay
    base_url_path = "records/calendar"
    menu_label = "Производственный календарь"
    menu_icon = "calendar-alt"
    intro = (
        "Выходные, праздники и переносы уже учтены. Здесь записываются только дни, "
        "которые объявлены рабочими или нерабочими дополнительно."
    )
    rights = {
        "view": "core.view_calendarday",
        "add": "core.add_calendarday",
        "change": "core.change_calendarday",
        "delete": "core.delete_calendarday",
    }
    list_display = ("date", "is_working", "reason")
    ordering = ("-date",)
    panels = [FieldPanel("date"), FieldPanel("is_working"), FieldPanel("reason")]
