"""Views of the register of graduates that need more than their act."""

from typing import Any

from core.back_office import ActView, CreateRowView
from placement.graduates import services
from placement.graduates.models import Graduate

from .forms import NewGraduateForm, OtherCardForm


class CreateGraduateView(CreateRowView):
    """A new card."""

    def perform(self, form: Any) -> None:
        assert isinstance(form, NewGraduateForm)
        self.object = self.service(
            data=form.typed(), is_another=form.cleaned_data["is_another"], actor=self.actor
        )


class OtherCardView(ActView):
    """An act on two cards that look alike."""

    object: Graduate

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"alike": services.likely_same(self.object)}

    def perform(self, form: OtherCardForm) -> None:
        """The card whose page this is stays."""
        other = form.cleaned_data["other"]
        if self.act.code == "join":
            self.service(keep=self.object, merge=other, actor=self.actor)
        else:
            self.service(graduate=self.object, other=other, actor=self.actor)
