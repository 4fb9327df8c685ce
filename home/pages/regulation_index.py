"""The list of acts at /regulations/."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.closed import open_to_all
from home.pages.fixed import FixedAddress
from home.pages.regulation import RegulationPage


class RegulationIndexPage(FixedAddress, Page):
    """The list of acts at /regulations/."""

    intro = models.TextField("вступление", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["home.RegulationPage"]
    max_count = 1
    template = "home/regulation_index_page.html"

    class Meta:
        verbose_name = "раздел документов"
        verbose_name_plural = "разделы документов"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The acts that everybody may read, with the edition that each shows."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "groups": self.groups()}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the act with all that its page needs in one query instead of five."""
        if not path_components:
            return super().route(request, path_components)
        acts = RegulationPage.objects.child_of(self).filter(slug=path_components[0])
        act = acts.select_related("organisation", "approving_act").first()
        if act is None:
            raise Http404
        return act.route(request, path_components[1:])

    def groups(self) -> list[dict[str, Any]]:
        """The acts of each organisation in the order of the site's tree."""
        acts = open_to_all(RegulationPage.objects.child_of(self)).order_by("path")
        found: dict[int, dict[str, Any]] = {}
        for act in acts.select_related("organisation").prefetch_related("editions"):
            group = found.setdefault(
                act.organisation_id, {"organisation": act.organisation, "acts": []}
            )
            group["acts"].append({"page": act, "edition": act.current_edition})
        return list(found.values())

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return self.intro
