"""What staff can do with published photographs, declared once (X-4)."""

from core.back_office import Act, Look
from placement.photos import services
from placement.photos.desk import forms, views

LIST_ACTS = (
    Act(
        code="publish",
        button="Опубликовать фото",
        past="Опубликовано",
        service=services.publish,
        title="Опубликовать фото выпускника",
        submit="Опубликовать",
        help="Фото хранится зашифрованным и показывается, только пока действует согласие для этого"
        " места. Отозвано согласие – с сайта фото исчезает сразу.",
        success="Записано. На сайте фото видно сразу.",
        icon="plus",
        form=forms.PublishForm,
        # Begun on the page of its person.
        is_button=False,
        view=views.PublishView,
    ),
)
ACTS = (
    Act(
        code="remove",
        button="Фото снято",
        past="Снято",
        service=services.remove,
        title="Фото снято с публикации",
        submit="Снято",
        help="С сайта фото исчезнет сейчас. Из соцсети удалите его сами и отметьте это здесь. Файл"
        " будет удалён.",
        success="Отмечено: фото снято, файл удалён.",
        look=Look.DANGER,
        is_pressed=True,
    ),
)
EVENTS = {"demand": "Согласие закончилось: фото нужно снять"}
