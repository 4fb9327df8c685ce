"""Views of the vacancy register: each calls one service (P-2.4b)."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.admin import messages

from core import clock, outbox
from core.back_office import DeskFormView, DeskListFormView, DeskObjectView
from core.back_office.history import history_lines
from core.models import HistoryRecord, Letter
from core.templatetags.desk_tags import state_tag
from placement.common.links import employer_url, submission_url
from placement.vacancies import services
from placement.vacancies.letters import address_of
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.rules.pay import is_lower_on_probation
from placement.vacancies.services import asks
from placement.vacancies.services.asks import is_long_unpublished
from placement.vacancies.services.data import labels_of

from . import facts
from .forms import ConfirmForm, FillForm, NewVacancyForm, NoteForm, ReasonForm, VacancyForm, WhyForm

_TAGS = {
    VacancyState.NEW: "waiting",
    VacancyState.PUBLISHED: "ok",
    VacancyState.PAUSED: "warning",
    VacancyState.FILLED: "accepted",
    VacancyState.EXPIRED: "withdrawn",
    VacancyState.WITHDRAWN: "withdrawn",
}


def state_of(vacancy: Vacancy) -> SafeString:
    """The state as a tag."""
    return state_tag(_TAGS[VacancyState(vacancy.state)], vacancy.get_state_display())


class VacancyView(DeskObjectView):
    """One vacancy with everything about it, and what can be done to it now."""

    template_name = "placement/vacancies/desk/vacancy.html"
    http_method_names = ["get"]
    object: Vacancy

    def get_title(self) -> str:
        return self.object.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vacancy, desk = self.object, self.desk
        records = list(HistoryRecord.objects.about(vacancy).select_related("actor"))
        return super().get_context_data(
            zone=desk.zone(self.request),
            state=state_of(vacancy),
            buttons=desk.actions(self.request, vacancy),
            sections=facts.sections(vacancy),
            unpublished=facts.unpublished(vacancy),
            findings=facts.findings(vacancy),
            notices=self._notices(),
            employer_url=employer_url(self.request, vacancy.employer),
            request_url=submission_url(self.request, vacancy.request.submission_id)
            if vacancy.request
            else "",
            public_url=vacancy.get_absolute_url() if vacancy.is_public else "",
            may_work=desk.may(self.request, "work"),
            address=address_of(vacancy) if desk.may(self.request, "work") else "",
            letters=letters_of(records),
            records=history_lines(records, desk),
            **kwargs,
        )

    def _notices(self) -> list[str]:
        vacancy = self.object
        found = []
        if vacancy.is_live and vacancy.profession_id is None:
            found.append("Профессия не из перечня: выберите её, чтобы опубликовать вакансию.")
        if vacancy.has_unexplained_wording:
            found.append("Проверка отметила формулировки: исправьте их или внесите пояснение.")
        if is_lower_on_probation(vacancy.pay, vacancy.pay_probation):
            found.append("На испытательный срок предложен меньший оклад: проверьте, так ли это.")
        if vacancy.hidden_at:
            found.append("Работодатель не ответил: вакансия снята с сайта, пока её не подтвердят.")
        elif vacancy.stale_at:
            found.append("Работодатель не ответил на вопрос, актуальна ли вакансия. Позвоните ему.")
        if is_long_unpublished(vacancy, clock.now()):
            found.append(self._unpublished_notice())
        return found

    def _unpublished_notice(self) -> str:
        ends_at = asks.expires_unpublished_at(self.object)
        assert ends_at is not None
        day = clock.in_zone(ends_at, self.desk.zone(self.request)).date()
        return f"Вакансию не опубликовали. Если ничего не изменится, {day:%d.%m.%Y} она закроется."


def letters_of(records: list[HistoryRecord]) -> list[Letter]:
    """The letters that asked about the vacancy, by its history."""
    keys = [record.details["letter"] for record in records if "letter" in record.details]
    if not keys:
        return []
    letters: list[Any] = list(Letter.objects.filter(pk__in=keys).order_by("created_at"))
    for letter in letters:
        letter.shown_to = "адрес удалён" if letter.to == outbox.NOBODY else letter.to
    return letters


class CreateView(DeskListFormView):
    """Staff enter a vacancy that came by phone or on paper."""

    title = "Внести вакансию"
    template_name = "placement/vacancies/desk/form.html"
    submit_label = "Внести"
    form_class = NewVacancyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the employer from whose page one came."""
        return {"initial": {"employer": self.request.GET.get("employer", "")}}

    def perform(self, form: NewVacancyForm) -> None:
        """Call the service."""
        self.object = services.create_vacancy(
            data=form.data_typed(), employer=form.cleaned_data["employer"], actor=self.actor
        )
        _warn(self.request, self.object)


