"""What can be done to an order on the results, declared once (C-19, X-4)."""

from contest.results import nominee, services
from contest.results.facts import nominee_of
from contest.results.lifecycle import OrderState
from contest.results.models import ResultsOrder
from core.back_office import Act, Look

from . import forms, views


def _has_nominee(order: ResultsOrder) -> bool:
    return order.state != OrderState.DISCARDED and nominee_of(order.contest) is not None


LIST_ACTS = (
    Act(
        code="prepare",
        button="Подготовить приказ",
        past="Проект приказа подготовлен",
        service=services.prepare,
        title="Приказ об итогах",
        submit="Подготовить",
        help="Проект составляется по подписанному протоколу комиссии. Его можно скачать в Word,"
        " доработать и отдать на подпись.",
        success="Проект готов: скачайте его и отдайте на подпись.",
        icon="plus",
        form=forms.PrepareForm,
        view=views.PrepareView,
    ),
)
ACTS = (
    Act(
        code="file",
        button="Внести подписанный приказ",
        past="Внесён подписанный приказ",
        service=services.file,
        submit="Внести",
        help="Итоги фиксируются такими, какими их утвердил приказ. Другой человек сверит скан и"
        " подтвердит публикацию.",
        success="Приказ внесён и ждёт подтверждения.",
        look=Look.MAIN,
        form=forms.FileForm,
        view=views.FileView,
    ),
    Act(
        code="publish",
        button="Подтвердить и опубликовать",
        past="Итоги опубликованы",
        service=services.publish,
        help="Сверьте скан с итогами ниже: номер, дату, места, список участников II этапа. Итоги сразу"
        " появятся на сайте; исправить их можно будет только новым приказом.",
        success="Итоги опубликованы.",
        left_to_another=lambda order, user: order.filed_by_id == user.pk,
        right="confirm",
        look=Look.MAIN,
        view=views.PublishView,
    ),
    Act(
        code="send-back",
        button="Вернуть приказ",
        past="Приказ возвращён",
        service=services.send_back,
        help="Скан будет удалён, секретарь внесёт другой.",
        success="Приказ возвращён.",
        right="confirm",
        form=forms.WhyForm,
    ),
    Act(
        code="federal-end",
        button="Срок федерального этапа",
        past="Записан срок федерального этапа",
        service=nominee.set_end,
        submit="Сохранить",
        help="До этого дня по согласию кандидата хранятся данные его заявки. Согласие он даёт по личной"
        " ссылке.",
        success="Срок записан: кандидат увидит вопрос о согласии по своей ссылке.",
        form=forms.FederalEndForm,
        offered=_has_nominee,
    ),
    Act(
        code="nominee-refused",
        button="Отказ кандидата",
        past="Записан отказ кандидата",
        service=nominee.refuse,
        submit="Записать",
        help="Право участвовать в федеральном этапе переходит к другому по новому решению комиссии.",
        success="Отказ записан. Вынесите вопрос о кандидате на заседание комиссии.",
        form=forms.RefusalForm,
        offered=_has_nominee,
        view=views.RefusalView,
    ),
    Act(
        code="discard",
        button="Отменить проект",
        past="Проект отменён",
        service=services.discard,
        success="Проект отменён.",
        look=Look.DANGER,
        form=forms.WhyForm,
    ),
)
