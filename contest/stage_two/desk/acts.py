"""What can be done to stage II of a contest, to its finalists and role plays, declared once (X-4)."""

from django.db.models import QuerySet

from contest.finalists import services as lists
from contest.finalists.models import Finalist, NoShow
from contest.finalists.settled import approval_of
from contest.setup.models import Contest
from contest.stage_two import services
from contest.stage_two.models import RolePlayRun
from core.back_office import Act, Look

from . import forms, views


def _finalists(contest: Contest) -> QuerySet[Finalist]:
    return Finalist.objects.in_contest().filter(contest=contest).select_related("entry", "contest")


def _no_shows(contest: Contest) -> QuerySet[NoShow]:
    rows = NoShow.objects.in_force().filter(finalist__contest=contest)
    return rows.select_related("finalist__entry")


def _runs(contest: Contest) -> QuerySet[RolePlayRun]:
    rows = RolePlayRun.objects.filter(finalist__contest=contest)
    return rows.select_related("finalist__entry")


def _someone_came(contest: Contest) -> bool:
    return Finalist.objects.appeared().filter(contest=contest).exists()


def _may_draw(contest: Contest) -> bool:
    return _someone_came(contest) and not approval_of(contest)


def _may_note_who_came(contest: Contest) -> bool:
    expected = Finalist.objects.expected().filter(contest=contest)
    return expected.exists() and not approval_of(contest)


_OF_ALL = (
    Act(
        code="attendance",
        button="Отметить явку",
        past="Отмечена явка на II этап",
        service=lists.save_attendance,
        title="Явка на II этап",
        submit="Сохранить",
        help="Что участник не пришёл – это факт. Без места он остаётся только по решению комиссии:"
        " «Записать неявку».",
        success="Явка сохранена.",
        form=forms.AttendanceForm,
        view=views.AttendanceView,
        offered=_may_note_who_came,
        look=Look.MAIN,
    ),
    Act(
        code="draw",
        button="Провести жребий",
        past="Проведён жребий",
        service=lists.draw_lots,
        help="Сайт раздаст номера от 1 всем, кто отмечен явившимся. Если участники тянули жребий"
        " сами, запишите их номера.",
        success="Жребий проведён.",
        form=forms.DrawForm,
        offered=_may_draw,
    ),
    Act(
        code="record-draw",
        button="Записать номера жребия",
        past="Записан жребий",
        service=lists.record_draw,
        title="Номера жребия",
        submit="Сохранить",
        help="Номер нужен каждому, кто явился. В этом порядке идут ролевые игры.",
        success="Номера записаны.",
        form=forms.DrawnNumbersForm,
        view=views.DrawnNumbersView,
        offered=_may_draw,
    ),
    Act(
        code="enter-tests",
        button="Внести результаты теста",
        past="Внесены результаты теста",
        service=services.enter_test,
        title="Результаты теста",
        submit="Сохранить",
        success="Результаты внесены. Теперь их проверит другой человек.",
        form=forms.TestsForm,
        view=views.TestsView,
        offered=_someone_came,
    ),
    Act(
        code="check-tests",
        button="Проверить результаты теста",
        past="Проверены результаты теста",
        service=services.check_test,
        submit="Проверить",
        help="Посчитайте верные ответы по бланку и введите число ещё раз. Что внёс коллега, вы до"
        " этого не видите. Кого ещё не проверяете, оставьте пустым.",
        success="Проверено.",
        form=forms.ChecksForm,
        view=views.ChecksView,
        right="oversee",
        offered=_someone_came,
    ),
)
_OF_FINALISTS = (
    Act(
        code="enter-test",
        button="Результат теста",
        past="Внесён результат теста",
        service=services.enter_test,
        title="Результат теста",
        submit="Сохранить",
        help="После исправления результат снова проверит другой человек.",
        success="Результат внесён. Теперь его проверит другой человек.",
        form=forms.TestForm,
        view=views.FinalistActView,
        parts=_finalists,
        part_name="finalist",
    ),
    Act(
        code="no-show",
        button="Записать неявку",
        past="Записана неявка",
        service=lists.record_no_show,
        title="Записать неявку",
        submit="Записать",
        help="По решению комиссии участник остаётся без места, итоги подводят без него. Если"
        " решение стоит в подписанном протоколе заседания, неявка запишется сама.",
        success="Неявка записана.",
        look=Look.DANGER,
        form=forms.DecisionForm,
        view=views.FinalistActView,
        parts=_finalists,
        part_name="finalist",
    ),
    Act(
        code="take-back-no-show",
        button="Отменить неявку",
        past="Неявка отменена",
        service=lists.take_back_no_show,
        submit="Отменить неявку",
        help="Участник снова участвует. Отмена – тоже решение: нужны его номер и дата.",
        success="Неявка отменена.",
        form=forms.DecisionForm,
        view=views.NoShowView,
        parts=_no_shows,
        part_name="no_show",
    ),
)
_OF_TIME = (
    Act(
        code="role-play-start",
        button="Начать",
        past="Начата ролевая игра",
        service=services.start_run,
        title="Начать ролевую игру",
        view=views.StartView,
        parts=_finalists,
        part_name="finalist",
    ),
    Act(
        code="role-play-pause",
        button="Остановить время",
        past="Время ролевой игры остановлено",
        service=services.pause_run,
        form=forms.PauseForm,
        view=views.RunActView,
        parts=_runs,
        part_name="run",
    ),
    Act(
        code="role-play-resume",
        button="Продолжить",
        past="Время ролевой игры пошло дальше",
        service=services.resume_run,
        title="Продолжить ролевую игру",
        view=views.RunActView,
        parts=_runs,
        part_name="run",
    ),
    Act(
        code="role-play-finish",
        button="Закончить",
        past="Ролевая игра закончена",
        service=services.finish_run,
        title="Закончить ролевую игру",
        view=views.RunActView,
        parts=_runs,
        part_name="run",
    ),
    Act(
        code="role-play-discard",
        button="Начать время заново",
        past="Время ролевой игры сброшено",
        service=services.discard_run,
        submit="Сбросить",
        help="Прежнее время пропадёт, в истории останется, что и почему сброшено.",
        success="Время сброшено: его можно начать снова.",
        look=Look.DANGER,
        form=forms.DiscardForm,
        view=views.RunActView,
        parts=_runs,
        part_name="run",
    ),
)
ACTS = (*_OF_ALL, *_OF_FINALISTS, *_OF_TIME)
