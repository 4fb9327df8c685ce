"""The list of professions (P-3.3)."""

from wagtail.admin.panels import FieldPanel

from core.back_office import NounAdmin, SmallTableSearch
from placement.professions.models import Profession


class ProfessionDesk(NounAdmin):
    """The professions of the institution; what is no longer taught stays in old vacancies."""

    model = Profession
    base_url_path = "placement/professions"
    menu_label = "Профессии"
    menu_icon = "list-ul"
    menu_order = 820
    rights = {
        "view": "placement.view_profession",
        "add": "placement.add_profession",
        "change": "placement.change_profession",
    }
    list_display = ("name", "is_taught")
    ordering = ("sort_key",)
    search = SmallTableSearch("name")
    search_hint = "Название"
    panels = [FieldPanel("name"), FieldPanel("is_taught")]
