"""Pages of the log of consultations that need more than their act (P-2.2e)."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from core import clock
from core.back_office import CreateRowView, DeskListView, Panel, RegisterView
from core.back_office.listing import Listing
from core.back_office.pressing import way_back
from core.history import log_read
from core.records import Audience
from core.text import whole_number
from placement.consultations.models import Consultation
from placement.graduates.models import Graduate

# What the log of looks says was read.
NOTE = "заметка о консультации"


class EntryView(RegisterView):
    """The page of one entry; to whoever leads people it shows the note, and that is a look (X-5)."""

    object: Consultation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Log the look at the note, where the page shows one."""
        row, actor = self.object, self.actor
        if row.note and self.desk.audience(row, self.request) == Audience.IDENTITY:
            log_read(row.graduate or row, actor=actor, what=NOTE, organisation=actor.organisation)
        return super().get_context_data(**kwargs)


class RecordView(CreateRowView):
    """Three clicks from board, card and case: open the form, choose the topic, press the button."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """With today, and with the graduate from whose page one came."""
        number = whole_number(self.request.GET.get("graduate", "")[:9])
        graduate = Graduate.objects.current().filter(pk=number).first() if number else None
        return {"initial": {"graduate": graduate, "held_on": clock.local_day(clock.now())}}

    def get_form(self) -> Any:
        """Whom it was for is typed at once, without a click into the field."""
        form = super().get_form()
        if not form.is_bound and form.initial["graduate"] is None:
            form.fields["graduate"].widget.attrs["autofocus"] = True
        return form

    def get_success_url(self) -> str:
        """Back to where one came from, else to the list."""
        return way_back(self.request, self.desk.url("index"))


class TotalsView(DeskListView):
    """How many consultations and people of each topic, of the rows that the list's filters leave."""

    http_method_names = ["get"]
    template_name = "core/back_office/object.html"
    title = "Итоги консультаций"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count."""
        listing = Listing(self.desk, request)
        totals = listing.queryset().totals()  # type: ignore[attr-defined]
        whole = ("Всего", sum(row[1] for row in totals), sum(row[2] for row in totals))
        panel = Panel(
            code="totals",
            title="Сколько консультаций",
            note=_chosen(listing),
            headings=("О чём", "Консультаций", "Человек"),
            rows=[*totals, whole] if totals else [],
            empty="За это время консультаций не записано.",
            is_aside=False,
        )
        back = self.desk.url("index") + listing.address()
        return self.render_to_response(self.get_context_data(panels=[panel], back_url=back))


def _chosen(listing: Listing) -> str:
    words = [f"{label} {text}" for label, text in listing.words]
    return "; ".join(words) if words else "За всё время"
