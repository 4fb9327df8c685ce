"""Views of letters about decisions that need more than their act."""

from collections.abc import Sequence
from typing import Any

from contest.notices import services
from contest.notices.models import Release
from contest.scoring.desk.paging import page_of
from core.back_office import (
    ActView,
    DeskObjectView,
    ListActView,
    Panel,
    uncached,
)

from . import panels, scope


class PrepareView(ListActView):
    """The decisions of which participants do not know yet."""

    def get_form_kwargs(self) -> dict[str, Any]:
        decisions = scope.untold(self.request)
        initial = {"decision": decisions[0].pk} if len(decisions) == 1 else {}
        return {"decisions": decisions, "initial": initial}

    def get_help(self) -> str:
        if scope.untold(self.request):
            return super().get_help()
        return "Решений подписанных протоколов, о которых участникам ещё не сообщали, нет."


@uncached
class ReleaseView(ActView):
    """The press of the second person: numbers, what is in the way, and what was looked at."""

    object: Release

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"revision": services.revision_of(self.object)}}

    def get_panels(self, form: Any) -> Sequence[Panel]:
        notices = list(services.notices_of(self.object))
        return [
            panels.counts(self.object, notices),
            panels.recipients(self.object, notices, self.request, self.desk),
        ]


@uncached
class LettersView(DeskObjectView):
    """Every letter as it will go out, page by page; of those that went out, as they would go now."""

    template_name = "contest/notices/desk/letters.html"
    http_method_names = ["get"]
    title = "Письма участникам"
    object: Release

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = page_of(list(services.notices_of(self.object)), self.request, size=20)
        return super().get_context_data(
            letters=[self._letter(notice) for notice in page.rows], page=page, **kwargs
        )

    def _letter(self, notice: Any) -> dict[str, Any]:
        subject, body = services.preview(notice)
        return {"notice": notice, "subject": subject, "body": body}
