from typing import Any, cast

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from core.back_office.nouns import NounAdmin
from core.back_office.search import SmallTableSearch
from core.models import Organisation
from core.models.organisations import CODE_STAYS


class OrganisationForm(WagtailAdminModelForm):
    """An organisation; its code is chosen once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cast(Organisation, self.instance).pk:
            # A disabled field keeps what is stored, whatever is sent.
            self.fields["code"].disabled = True
            self.fields["code"].help_text = CODE_STAYS


class OrganisationDesk(NounAdmin):
    """Operators of personal data and other organisations that the site speaks for (C-10)."""

    model = Organisation
    base_url_path = "records/organisations"
    menu_label = "Организации"
    menu_icon = "home"
    rights = {
        "view": "core.view_organisation",
        "add": "core.add_organisation",
        "change": "core.change_organisation",
    }
    list_display = ("short_name", "inn", "time_zone", "read_log_reviewer")
    list_select_related = ("read_log_reviewer",)
    ordering = ("short_name",)
    search = SmallTableSearch("full_name", "short_name", "inn")
    search_hint = "Название или ИНН"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel(name) for name in ("full_name", "short_name", "code", "inn", "ogrn")],
                "Организация",
            ),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("address", "email", "phone", "time_zone")], "Связь"
            ),
            MultiFieldPanel(
                [
                    FieldPanel(name)
                    for name in ("head_post", "head_name", "deputy_post", "founder", "addressee")
                ],
                "Руководитель и бланки",
            ),
            MultiFieldPanel(
                [FieldPanel("read_log_reviewer"), FieldPanel("destruction_wait_days")],
                "Личные данные",
            ),
        ],
        base_form_class=OrganisationForm,
    )
