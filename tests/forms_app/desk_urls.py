"""The installation's addresses and, before them, a desk of the sample journey."""

from django.urls import include, path

from config.urls import urlpatterns as installed
from forms_app.back_office import SubmissionDesk


class SampleDesk(SubmissionDesk):
    journey = "sample"
    base_url_path = "sample/desk"
    menu_label = "Проба"
    rights = {
        "view": "core.view_journal",
        "work": "core.change_journal",
        "identity": "core.review_reads",
        "destroy": "forms_app.add_destructionact",
    }

    def scopes(self, request, right="view"):
        return ["only"]


desk = SampleDesk()
urlpatterns = [path("cms/", include(list(desk.get_admin_urls_for_registration()))), *installed]
