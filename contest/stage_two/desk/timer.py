"""The timer of a role play: ten minutes on the screen of the room (C-16)."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from contest.finalists.models import Finalist
from contest.finalists.settled import approval_of
from contest.setup.models import Contest
from contest.stage_two.models import RolePlayPause, RolePlayRun
from contest.stage_two.rules.timing import Span, up_at, used
from core import clock
from core.back_office import DeskPartView, uncached
from core.text import plural

from .forms import PauseForm, name_of

NOTHING = dt.timedelta()


@uncached
class TimerView(DeskPartView):
    """What is left of a role play; who runs stage II starts it, stops and ends it here."""

    template_name = "contest/stage_two/desk/timer.html"
    http_method_names = ["get"]
    object: Contest
    part: Finalist

    def parts(self) -> QuerySet:
        """Who takes part in stage II."""
        rows = Finalist.objects.expected().filter(contest=self.object)
        return rows.select_related("entry__role", "run")

    def get_title(self) -> str:
        return name_of(self.part)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: RolePlayRun | None = getattr(self.part, "run", None)
        context = self._time(run) if run else self._not_begun()
        return super().get_context_data(
            finalist=self.part,
            run=run,
            minutes=plural(self.object.role_play_minutes, "минута", "минуты", "минут"),
            may_run=self.desk.allows(self.request, "work", self.object)
            and not approval_of(self.object),
            next=self._next(),
            **context,
            **kwargs,
        )

    def _not_begun(self) -> dict[str, Any]:
        limit = dt.timedelta(minutes=self.object.role_play_minutes)
        return {
            "state": "waits",
            "is_ready": bool(self.part.attended and self.part.draw_number),
            "face": face(limit),
            "start_url": self.desk.url("role-play-start", self.object, self.part.pk),
        }

    def _time(self, run: RolePlayRun) -> dict[str, Any]:
        now, pauses = clock.now(), list(run.pauses.all())
        limit = dt.timedelta(minutes=self.object.role_play_minutes)
        span = Span(run.started_at, run.ended_at)
        spans = [Span(pause.started_at, pause.ended_at) for pause in pauses]
        played = used(span, spans, now)
        ends_at = up_at(span, spans, limit=limit, now=now)
        return {
            "state": _state(run, pauses),
            # For the script: milliseconds, as no locale writes them.
            "left": str(max(limit - played, NOTHING) // dt.timedelta(milliseconds=1)),
            "face": face(limit - played),
            "left_words": _words(limit - played),
            "played": _words(played),
            "is_up": played >= limit,
            "started": self._hour(run.started_at),
            "ends": self._hour(ends_at) if ends_at else "",
            "ended": self._hour(run.ended_at) if run.ended_at else "",
            "pauses": [self._pause(pause) for pause in pauses],
            "form": PauseForm(),
            **{
                f"{act}_url": self.desk.url(f"role-play-{act}", self.object, run.pk)
                for act in ("pause", "resume", "finish", "discard")
            },
        }

    def _pause(self, pause: RolePlayPause) -> str:
        until = f"до {self._hour(pause.ended_at)}" if pause.ended_at else "и ещё идёт"
        return f"с {self._hour(pause.started_at)} {until}: {pause.reason}"

    def _hour(self, at: dt.datetime) -> str:
        """To the second, on the contest's clock."""
        return f"{clock.in_zone(at, self.object.tz):%H:%M:%S}"

    def _next(self) -> dict[str, str] | None:
        """Who is next by the draw and has not played yet."""
        if self.part.draw_number is None:
            return None
        later = Finalist.objects.appeared().filter(
            contest=self.object, draw_number__gt=self.part.draw_number, run=None
        )
        finalist = later.select_related("entry").order_by("draw_number").first()
        if finalist is None:
            return None
        url = self.desk.url("timer", self.object, finalist.pk)
        return {"url": url, "name": name_of(finalist)}


def face(left: dt.timedelta) -> str:
    """«9:05»; never below zero. A second that has begun counts."""
    seconds = -(-max(left, NOTHING) // dt.timedelta(seconds=1))
    return f"{seconds // 60}:{seconds % 60:02d}"


def _words(time: dt.timedelta) -> str:
    minutes, seconds = divmod(max(time, NOTHING) // dt.timedelta(seconds=1), 60)
    return (
        f"{plural(minutes, 'минута', 'минуты', 'минут')}"
        f" {plural(seconds, 'секунда', 'секунды', 'секунд')}"
    )


def _state(run: RolePlayRun, pauses: list[RolePlayPause]) -> str:
    if run.ended_at is not None:
        return "over"
    return "paused" if any(pause.ended_at is None for pause in pauses) else "runs"
