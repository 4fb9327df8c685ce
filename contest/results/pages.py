"""The nominee's page under the personal link: to let the data be kept for the federal stage (C-18)."""

from typing import Any

from django import forms
from django.urls import reverse

from contest.applications.models import Entry
from contest.publication.pages import AskedPage
from contest.results import nominee
from core.forms import TidyForm
from forms_app import consents
from forms_app.engine.access import Access
from forms_app.models import Consent, ConsentText, Submission
from forms_app.tracked import TrackedLink

CODE = "federal-stage"
LABEL = "Федеральный этап"


class AgreeForm(TidyForm):
    """Which wording was shown; the button is the answer."""

    text = forms.CharField(widget=forms.HiddenInput)


class FederalStagePage(AskedPage):
    """«/track/<token>/federal-stage/»."""

    code = CODE
    template_name = "contest/results/federal_stage.html"

    def held(self) -> Consent | None:
        return nominee.held(self.entry)

    def text(self) -> ConsentText | None:
        return nominee.text_for(self.entry)

    def filled(self, text: ConsentText) -> str:
        return consents.fill(text.body, nominee.values(self.entry))

    def new_form(self, **kwargs: Any) -> AgreeForm:
        return AgreeForm(**kwargs)

    def give(self, form: Any, text: ConsentText, access: Access) -> None:
        nominee.agree(entry=self.entry, text=text, access=access)


def federal_stage_link(submission: Submission, token: str) -> TrackedLink | None:
    """A way to the page, for the nominee."""
    rows = Entry.objects.filter(submission=submission)
    entry = rows.select_related("contest__operator", "submission").first()
    if entry is None:
        return None
    held = nominee.held(entry) is not None
    if not held and nominee.text_for(entry) is None:
        return None
    note = (
        "Вы согласились, чтобы данные хранились до его окончания."
        if held
        else "Вы выдвинуты. Решите, можно ли хранить данные заявки до окончания этого этапа."
    )
    url = reverse(f"contest:{CODE}", kwargs={"token": token})
    return TrackedLink(code=CODE, label=LABEL, url=url, note=note)
