"""The boxes and pages of needs and wishes on a graduate's card (P-2.2e)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.back_office import DeskAdmin, DeskFormView, Panel, uncached
from core.errors import Refused
from placement.consents import HEALTH
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.grants import gate
from placement.needs import services
from placement.needs.forms import NeedsForm, WishesForm
from placement.needs.models import JobWishes

TITLE, WISHES = "Условия, которые нужны", "Пожелания к работе"


def needs_panel(graduate: Graduate, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Whether needs are filled in; the needs themselves stand on a page of their own, logged."""
    if not desk.allows(request, "health", graduate):
        return None
    if not gate.allows(graduate, HEALTH):
        words = "Нет согласия на сведения о здоровье: спрашивать об условиях пока нельзя."
        return Panel(code="needs", title=TITLE, note=words)
    row = services.kept_needs([graduate]).get(graduate.pk)
    note = "Ещё не внесены."
    if row is not None:
        note = f"{noted(graduate, row, f'Внесены {row.changed_at:%d.%m.%Y}')}."
    url = reverse("placement_graduate_needs", args=[graduate.pk])
    links = [("Посмотреть и изменить" if row else "Внести", url)]
    return Panel(code="needs", title=TITLE, note=note, links=links)


def wishes_panel(graduate: Graduate, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """What the person wishes of a job."""
    row = services.wishes_of(graduate)
    may_work = desk.allows(request, "work", graduate)
    url = reverse("placement_graduate_wishes", args=[graduate.pk])
    return Panel(
        code="wishes",
        title=WISHES,
        facts=_facts(row) if row else [],
        note=noted(graduate, row).capitalize() if row else "",
        empty="Ещё не внесены.",
        links=[("Изменить пожелания" if row else "Внести пожелания", url)] if may_work else [],
    )


def _facts(row: JobWishes) -> list[tuple[str, str]]:
    labels = {
        name: str(JobWishes._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # noqa: SLF001
        for name in JobWishes.SCHEDULES.values()
    }
    words = {True: "подходит", False: "не подходит", None: ""}
    temporary = words[row.takes_temporary]
    facts = [
        ("Кроме своей профессии", ", ".join(str(one) for one in row.professions.all())),
        ("Куда добираться", "; ".join(str(one) for one in row.districts.all())),
        ("График", ", ".join(words for name, words in labels.items() if getattr(row, name))),
        ("Оклад не меньше", f"{row.pay_from} руб." if row.pay_from else ""),
        ("Может выйти с", f"{row.start_from:%d.%m.%Y}" if row.start_from else ""),
        ("Временная работа", temporary),
    ]
    return [(label, text) for label, text in facts if text]


@uncached
class NeedsView(DeskFormView):
    """The needs of one person, to be read and changed; showing them is a look, logged."""

    object: Graduate
    right = "health"
    title = TITLE
    form_class = NeedsForm
    submit_label = "Сохранить"
    success = "Условия сохранены."
    help = (
        "Это сведения о здоровье. Спрашивайте только то, что нужно для подбора работы. На любой вопрос"
        " можно не отвечать. Каждый просмотр записывается."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"needs": services.needs_of(self.object, self.actor)}

    def perform(self, form: NeedsForm) -> None:
        services.set_needs(
            graduate=self.object,
            needs=form.typed(),
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without the consent, lead back and say so."""
        return self._unless_refused(super().get, request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without the consent, lead back and say so."""
        return self._unless_refused(super().post, request)

    def _unless_refused(self, answer: Any, request: HttpRequest) -> HttpResponse:
        try:
            response: HttpResponse = answer(request)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect(self.get_object_url())
        return response


class WishesView(DeskFormView):
    """What one person wishes of a job."""

    object: Graduate
    right = "work"
    title = WISHES
    form_class = WishesForm
    submit_label = "Сохранить"
    success = "Пожелания сохранены."
    help = "О здоровье здесь не пишут: для этого есть «Условия, которые нужны»."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"wishes": services.wishes_of(self.object)}

    def perform(self, form: WishesForm) -> None:
        services.set_wishes(graduate=self.object, actor=self.actor, **form.typed())
