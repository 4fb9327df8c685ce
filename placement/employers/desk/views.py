"""Views of the employers' data bank: each calls one service (P-2.2a, P-5.3)."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from core import clock, exports
from core.back_office import DeskFormView, DeskListFormView, DeskListView, DeskObjectView
from core.back_office.history import history_of
from core.back_office.listing import Listing
from core.errors import Refused
from core.history import log_read
from core.models import User
from placement.centre import operators
from placement.common.links import submission_url, vacancy_url
from placement.employers import papers as paper
from placement.employers import services
from placement.employers.likeness import Likely, likely_duplicates
from placement.employers.models import ContactRecord, Employer, EmployerContact

from .forms import EmployerForm

PEOPLE = "контактные лица работодателя"
# More rows than this make a paper that nobody prints and that takes long to make.
PRINTED = 500
# Of records, requests and vacancies, the newest; the others stand in their own registers.
SHOWN = 100


def log_people(request: HttpRequest, employer: Employer) -> None:
    """Somebody looks at names and phones of people (X-5)."""
    log_read(
        employer,
        actor=cast(User, request.user),
        what=PEOPLE,
        organisation=operators.operator(),
    )


class EmployerView(DeskObjectView):
    """All about one employer, and what can be done."""

    template_name = "placement/employers/desk/employer.html"
    object: Employer

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        employer, request = self.object, self.request
        is_current = employer.merged_into_id is None
        may_work = is_current and self.desk.may(request, "work")
        contacts = list(employer.contacts.all())
        if contacts:
            log_people(request, employer)
        return super().get_context_data(
            zone=self.desk.zone(request),
            today=clock.local_day(clock.now()),
            may_work=may_work,
            buttons=self._buttons() if may_work else [],
            kept_url=self.desk.url("inspect", employer.merged_into) if not is_current else "",
            merged=[(row, self.desk.url("inspect", row)) for row in employer.merged.all()],
            contacts=[self._person(person, may_work=may_work) for person in contacts],
            records=[self._record(row, may_work=may_work) for row in self._records()],
            requests=self._requests(),
            vacancies=self._vacancies(),
            likely=self._likely() if is_current else [],
            lines=history_of(employer, self.desk),
            **kwargs,
        )

    def _buttons(self) -> list[dict[str, str]]:
        actions = (
            ("record", "Записать контакт", "history", "button-primary"),
            ("edit", "Изменить", "edit", "button-secondary"),
            ("confirm", "Подтвердить сведения", "check", "button-secondary"),
            ("person", "Добавить контактное лицо", "user", "button-secondary"),
            ("pair", "Объединить с другой карточкой", "resubmit", "button-secondary"),
        )
        return [
            {
                "url": self.desk.url(name, self.object),
                "label": text,
                "icon": icon,
                "classname": look,
            }
            for name, text, icon, look in actions
        ]

    def _person(self, person: EmployerContact, *, may_work: bool) -> dict[str, Any]:
        urls = {
            name: self.desk.url(name, self.object, person.pk) if may_work else ""
            for name in ("edit-person", "remove-person")
        }
        return {"row": person, "edit": urls["edit-person"], "remove": urls["remove-person"]}

    def _records(self) -> list[ContactRecord]:
        return list(self.object.records.select_related("by", "done_by")[:SHOWN])

    def _record(self, row: ContactRecord, *, may_work: bool) -> dict[str, Any]:
        is_open = row.promised_on is not None and row.done_at is None
        url = self.desk.url("done", self.object, row.pk) if is_open and may_work else ""
        return {"row": row, "is_open": is_open, "done": url}

    def _requests(self) -> list[tuple[Any, str]]:
        rows = self.object.requests.all()[:SHOWN]
        return [(row, submission_url(self.request, row.submission_id)) for row in rows]

    def _vacancies(self) -> list[tuple[Any, str]]:
        rows = self.object.vacancies.select_related("profession")[:SHOWN]
        return [(row, vacancy_url(self.request, row)) for row in rows]

    def _likely(self) -> list[dict[str, Any]]:
        may_work = self.desk.may(self.request, "work")
        return [
            {
                "row": one.employer,
                "why": one.why,
                "url": self.desk.url("inspect", one.employer),
                **{
                    name: self.desk.url(name, self.object, one.employer.pk) if may_work else ""
                    for name in ("merge", "apart")
                },
            }
            for one in likely_duplicates(self.object)
        ]


class EmployerCreateView(DeskListFormView):
    """A new employer; those of the bank that it may be are shown before it is saved."""

    template_name = "placement/employers/desk/form.html"
    title = "Новый работодатель"
    form_class = EmployerForm
    submit_label = "Внести"
    success = "Работодатель внесён."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        likely = [(one, self.desk.url("inspect", one.employer)) for one in self._likely(kwargs)]
        seen = ",".join(str(one.employer.pk) for one, _ in likely)
        if likely:
            kwargs["submit_label"] = "Это другой работодатель, внести"
        return super().get_context_data(likely=likely, seen=seen, **kwargs)

    def _likely(self, kwargs: dict[str, Any]) -> list[Likely]:
        data = getattr(kwargs["form"], "employer_data", None)
        return likely_duplicates(data) if data is not None else []

    def perform(self, form: EmployerForm) -> None:
        """Call the service, unless there are like ones that this person has not seen yet."""
        data = form.employer_data
        seen = set(self.request.POST.get("seen", "").split(","))
        if not {str(one.employer.pk) for one in likely_duplicates(data)} <= seen:
            raise Refused("Похожие работодатели в банке уже есть. Посмотрите, не один ли это.")
        self.object = services.register_employer(data=data, actor=self.actor)


class EmployerEditView(DeskFormView):
    """Change the data."""

    title = "Изменить сведения"
    form_class = EmployerForm
    submit_label = "Сохранить"
    success = "Сведения сохранены."
    object: Employer

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"data_before": services.data_of(self.object)}

    def perform(self, form: EmployerForm) -> None:
        services.update_employer(
            employer=self.object,
            data=form.employer_data,
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


class ConfirmView(DeskFormView):
    """The data are right today."""

    title = "Подтвердить сведения"
    submit_label = "Сведения верны"
    help = "Отметьте, когда проверили сведения: по телефону, на сайте работодателя или в реестре."
    success = "Отмечено: сведения подтверждены сегодня."
    service = staticmethod(services.confirm_employer)


class PrintView(DeskListView):
    """The filtered list on paper."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF, or say that the list is too long for it."""
        listing = Listing(self.desk, request)
        rows = list(self.desk.display_rows(listing.queryset())[: PRINTED + 1])
        if len(rows) > PRINTED:
            messages.error(
                request, f"Для печати – не больше {PRINTED} строк. Сузьте список или выгрузите его."
            )
            return redirect(self.desk.url("index") + listing.address())
        chosen = [f"{f.label}: {dict(f.options)[f.value]}" for f in listing.filters if f.is_active]  # type: ignore[attr-defined]
        if listing.query:
            chosen.append(f"Найдено по словам: {listing.query}")
        made = paper.render(rows, chosen=chosen, at=clock.now(), tz=self.desk.zone(request))
        return exports.pdf_response(name="Банк данных работодателей", pdf=made.pdf)
