"""Back-office screens of the engine: texts of consents, entering on behalf."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, SnippetViewSet
from wagtail_modeladmin.options import modeladmin_register

from forms_app.back_office.acts import ActDesk
from forms_app.entering import enter, entries
from forms_app.models import ConsentText


class NewVersionView(CopyView):
    """«Copy» of a consent's text makes its next version, which nobody has agreed to yet."""

    page_title = "Новая версия"

    def get_initial_form_instance(self) -> ConsentText:
        """The text with the next number."""
        return self.get_object().next_version()


class ConsentTextViewSet(SnippetViewSet):
    """Texts of consents: versions are added, a used one never changes (invariant 7)."""

    model = ConsentText
    icon = "doc-full"
    menu_label = "Тексты согласий"
    add_to_settings_menu = True
    list_display = ["title", "purpose", "operator", "version", "effective_from", "used_at"]
    list_filter = ["purpose", "operator"]
    search_fields = ["title", "body"]
    copy_view_class = NewVersionView
    panels = [
        HelpPanel(
            "Текст, по которому уже дано согласие, изменить нельзя: в списке выберите «Копировать», "
            "получится новая версия. Места вида {name} заполняются ответами заявителя."
        ),
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("purpose"), FieldPanel("version")]),
                FieldRowPanel([FieldPanel("operator"), FieldPanel("effective_from")]),
            ],
            heading="Для чего и с какого дня",
        ),
        FieldPanel("body"),
    ]


register_snippet(ConsentTextViewSet)
modeladmin_register(ActDesk)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Addresses under /cms/."""
    return [
        path("forms/<slug:journey>/enter/", enter, name="forms_enter"),
        path("forms/<slug:journey>/entries/", entries, name="forms_entries"),
    ]
