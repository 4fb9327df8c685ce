"""The steps of the request for assistance, one topic each (P-F1)."""

from forms_app.engine.steps import ConsentStep, Step
from placement.assistance.journey import forms_person as person
from placement.assistance.journey import forms_request as request
from placement.assistance.journey.common import is_represented, signs_alone_or_beside
from placement.consents import ASSISTANCE, text_purpose
from placement.resumes.journey_steps import resume_steps

CONSENT, CONSENT_OF_REPRESENTATIVE = "consent", "consent-representative"
_HELP = (
    "Это единственное обязательное согласие: без него нельзя даже открыть дело. Отметка – ещё не"
    " подпись: подписать согласие попросим после отправки."
)

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
    Step(code="passport", title="Паспорт", form_class=person.PassportForm),
    Step(code="contacts", title="Связь и адреса", form_class=person.ContactsForm),
    Step(code="study", title="Профессия и свидетельство", form_class=request.StudyForm),
    Step(code="undertaking", title="Ваше обещание", form_class=request.UndertakingForm),
    Step(code="further", title="Другие согласия", form_class=request.FurtherForm),
    *resume_steps(),
)
