"""Views of the desk of referrals that need more than their act (P-2.2b)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from wagtail.admin import messages

from core import clock, exports
from core.back_office import ActView, DeskObjectView, ListActView, uncached
from core.text import whole_number
from placement.cases.lifecycle import OPEN
from placement.cases.models import Case
from placement.cases.services.guards import led_by
from placement.referrals import papers
from placement.referrals.models import Referral
from placement.referrals.services import warnings_of
from placement.referrals.setting_up import make_journal


class PrepareView(ListActView):
    """A new referral, from the desk or from the page of a person or of a vacancy."""

    @cached_property
    def case(self) -> Case | None:
        """The open case from whose page, or from whose graduate's page, one came."""
        rows = led_by(self.actor).filter(state__in=OPEN).select_related("graduate")
        for name, field in (("case", "pk"), ("graduate", "graduate")):
            if key := whole_number(self.request.GET.get(name, "")):
                return rows.filter(**{field: key}).first()
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        """With whom and with what one came."""
        vacancy = whole_number(self.request.GET.get("vacancy", ""))
        initial = {"case": self.case, "vacancy": f"№ {vacancy}" if vacancy else ""}
        return {"actor": self.actor, "case": self.case, "initial": initial}

    def perform(self, form: Any) -> None:
        super().perform(form)
        for warning in warnings_of(self.object):
            messages.warning(self.request, warning)


class OfReferralView(ActView):
    """An act whose form depends on the referral."""

    object: Referral

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "referral": self.object}


@uncached
class PaperView(DeskObjectView):
    """«Направление» with its return slip as PDF; there is none before it has a number."""

    http_method_names = ["get"]
    right = "work"
    object: Referral

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        if self.object.number is None:
            raise Http404
        paper = papers.render(self.object, tz=self.desk.zone(request))
        return exports.pdf_response(name=self.object.title, pdf=paper.pdf)


class PrintJournalView(ListActView):
    """«Журнал направлений» on paper, of one year or whole."""

    def perform(self, form: Any) -> None:
        """Make the PDF."""
        self.printed = self.service(
            make_journal(),
            organisation=papers.operator_name(),
            year=form.cleaned_data["year"],
            at=clock.now(),
            tz=self.desk.zone(self.request),
        )

    def done(self) -> Any:
        """The PDF instead of a way on."""
        return exports.pdf_response(name=papers.JOURNAL_TITLE, pdf=self.printed.pdf)
