"""Destruction before the end of the term: acts, forms, what the page and the board show (X-5)."""

from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest

from core import clock
from core.back_office import Act, BoardLine, BoardPanel, DeskAdmin, Look, first_rows
from core.models import User
from forms_app import services
from forms_app.engine import registry
from forms_app.lifecycle import SETTLED
from forms_app.models import PlannedDestruction, Submission
from forms_app.services.early_destruction import open_plan
from forms_app.telling import was_told, will_be_told

from . import facts
from .decisions import DecisionView

_WAITS = (
    " Заявителю об этом сообщат, и несколько дней (сколько – указано у организации) это ещё можно"
    " остановить. Потом сайт сам уничтожит ответы, документы, адрес и имя и составит акт."
)


class RequestForm(forms.Form):
    """How the person asked."""

    reason = forms.CharField(
        label="Как и когда человек попросил уничтожить данные",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: письмо на электронную почту от 3 июня 2024 года, вх. № 15. Войдёт в"
        " акт и в письмо заявителю.",
    )


class ProposeForm(forms.Form):
    """Why staff would not wait for the end of the term."""

    reason = forms.CharField(
        label="Почему данные уничтожают раньше срока",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Прочтут коллега, который подтверждает, и заявитель. Войдёт в акт.",
    )


class StopForm(forms.Form):
    """Why the data stay."""

    reason = forms.CharField(
        label="Почему данные остаются", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


def _may_begin(submission: Submission) -> bool:
    return submission.state in SETTLED and open_plan(submission) is None


def _is_proposed(submission: Submission) -> bool:
    plan = open_plan(submission)
    return plan is not None and not plan.is_announced


def _is_planned(submission: Submission) -> bool:
    return open_plan(submission) is not None


def _has_proposed(submission: Submission, user: User) -> bool:
    plan = open_plan(submission)
    return plan is not None and plan.proposed_by_id == user.pk


DESTRUCTION_ACTS = (
    Act(
        code="confirm-destruction",
        button="Подтвердить уничтожение данных",
        past="Уничтожение данных подтверждено",
        service=services.confirm_destruction,
        left_to_another=_has_proposed,
        submit="Подтвердить",
        help="Подтверждает не тот, кто предложил." + _WAITS,
        help_for=will_be_told,
        success="Подтверждено. Уничтожение объявлено.",
        success_for=was_told,
        look=Look.DANGER,
        offered=_is_proposed,
        view=DecisionView,
    ),
    Act(
        code="stop-destruction",
        button="Остановить уничтожение данных",
        past="Уничтожение данных остановлено",
        service=services.stop_destruction,
        submit="Остановить",
        help="Данные останутся до конца срока хранения. Если заявителю об уничтожении уже"
        " сообщили, сообщат и об этом.",
        success="Уничтожение остановлено.",
        form=StopForm,
        offered=_is_planned,
        view=DecisionView,
    ),
    Act(
        code="request-destruction",
        button="Уничтожить данные по просьбе человека",
        past="Записана просьба уничтожить данные",
        service=services.request_destruction,
        submit="Записать просьбу",
        help="Если человек попросил уничтожить его данные раньше срока." + _WAITS,
        help_for=will_be_told,
        success="Просьба записана. Уничтожение объявлено.",
        success_for=was_told,
        right="destroy",
        form=RequestForm,
        offered=_may_begin,
        view=DecisionView,
    ),
    Act(
        code="propose-destruction",
        button="Предложить уничтожить данные",
        past="Предложено уничтожить данные",
        service=services.propose_destruction,
        submit="Предложить",
        help="Одного решения мало: ваше предложение подтвердит другой работник." + _WAITS,
        success="Предложение записано. Его должен подтвердить другой работник.",
        right="destroy",
        form=ProposeForm,
        offered=_may_begin,
        view=DecisionView,
    ),
)


def planned(submission: Submission) -> dict[str, Any] | None:
    """What the page of a submission says of a destruction that is planned."""
    plan = open_plan(submission)
    if plan is None:
        return None
    due = clock.format_instant(plan.due_at, facts.zone_of(submission)) if plan.due_at else ""
    return {"row": plan, "due": due}


def planned_panel(desk: DeskAdmin, request: HttpRequest) -> BoardPanel | None:
    """Destructions that wait for a second person or for their day, those to confirm first."""
    if not desk.may(request, "work"):
        return None
    own = desk.rows_for(request, "work").filter(pk=OuterRef("submission"))
    rows = PlannedDestruction.objects.open().filter(Exists(own))
    related = rows.select_related("submission", "proposed_by")
    total, shown = first_rows(related.order_by(F("due_at").asc(nulls_first=True), "pk"))
    if not total:
        return None
    return BoardPanel(
        code=f"destruction-{desk.base_url_path.replace('/', '-')}",
        title="Досрочное уничтожение данных",
        headings=(registry.noun(desk.journey).capital.nom, "Основание", "Что дальше"),
        lines=[
            BoardLine(
                cells=(str(row.submission), row.get_ground_display(), _next(row)),
                url=desk.url("inspect", row.submission),
            )
            for row in shown
        ],
        total=total,
    )


def _next(plan: PlannedDestruction) -> str:
    if not plan.is_announced:
        return f"подтвердить или остановить; предложил(а) {plan.proposed_by.short_name}"
    assert plan.due_at is not None
    due = clock.format_instant(plan.due_at, facts.zone_of(plan.submission))
    return f"уничтожение не раньше {due}"
