"""What the core adds to Wagtail's admin."""

from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from core.back_office import board  # noqa: F401 - puts the board on the first page
from core.back_office import hooks as desk_hooks  # noqa: F401 - registers styles and menu
from core.back_office.screens import LetterDesk, RecordsGroup
from core.back_office.screens.letters import letters_of
from core.letter_texts import LetterTextViewSet
from core.models import Letter, User

register_snippet(LetterTextViewSet)
modeladmin_register(RecordsGroup)


class FailedLetters(Component):
    """Says on the first page of the desk that letters could not be sent (X-6)."""

    order = 50

    def __init__(self, count: int) -> None:
        self.count = count

    def render_html(self, parent_context: Any = None) -> SafeString:
        """The notice with a link to these letters."""
        address = LetterDesk().url("index")
        return render_to_string(
            "core/back_office/failed_letters.html",
            {"count": self.count, "url": f"{address}?state={Letter.State.FAILED}"},
        )


@hooks.register("construct_homepage_panels")
def show_failed_letters(request: HttpRequest, panels: list[Component]) -> None:
    """Add the notice for those who may see the letters, when there are any."""
    if request.user.has_perm("core.view_letter"):
        letters = letters_of(cast(User, request.user))
        count = letters.filter(state=Letter.State.FAILED).count()
        if count:
            panels.append(FailedLetters(count))
