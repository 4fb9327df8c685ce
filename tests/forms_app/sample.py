"""A journey without a domain: proves that the engine knows none."""

import datetime as dt
import zoneinfo

from django import forms

from core.errors import Refused
from core.models import Journal, Organisation
from core.paper import Paper
from forms_app.engine import registry
from forms_app.engine.context import Scope
from forms_app.engine.fields import (
    AbsentOrNumberField,
    DateField,
    EmailField,
    PassportNumberField,
    PercentField,
    PersonNameField,
    PhoneField,
)
from forms_app.engine.forms import ConsentForm, RowForm, Rows, StepForm, StepWarning
from forms_app.engine.journey import Identity, Journey, PaperInput, PaperSpec, UploadSlot
from forms_app.engine.proof import Proof
from forms_app.engine.steps import ConsentStep, Step

DEADLINE = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


class KindForm(StepForm):
    kind = forms.ChoiceField(
        label="Вид", choices=[("short", "Краткая"), ("long", "Полная")], widget=forms.RadioSelect
    )


class SampleConsentForm(ConsentForm):
    familiar = forms.BooleanField(label="С порядком ознакомлен(а)")


class PersonForm(StepForm):
    name = PersonNameField(label="Фамилия, имя, отчество", max_length=300)
    email = EmailField(label="Адрес электронной почты", required=False)
    phone = PhoneField(label="Контактный телефон", required=False)
    passport = PassportNumberField(label="Номер паспорта")
    plain = {"name": "Как в паспорте."}


class PeriodForm(RowForm):
    start = DateField(label="с")
    place = forms.CharField(label="Место", max_length=100)


class WorkForm(StepForm):
    share = AbsentOrNumberField(number=PercentField(), label="Доля")
    rows = (Rows("periods", PeriodForm, "Период", min=1, max=3, add_label="Добавить период"),)

    def warnings(self) -> list[StepWarning]:
        if self.cleaned_data["share"] == 100:
            return [StepWarning("share", "100 % бывает редко.")]
        return []


class RemarkForm(StepForm):
    text = forms.CharField(label="Заметки", widget=forms.Textarea, required=False)


class Sample(Journey):
    code = "sample"
    title = "Проба"
    clause_label = "Пункт положения"
    staff_permission = "core.review_reads"
    phone_answer = ("person", "phone")
    steps = (
        Step(code="kind", title="Вид", form_class=KindForm),
        ConsentStep(
            code="consent", title="Согласие", purpose="processing", form_class=SampleConsentForm
        ),
        Step(code="person", title="О вас", form_class=PersonForm),
        Step(code="work", title="Работа", form_class=WorkForm),
        Step(
            code="more",
            title="Ещё",
            form_class=RemarkForm,
            when=lambda ctx: ctx.data["kind"]["kind"] == "long",
        ),
    )
    proofs = (Proof("person", "phone", "Ваш телефон"),)
    deadline: dt.datetime = DEADLINE
    changes: list[str]
    filed: list[int]
    keep: dt.datetime | None = None

    def __init__(self) -> None:
        self.changes, self.filed = [], []

    def scopes_open(self, at):
        return [self.describe("only")]

    def describe(self, scope):
        if scope not in ("only", "other"):
            raise LookupError(scope)
        operator = Organisation.objects.get(code="sample")
        zone = zoneinfo.ZoneInfo("Asia/Novosibirsk")
        return Scope(scope, f"Приём {scope}", operator, zone, deadline=self.deadline, clause="11")

    def check_send(self, ctx):
        if ctx.data["person"]["name"] == "Отказов":
            raise Refused("Этому человеку отказано.", clause="8")

    def upload_slots(self, ctx):
        return [
            UploadSlot("signed", "Подписанная анкета", paper_code="form"),
            UploadSlot(
                "agreement", "Подписанное согласие", consent="processing", paper_code="consent"
            ),
            UploadSlot("extra", "Ещё документы", required=False, multiple=True, max_files=3),
        ]

    def papers(self, ctx):
        return [
            PaperSpec("form", "Анкета", "signed", self.render),
            PaperSpec("consent", "Согласие", "agreement", self.render, frozenset({"consent"})),
        ]

    def render(self, given: PaperInput) -> Paper:
        text = f"{given.reference} {given.digest} " + " ".join(a.text for a in given.answers)
        return Paper(html=text, pdf=b"%PDF-1.7 " + text.encode(), sha256="0" * 64)

    def consent_values(self, ctx, purpose):
        return {"name": ctx.data["person"]["name"]}

    def identity(self, ctx):
        person = ctx.data["person"]
        return Identity(person["name"], [person["phone"]], ctx.email or person["email"])

    def file(self, ctx, submission, version):
        self.filed.append(version.number)

    def on_change(self, submission, action, actor):
        self.changes.append(action)

    def journal(self, submission):
        return Journal.objects.get(code="sample")

    def keep_until(self, submission):
        return self.keep


def install() -> Sample:
    """Register a fresh sample."""
    sample = Sample()
    registry.register(sample)
    return sample
