"""The list of professions (P-3.3)."""

from core.back_office import PlainRegister
from placement.professions.record import PROFESSIONS


class ProfessionDesk(PlainRegister):
    """The professions of the institution; what is no longer taught stays in old vacancies."""

    record = PROFESSIONS
    base_url_path = "placement/professions"
    menu_label = "Профессии"
    menu_icon = "list-ul"
    menu_order = 820
    rights = {
        "view": "placement.view_profession",
        "add": "placement.add_profession",
        "change": "placement.change_profession",
    }
    ordering = ("sort_key",)
    search_hint = "Название"
