"""What can be done to the parts of a meeting: questions, votes, decisions, who was called (X-4)."""

from typing import Any

from django.db.models import QuerySet

from contest.meetings import services
from contest.meetings.models import (
    AgendaItem,
    ChairAbsence,
    Decision,
    Leave,
    Matter,
    Meeting,
    Summons,
)
from contest.meetings.services.matters import open_findings
from core.back_office import Act, Look

from . import forms, views, vote_forms


def _is_planned_item(item: AgendaItem) -> bool:
    return item.meeting.is_planned


def _is_open_item(item: AgendaItem) -> bool:
    """Voted on now: the meeting runs, nothing is decided yet."""
    return item.meeting.is_running and not hasattr(item, "decision")


def _is_open_part(part: Any) -> bool:
    return _is_open_item(part.item)


def _is_running_part(decision: Decision) -> bool:
    return decision.item.meeting.is_running


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.select_related("decision")


def _leaves(meeting: Meeting) -> QuerySet[Leave]:
    return Leave.objects.filter(item__meeting=meeting).select_related("item__meeting__contest")


def _decisions(meeting: Meeting) -> QuerySet[Decision]:
    rows = Decision.objects.filter(item__meeting=meeting)
    return rows.select_related("item__meeting__contest")


def _matters(meeting: Meeting) -> QuerySet[Matter]:
    return Matter.objects.filter(item__meeting=meeting).select_related("item__meeting__contest")


def _summonses(meeting: Meeting) -> QuerySet[Summons]:
    return meeting.summonses.all()


def _absences(meeting: Meeting) -> QuerySet[ChairAbsence]:
    return ChairAbsence.objects.filter(contest=meeting.contest)


PART_ACTS = (
    Act(
        code="edit-item",
        button="Изменить",
        past="Изменён вопрос",
        service=services.edit_item,
        title="Вопрос повестки",
        submit="Сохранить",
        success="Вопрос изменён.",
        form=forms.ItemForm,
        view=views.EditItemView,
        initial=lambda item: {
            "kind": item.kind,
            "subject": item.subject,
            "speaker": item.speaker,
            "entries": list(item.entries.all()),
        },
        offered=_is_planned_item,
        parts=_items,
        part_name="item",
    ),
    Act(
        code="raise-item",
        button="Выше",
        past="Вопрос поднят",
        service=services.raise_item,
        offered=lambda item: _is_planned_item(item) and item.ordinal > 1,
        parts=_items,
        part_name="item",
        is_pressed=True,
    ),
    Act(
        code="remove-item",
        button="Убрать",
        past="Вопрос убран",
        service=services.remove_item,
        title="Убрать вопрос из повестки",
        success="Вопрос убран.",
        look=Look.DANGER,
        offered=_is_planned_item,
        parts=_items,
        part_name="item",
    ),
    Act(
        code="leave",
        button="Кто выходит",
        past="Вышел из зала",
        service=services.leave,
        title="Кто не участвует в рассмотрении",
        submit="Записать",
        help="По этому вопросу он не считается присутствующим и не голосует. Кто пришёл позже или"
        " ушёл раньше, отмечается здесь же. Обязанность государственного служащего самому"
        " уведомить о конфликте интересов остаётся.",
        success="Записано.",
        form=vote_forms.LeaveForm,
        offered=_is_open_item,
        parts=_items,
        part_name="item",
        view=views.LeaveView,
    ),
    Act(
        code="leave-recused",
        button="Вышли из-за конфликта интересов",
        past="Вышли из-за конфликта интересов",
        service=services.leave_recused,
        offered=lambda item: _is_open_item(item) and bool(item.recused_in_room),
        parts=_items,
        part_name="item",
        is_pressed=True,
    ),
    Act(
        code="come-back",
        button="Отменить",
        past="Отменён выход из зала",
        service=services.come_back,
        success="Отменено.",
        offered=_is_open_part,
        parts=_leaves,
        part_name="leave",
    ),
    Act(
        code="vote",
        button="Голоса",
        past="Записаны голоса",
        service=services.save_votes,
        title="Голосование",
        submit="Сохранить голоса",
        success="Голоса сохранены.",
        form=vote_forms.VotesForm,
        offered=_is_open_item,
        parts=_items,
        part_name="item",
        view=views.VoteView,
    ),
    Act(
        code="decide",
        button="Записать решение",
        past="Записано решение",
        service=services.decide,
        title="Решение",
        submit="Записать решение",
        success="Решение записано.",
        form=vote_forms.DecisionForm,
        offered=_is_open_item,
        parts=_items,
        part_name="item",
        view=views.DecideView,
    ),
    Act(
        code="undecide",
        button="Отменить решение",
        past="Решение отменено",
        service=services.undecide,
        help="Запись решения удаляется, голоса остаются: их можно исправить и записать решение"
        " заново.",
        success="Решение отменено.",
        look=Look.DANGER,
        form=forms.WhyForm,
        offered=_is_running_part,
        parts=_decisions,
        part_name="decision",
    ),
    Act(
        code="take-finding",
        button="В повестку",
        past="Внесено в повестку",
        service=services.take_up,
        parts=open_findings,
        part_name="finding",
        is_pressed=True,
        view=views.TakeUpView,
    ),
    Act(
        code="put-aside",
        button="Убрать из вопроса",
        past="Убрано из вопроса",
        service=services.put_aside,
        offered=lambda matter: matter.item.meeting.is_planned,
        parts=_matters,
        part_name="matter",
        is_pressed=True,
    ),
    Act(
        code="told",
        button="Сообщено",
        past="Сообщено по телефону",
        service=services.mark_told,
        offered=lambda summons: summons.letter_id is None and summons.told_at is None,
        parts=_summonses,
        part_name="summons",
        is_pressed=True,
    ),
    Act(
        code="take-back-chair-absence",
        button="Удалить",
        past="Отсутствие председателя удалено",
        service=services.take_back_chair_absence,
        title="Удалить запись об отсутствии председателя",
        success="Запись удалена.",
        look=Look.DANGER,
        parts=_absences,
        part_name="absence",
    ),
)
