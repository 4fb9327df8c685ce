"""«Позвонил(а)»: whom no letter reaches is told by telephone (X-3, X-4)."""

from typing import Any

from django import forms
from django.http import HttpRequest

from core import clock
from core.back_office import Act, BoardLine, BoardPanel, Look, first_rows, row_acts
from core.fields import DateField, TextField
from core.forms import TidyForm
from forms_app import services, telling
from forms_app.lifecycle import State
from forms_app.models import Submission
from forms_app.models.calls import to_be_called

from . import facts
from .decisions import DecisionView

_WHY = (
    "Адреса электронной почты нет, или письмо не ушло. Позвоните и нажмите «Позвонил(а)»: запишется"
    " сегодняшний день. Другой день и что ответил человек записывают на странице этого человека."
)


class CallForm(TidyForm):
    """On which day, and what was said."""

    called_on = DateField(label="Когда позвонили")
    note = TextField(
        label="Что сказали и что ответил человек",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Видят только работники. Паспортные данные сюда не пишут.",
    )


class CallView(DecisionView):
    """Note a call; the page says what has to be told, and which number to dial."""

    def get_form_kwargs(self) -> dict[str, Any]:
        zone = facts.zone_of(self.object)
        return {"initial": {"called_on": clock.in_zone(clock.now(), zone).date()}}


def what_to_tell(submission: Submission) -> str:
    """What has to be said on the telephone, and the number."""
    news = telling.news_for([submission]).get(submission.pk, [])
    if not news:
        return ""
    titles = ", ".join(f"«{title}»" for title in news)
    return f"{telling.way_to_call(submission)} Сообщите: {titles}."


CALLED = Act(
    code="called",
    button="Позвонил(а)",
    past="Сообщено по телефону",
    service=services.record_call,
    title="Заявителю позвонили",
    submit="Записать звонок",
    help_for=what_to_tell,
    success="Звонок записан.",
    look=Look.SECOND,
    is_pressed=True,
    form=CallForm,
    offered=telling.has_news,
    view=CallView,
)


def to_call(desk: Any, request: HttpRequest) -> BoardPanel | None:
    """Whom no letter has reached: with the telephone, what to tell, and since when."""
    if not desk.may(request, "work"):
        return None
    rows = desk.rows_for(request, "work").exclude(state=State.DESTROYED)
    related = rows.select_related("assigned_to", "key")
    total, shown = first_rows(to_be_called(related).order_by("received_at", "pk"))
    if not total:
        return None
    numbers, news = telling.phones_of(shown), telling.news_for(shown)
    for row in shown:
        row.news = news.get(row.pk, [])
    return BoardPanel(
        code="to-call",
        title="Позвоните: письмом не сообщить",
        headings=("Кому", "Что сообщить", "Ответственный"),
        lines=[
            BoardLine(
                cells=(
                    row.title or row.reference,
                    "; ".join(row.news),
                    row.assigned_to.short_name if row.assigned_to else "–",
                ),
                url=desk.url("inspect", row),
                phone=numbers.get(row.pk, ""),
                acts=row_acts(desk, request, row, CALLED.code),
            )
            for row in shown
        ],
        total=total,
        notices=[_WHY],
    )
