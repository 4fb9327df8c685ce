"""What staff can do to a card, declared once (X-4)."""

from core.back_office import Act, Look
from placement.graduates import services
from placement.graduates.desk import forms, views
from placement.graduates.lifecycle import GraduateState

LIST_ACTS = (
    Act(
        code="create",
        button="Внести человека",
        past="Внесён",
        service=services.register_graduate,
        title="Новая карточка",
        submit="Внести",
        success="Карточка внесена.",
        icon="plus",
        form=forms.NewGraduateForm,
        view=views.CreateGraduateView,
    ),
)
ACTS = (
    Act(
        code="confirm",
        button="Подтвердить",
        past="Подтверждён",
        service=services.confirm,
        title="Подтвердить: учится или учился у нас",
        submit="Подтвердить",
        help="Сверьте имя, дату рождения и группу со списками учебной части.",
        success="Отмечено: человек учится или учился у нас.",
        look=Look.MAIN,
    ),
    Act(
        code="edit",
        button="Изменить",
        past="Изменены сведения",
        service=services.update_graduate,
        title="Изменить сведения",
        submit="Сохранить",
        success="Сведения сохранены.",
        right="identity",
        form=forms.GraduateForm,
        offered=lambda graduate: graduate.is_current,
        view=views.EditGraduateView,
    ),
    Act(
        code="join",
        button="Это один человек",
        past="Присоединена карточка",
        service=services.merge_graduates,
        title="Объединить карточки одного человека",
        submit="Объединить",
        help="Останется эта карточка; выбранная будет привязана к ней. Ничего не переносится и не"
        " стирается, поэтому объединение можно отменить.",
        success="Карточки объединены.",
        form=forms.OtherCardForm,
        offered=lambda graduate: graduate.is_current and bool(services.likely_same(graduate)),
        view=views.OtherCardView,
    ),
    Act(
        code="apart",
        button="Это разные люди",
        past="Отмечено, что это разные люди",
        service=services.tell_apart,
        title="Похожие карточки разных людей",
        submit="Это разные люди",
        success="Больше не предложим объединить эти карточки.",
        form=forms.OtherCardForm,
        offered=lambda graduate: graduate.is_current and bool(services.likely_same(graduate)),
        view=views.OtherCardView,
    ),
    Act(
        code="part",
        button="Отменить объединение",
        past="Объединение отменено",
        service=services.part_graduates,
        title="Это всё-таки разные люди",
        submit="Отменить объединение",
        help="Карточка снова станет отдельной, такой, какой была.",
        success="Карточки снова раздельные.",
        offered=lambda graduate: graduate.state == GraduateState.MERGED,
    ),
)
# What happens to a card without an act of staff, and what other nouns write into its history.
EVENTS = {
    "import": "Внесён из таблицы",
    "undo-import": "Загрузка таблицы отменена",
    "merge": "Объединён с другой карточкой",
    "parted": "Отделена другая карточка",
    "destroy": "Данные уничтожены",
    "needs": "Изменены условия, которые нужны",
    "wishes": "Изменены пожелания к работе",
    "not-referred": "Записано, почему не направляем",
    "not-referred-taken-back": "Снята причина не направлять",
    "assistance-refused": "Отказался от содействия",
    "grant-asked": "Запрошено согласие",
    "grant-link-sent": "Отправлена ссылка для подписи согласия",
    "grant-signed": "Подписано согласие",
    "grant-withdrawn": "Отозвано согласие",
    "grant-original": "Получен подлинник согласия",
    "grant-lapsed": "Согласие ждёт новой подписи",
    "grant-reminded": "Напоминание о собственной подписи",
    "representative-added": "Внесён законный представитель",
    "representative-dropped": "В исправленном заявлении представителя больше нет",
    "representative-changed": "Изменены сведения о представителе",
    "representative-ended": "Полномочия представителя прекращены",
}
