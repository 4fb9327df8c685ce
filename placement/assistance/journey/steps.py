"""The steps of the request for assistance, one topic each (P-F1)."""

import dataclasses
from typing import Any

from forms_app.engine.context import JourneyContext
from forms_app.engine.forms import StepForm
from forms_app.engine.steps import ConsentStep, Step
from placement.assistance.journey import forms_person as person
from placement.assistance.journey import forms_request as request
from placement.assistance.journey.common import (
    REPRESENTATIVE,
    full_name,
    is_represented,
    signs_alone_or_beside,
)
from placement.consents import ASSISTANCE, text_purpose
from placement.resumes.journey_steps import resume_steps

CONSENT, CONSENT_OF_REPRESENTATIVE = "consent", "consent-representative"
_HELP = (
    "Это единственное обязательное согласие: без него нельзя даже открыть дело. Отметка – ещё не"
    " подпись: подписать согласие попросим после отправки."
)


@dataclasses.dataclass(kw_only=True)
class PersonStep(Step):
    """A step about who looks for work: a parent who types is reminded whose passport is meant."""

    def form(self, ctx: JourneyContext, data: Any = None) -> StepForm:
        """The form, which names the person to whoever fills in for them."""
        form = super().form(ctx, data)
        if ctx.data.get("who", {}).get("who") == REPRESENTATIVE and "person" in ctx.data:
            about = f"Вы заполняете за другого человека. Здесь отвечайте о нём: {full_name(ctx)}."
            form.help = f"{about} {form.help}".strip()
        return form


STEPS: tuple[Step, ...] = (
    Step(code="who", title="Кто заполняет", form_class=person.WhoForm),
    Step(code="person", title="Имя и дата рождения", form_class=person.PersonForm),
    ConsentStep(
        code=CONSENT,
        title="Согласие на сопровождение",
        purpose=ASSISTANCE,
        help=_HELP,
        is_signed=False,
        is_signed_later=True,
        when=signs_alone_or_beside,
    ),
    ConsentStep(
        code=CONSENT_OF_REPRESENTATIVE,
        title="Согласие законного представителя",
        purpose=text_purpose(ASSISTANCE, by_representative=True),
        help=_HELP,
        is_signed=False,
        is_signed_later=True,
        # Of a minor the representative reads and signs on a page of their own.
        when=lambda ctx: is_represented(ctx) and not signs_alone_or_beside(ctx),
    ),
    Step(
        code="representative",
        title="Законный представитель",
        form_class=person.RepresentativeForm,
        help="Согласия подписывает и законный представитель. Он получит свою ссылку.",
        when=is_represented,
    ),
    PersonStep(code="passport", title="Паспорт", form_class=person.PassportForm),
    PersonStep(code="contacts", title="Связь и адреса", form_class=person.ContactsForm),
    PersonStep(code="study", title="Профессия и свидетельство", form_class=request.StudyForm),
    Step(code="undertaking", title="Ваше обещание", form_class=request.UndertakingForm),
    PersonStep(code="further", title="Другие согласия", form_class=request.FurtherForm),
    *(PersonStep(**vars(step)) for step in resume_steps()),
)