class EditView(DeskFormView):
    """Correct what is said of a vacancy."""

    title = "Изменить вакансию"
    template_name = "placement/vacancies/desk/form.html"
    submit_label = "Сохранить"
    success = "Изменения сохранены."
    form_class = VacancyForm
    object: Vacancy

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"vacancy": self.object}

    def perform(self, form: VacancyForm) -> None:
        """Call the service."""
        row = services.update_vacancy(
            vacancy=self.object,
            data=form.data_typed(),
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )
        _warn(self.request, row)


def _warn(request: HttpRequest, vacancy: Vacancy) -> None:
    """Say what the specialist should look at once more; it is saved all the same."""
    if vacancy.has_unexplained_wording:
        labels = ", ".join(
            f"«{flag['text']}» ({labels_of([flag['field']])[0]})" for flag in vacancy.wording_flags
        )
        messages.warning(request, f"Проверьте формулировки: {labels}.")


class PublishView(DeskFormView):
    """Put it on the site."""

    title = "Опубликовать вакансию"
    submit_label = "Опубликовать"
    help = (
        "Вакансия сразу появится на сайте. Возраст, пол и контактное лицо не показываются. "
        "Через 30 дней работодателя спросят, актуальна ли она."
    )
    success = "Вакансия опубликована."
    service = staticmethod(services.publish)


class PauseView(DeskFormView):
    """Take it off for a while."""

    title = "Приостановить показ"
    form_class = WhyForm
    submit_label = "Приостановить"
    help = "Вакансия исчезнет с сайта, пока вы её не возобновите."
    success = "Показ приостановлен."
    service = staticmethod(services.pause)


class ResumeView(DeskFormView):
    """Show it again."""

    title = "Возобновить показ"
    submit_label = "Возобновить"
    help = "Возобновляйте, когда работодатель подтвердил вакансию: это отмечается датой."
    success = "Вакансия снова на сайте."
    service = staticmethod(services.resume)


class FillView(DeskFormView):
    """Close: people were hired."""

    title = "Закрыть: работник найден"
    form_class = FillForm
    submit_label = "Закрыть вакансию"
    help = (
        "Вакансия закроется. Если свободные места остались и работодатель ищет дальше, "
        "не закрывайте её: подтвердите и укажите, сколько мест свободно."
    )
    success = "Вакансия закрыта: работник найден."
    service = staticmethod(services.fill)
    object: Vacancy

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"filled_places": self.object.places}}


class WithdrawView(DeskFormView):
    """Close: nobody is needed."""

    title = "Отозвать вакансию"
    form_class = ReasonForm
    submit_label = "Отозвать"
    submit_class = "no"
    help = "Работодатель отказался от заявки или вакансия внесена по ошибке."
    success = "Вакансия отозвана."
    service = staticmethod(services.withdraw)


class ExpireView(DeskFormView):
    """Close: its time is over."""

    title = "Закрыть: срок прошёл"
    form_class = NoteForm
    submit_label = "Закрыть"
    submit_class = "no"
    help = "Вакансию давно не подтверждали, и работодатель недоступен."
    success = "Вакансия закрыта."
    service = staticmethod(services.expire)


class ReopenView(DeskFormView):
    """Make it new again."""

    title = "Открыть заново"
    form_class = WhyForm
    submit_label = "Открыть"
    help = "Вакансия снова станет новой. Проверьте её и опубликуйте."
    success = "Вакансия открыта заново."
    service = staticmethod(services.reopen)


class ConfirmView(DeskFormView):
    """The employer said by phone that it is still wanted."""

    title = "Подтвердить по телефону"
    form_class = ConfirmForm
    submit_label = "Вакансия актуальна"
    help = "Работодатель сам сказал вам, что вакансия актуальна. Следующий вопрос – через 30 дней."
    success = "Записано: вакансия актуальна."
    service = staticmethod(services.confirm_actual)
    object: Vacancy

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"places": self.object.places}}


class AskView(DeskFormView):
    """Send the question now."""

    title = "Спросить работодателя"
    submit_label = "Отправить письмо"
    help = "Работодатель получит письмо со ссылкой, по которой отвечают без входа на сайт."
    success = "Письмо поставлено в очередь отправки."
    object: Vacancy

    def perform(self, form: Any) -> None:
        """Call the service."""
        asks.ask_employer(vacancy=self.object, at=clock.now(), actor=self.actor)
