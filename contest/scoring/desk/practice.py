"""«Пробная заявка»: marking tried out on an invented participant; nothing of it is kept (X-4)."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from contest.scoring.entries import criteria_of
from contest.scoring.rules.marks import Scale
from contest.scoring.rules.shown import shown_together
from contest.setup.models import Part
from core.back_office import uncached

from .part import OwnPartView
from .sheet import SheetForm

NAME = "Пробникова Вера Павловна"
WHAT = {
    Part.VIDEO: "Представьте двухминутное видеообращение: участница рассказывает, как помогла семье"
    " с тремя детьми найти работу рядом с домом. Говорит ясно, примеры из жизни, но последние"
    " двадцать секунд читает по бумаге.",
    Part.ROLE_PLAY: "Представьте ролевую игру: участница принимает посетителя, которому трижды"
    " отказали в работе. Она спокойна, находит три подходящие вакансии, но забывает сказать, какие"
    " документы взять с собой.",
}


@uncached
class PracticeView(OwnPartView):
    """The marks' form with an invented entry: it asks no service and stores nothing at all."""

    template_name = "contest/scoring/desk/practice.html"
    title = "Пробная заявка"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what saving would have come to, and keep what was chosen on the page."""
        form = self._form(request.POST)
        said = self._said(form) if form.is_valid() else ""
        return self.show(form, said=said)

    def show(self, form: SheetForm, said: str = "") -> HttpResponse:
        """Render the page."""
        context = {"form": form, "said": said, "name": NAME, "what": WHAT[Part(self.scored)]}
        return self.render_to_response(self.get_context_data(**context))

    def _form(self, data: Any = None) -> SheetForm:
        criteria = criteria_of(self.object, self.scored)
        return SheetForm(data, criteria=criteria, marks={}, comment="")

    def _said(self, form: SheetForm) -> str:
        steps = {one.pk: mark.steps for one, mark in form.given().items()}
        scale = Scale({one.pk: one.exact_step for one in form.criteria})
        mean = scale.member_mark(scale.sheet(steps))
        if mean is None:
            left = ", ".join(str(one) for one in form.criteria if one.pk not in steps)
            return f"Оценено не всё, осталось: {left}. Настоящая заявка ждала бы вас дальше."
        return (
            f"Оценено всё. Ваша оценка – {shown_together([mean]).text(mean)}, среднее по критериям."
        )
