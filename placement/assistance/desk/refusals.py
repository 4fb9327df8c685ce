"""A refusal of a request on its desk: the form, the acts, the paper (P-3.6)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase

from core import exports
from core.back_office import Act, DeskObjectView, uncached
from core.lifecycle import STAFF
from core.models import User
from forms_app import services as forms_services
from forms_app.back_office.decisions import DecisionView
from forms_app.lifecycle import SUBMISSION
from forms_app.models import Submission
from placement.assistance import services
from placement.assistance.models import Refusal
from placement.assistance.papers import refusals


class RefuseForm(forms.Form):
    """One of the two grounds."""

    ground = forms.ChoiceField(
        label="Основание отказа",
        choices=Refusal.Ground.choices,
        widget=forms.RadioSelect,
        help_text="Других оснований нет. Заявитель прочтёт этот текст на странице заявления.",
    )


def _may_refuse(submission: Submission) -> bool:
    allowed = SUBMISSION.actions(source=submission.state, who=STAFF)
    return "reject" in allowed and forms_services.may_be_rejected(submission)


def awaits_signature(submission: Submission) -> bool:
    """Whether a refusal is prepared that the deputy director may sign."""
    row = services.standing_refusal(submission)
    return _may_refuse(submission) and row is not None and not row.is_signed


def was_prepared_by(submission: Submission, user: User) -> bool:
    """Whether this person has prepared the refusal: another one signs."""
    row = services.standing_refusal(submission)
    return row is not None and row.prepared_by_id == user.pk


REFUSAL_ACTS = (
    Act(
        code="prepare-refusal",
        button="Подготовить отказ",
        past="Подготовлен отказ",
        service=services.prepare_refusal,
        title="Отказ в содействии",
        submit="Передать на подпись",
        help="Отказ подписывает заместитель директора. До подписи заявитель ничего не узнает.",
        success="Отказ ждёт подписи заместителя директора.",
        form=RefuseForm,
        offered=lambda submission: (
            _may_refuse(submission) and services.standing_refusal(submission) is None
        ),
        view=DecisionView,
    ),
    Act(
        code="drop-refusal",
        button="Отказ не нужен",
        past="Подготовленный отказ отменён",
        service=services.drop_refusal,
        help="Подготовленный отказ будет отменён, заявление рассматривается дальше.",
        success="Отказ отменён.",
        offered=awaits_signature,
        view=DecisionView,
    ),
)


@uncached
class RefusalPaperView(DeskObjectView):
    """The institution's refusal of a request, prepared or signed, as PDF."""

    http_method_names = ["get"]
    right = "work"
    object: Submission

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        refusal = services.standing_refusal(self.object)
        if refusal is None:
            raise Http404
        return exports.pdf_response(name=str(refusal), pdf=refusals.institution(refusal).pdf)
