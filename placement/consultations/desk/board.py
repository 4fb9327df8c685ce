"""What the board says of consultations: how many one has held, and the way to log another (P-2.2e)."""

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest

from core import clock
from core.back_office import BoardPanel, Figure
from core.models import User
from placement.consultations.models import Consultation

from .graduate_panel import RECORD, record_url
from .screens import ConsultationDesk


def own(desk: ConsultationDesk, request: HttpRequest) -> BoardPanel | None:
    """The person's own consultations of this month; for who logs them."""
    if not desk.may(request, "work"):
        return None
    user = cast(User, request.user)
    since = clock.local_day(clock.now()).replace(day=1)
    held = Consultation.objects.filter(by=user, held_on__gte=since).count()
    query = urlencode({"by": user.pk, "held_from": f"{since:%d.%m.%Y}"})
    url = f"{desk.url('index')}?{query}"
    return BoardPanel(
        code="consultations",
        title="Консультации",
        figures=[Figure("ваши консультации в этом месяце", held, url)],
        links=[(RECORD, record_url(request))],
    )
