"""«Что дальше»: the next step of the case, and what one tells the specialist from here (P-2.2b)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from core import clock
from core.errors import Refused
from core.fields import TextField
from core.forms import TidyForm
from placement.cases import services, step_kinds
from placement.cases.models import Case

from .base import OwnPage, call_us
from .sections import Section

LIMITS = "limits"
# Code → the words of the choice, which are what the specialist reads.
MATTERS = {
    "found": "Появилась работа",
    "lost": "Работы больше нет",
    "conditions": "Условия на работе не те, о которых договорились",
    LIMITS: "Изменились ограничения по здоровью",
    "end": "Помощь больше не нужна, закройте сопровождение",
    "other": "Другое",
}
LEFT_OUT = (
    "Подробности о здоровье мы не записали: здесь их не хранят. Расскажите о них специалисту при"
    " встрече."
)
OVER = "Сопровождение уже завершено. Если нужна помощь, {ask}."


def open_case(page: OwnPage) -> Case | None:
    """The case of this graduate that goes on."""
    return Case.objects.open().filter(graduate=page.graduate).select_related("graduate").first()


def section(page: OwnPage) -> Section | None:
    """What is next, for who has proved to be the owner, and the way to tell something."""
    case = open_case(page)
    if case is None:
        return None
    step = None
    if page.is_proved:
        waiting = case.steps.waiting().exclude(kind__code=step_kinds.MESSAGE)
        step = waiting.select_related("kind").first()
    is_late = step is not None and step.due_on < clock.local_day(clock.now())
    context = {
        "page": page,
        "step": step,
        "is_late": is_late,
        "is_promise": step is not None and step.kind.code == step_kinds.HIRED,
        "tell_url": page.url("tell"),
    }
    return Section("Что дальше", "placement/own_page/case.html", context)


class TellForm(TidyForm):
    """What has happened. Of health no details are asked for: there is another place for them."""

    matter = forms.ChoiceField(
        label="Что случилось",
        choices=list(MATTERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что случилось."},
    )
    details = TextField(
        label="Подробнее",
        required=False,
        max_length=1000,
        help_text="Например, где и с какого дня вы работаете или выйдете на работу. О болезнях и диагнозах не пишите.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Whoever chooses «другое» says what."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("matter") == "other" and not typed.get("details"):
            self.add_error("details", "Напишите, что случилось.")
        return typed

    @property
    def text(self) -> str:
        """What the specialist reads; details beside a change of health are not kept."""
        words, details = MATTERS[self.cleaned_data["matter"]], self.cleaned_data["details"]
        return f"{words}. {details}" if details and not self.leaves_out_details else words

    @property
    def leaves_out_details(self) -> bool:
        """Whether something was typed that is not kept here."""
        return self.cleaned_data["matter"] == LIMITS and bool(self.cleaned_data["details"])


class TellPage(OwnPage):
    """«Сообщить специалисту»: becomes a step that waits for the specialist."""

    needs_proof = True

    @cached_property
    def case(self) -> Case | None:
        """The case that goes on."""
        return open_case(self)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask what has happened."""
        return self._ask(TellForm(initial=self.typed_before()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Pass it on."""
        form = TellForm(request.POST)
        if self.case is None or not form.is_valid():
            return self._ask(form)
        try:
            services.tell(
                case=self.case,
                text=form.text,
                is_representative=self.representative is not None,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._ask(form)
        messages.success(request, "Спасибо, мы передали это специалисту. Он свяжется с вами.")
        if form.leaves_out_details:
            messages.info(request, LEFT_OUT)
        return redirect(self.url())

    def _ask(self, form: TellForm) -> HttpResponseBase:
        if self.case is None:
            return self.moved_on(
                OVER.format(ask=call_us(self.request)["ask"]), form["details"].value() or ""
            )
        return self.show("placement/own_page/tell.html", {"form": form})
