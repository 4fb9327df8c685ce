"""What staff can do to a vacancy, declared once (P-2.4b, X-4)."""

from core import phones
from core.back_office import Act, Look
from forms_app.answers import mask
from placement.vacancies import services
from placement.vacancies.desk import forms, views
from placement.vacancies.letters import address_of
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks
from placement.vacancies.services.guards import why_unpublishable
from placement.vacancies.services.request_ends import undone


def _is_open(vacancy: Vacancy) -> bool:
    return vacancy.is_open


def _is_live(vacancy: Vacancy) -> bool:
    return vacancy.is_live


def _is_wanted(vacancy: Vacancy) -> bool:
    """Whether its request was neither rejected nor withdrawn."""
    return not undone(vacancy)


def _is_publishable(vacancy: Vacancy) -> bool:
    return _is_wanted(vacancy) and not why_unpublishable(vacancy)


def _words_to_read(vacancy: Vacancy) -> str:
    """Doubtful words that stand on a ground are read before they are published."""
    if not vacancy.wording_flags or vacancy.has_unexplained_wording:
        return ""
    return "проверка отметила слова. Откройте вакансию, прочтите их и основание и опубликуйте там."


def _where_asked(vacancy: Vacancy) -> str:
    """Where the question goes, or whom to call instead."""
    if address := address_of(vacancy):
        return f"Письмо уйдёт на адрес {mask(address)}."
    phone = phones.phone_text(vacancy.employer.phone)
    return f"Адреса электронной почты нет. Позвоните: {phone}." if phone else "Адреса нет."


LIST_ACTS = (
    Act(
        code="create",
        button="Внести вакансию",
        past="Внесена",
        service=services.create_vacancy,
        submit="Внести",
        icon="plus",
        form=forms.NewVacancyForm,
        view=views.CreateView,
    ),
)
PUBLISH = Act(
    code="publish",
    button="Опубликовать",
    past="Публикация",
    service=services.publish,
    title="Опубликовать вакансию",
    help="Вакансия сразу появится на сайте. Возраст, пол и контактное лицо не показываются. "
    "Через 30 дней работодателя спросят, актуальна ли она.",
    success="Вакансия опубликована.",
    look=Look.MAIN,
    offered=_is_publishable,
    for_many=True,
    is_pressed=True,
    read_first=_words_to_read,
    view=views.PublishView,
)
ACTS = (
    PUBLISH,
    Act(
        code="resume",
        button="Возобновить показ",
        past="Показ возобновлён",
        service=services.resume,
        submit="Возобновить",
        help="Возобновляйте, когда работодатель подтвердил вакансию: это отмечается датой.",
        success="Вакансия снова на сайте.",
        look=Look.MAIN,
        offered=lambda vacancy: not why_unpublishable(vacancy),
    ),
    Act(
        code="confirm",
        button="Подтвердить по телефону",
        past="Подтверждена: актуальна",
        service=services.confirm_actual,
        submit="Вакансия актуальна",
        help="Работодатель сам сказал вам, что вакансия актуальна."
        " Следующий вопрос – через 30 дней.",
        success="Записано: вакансия актуальна.",
        form=forms.ConfirmForm,
        initial=lambda vacancy: {"places": vacancy.free_places},
        is_pressed=True,
        offered=_is_open,
    ),
    Act(
        code="ask",
        button="Спросить сейчас",
        past="Работодателя спросили, актуальна ли",
        service=asks.ask_now,
        title="Спросить работодателя",
        submit="Отправить письмо",
        help="По ссылке из письма работодатель ответит без входа на сайт.",
        help_for=_where_asked,
        success="Письмо поставлено в очередь отправки.",
        offered=lambda vacancy: _is_open(vacancy) and bool(address_of(vacancy)),
        for_many=True,
    ),
    Act(
        code="edit",
        button="Изменить",
        past="Изменение",
        service=services.update_vacancy,
        title="Изменить вакансию",
        submit="Сохранить",
        success="Изменения сохранены.",
        form=forms.VacancyForm,
        offered=_is_live,
        view=views.EditView,
    ),
    Act(
        code="pause",
        button="Приостановить",
        past="Показ приостановлен",
        service=services.pause,
        title="Приостановить показ",
        help="Вакансия исчезнет с сайта, пока вы её не возобновите.",
        success="Показ приостановлен.",
        form=forms.WhyForm,
    ),
    Act(
        code="fill",
        button="Работник найден",
        past="Закрыта: работник найден",
        service=services.fill,
        submit="Записать",
        help="Когда заняты все места, вакансия закроется. Пока есть свободные, она остаётся "
        "открытой, и на сайте показаны только они.",
        success="Записано: работник найден.",
        form=forms.FillForm,
        initial=lambda vacancy: {"hired": vacancy.free_places},
    ),
    Act(
        code="reopen",
        button="Открыть заново",
        past="Открыта заново",
        service=services.reopen,
        submit="Открыть",
        help="Вакансия снова станет новой. Проверьте её и опубликуйте.",
        success="Вакансия открыта заново.",
        form=forms.ReopenForm,
        offered=_is_wanted,
    ),
    Act(
        code="expire",
        button="Срок прошёл",
        past="Закрыта: срок прошёл",
        service=services.expire,
        title="Закрыть: срок прошёл",
        submit="Закрыть",
        help="Вакансию давно не подтверждали, и работодатель недоступен.",
        success="Вакансия закрыта.",
        look=Look.DANGER,
        form=forms.NoteForm,
    ),
    Act(
        code="withdraw",
        button="Отозвать",
        past="Отозвана",
        service=services.withdraw,
        title="Отозвать вакансию",
        help="Работодатель отказался от заявки или вакансия внесена по ошибке.",
        success="Вакансия отозвана.",
        look=Look.DANGER,
        form=forms.ReasonForm,
    ),
)
# What happens to a vacancy without an act of staff.
EVENTS = {
    "hire": "Работник найден, есть свободные места",
    "mark-stale": "Работодатель не ответил в срок",
    "hide": "Снята с сайта без ответа",
    "forget-persons": "Данные заявки уничтожены",
}
