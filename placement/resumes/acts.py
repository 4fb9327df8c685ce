"""What staff can do to a version of a resume, declared once (P-F3, X-4)."""

from core.back_office import Act, Look
from placement.resumes import services
from placement.resumes.desk import forms, views
from placement.resumes.lifecycle import ResumeState
from placement.resumes.services.photo import OPEN

LIST_ACTS = (
    Act(
        code="create",
        button="Составить резюме",
        past="Составлено",
        service=services.create_resume,
        title="Новая версия резюме",
        submit="Сохранить",
        success="Черновик сохранён. Когда он готов, отдайте его человеку на согласование.",
        icon="plus",
        form=forms.DeskResumeForm,
        # Begun on the page of its person.
        is_button=False,
        view=views.CreateView,
    ),
)
ACTS = (
    Act(
        code="edit",
        button="Изменить",
        past="Изменено",
        service=services.save_draft,
        title="Изменить черновик",
        submit="Сохранить",
        success="Черновик сохранён.",
        right="identity",
        form=forms.DeskResumeForm,
        offered=lambda resume: resume.state == ResumeState.DRAFT,
        view=views.EditView,
    ),
    Act(
        code="offer",
        button="На согласование",
        past="Отдано на согласование",
        service=services.offer,
        title="Отдать человеку на согласование",
        submit="Отдать",
        help="Человек прочтёт эту версию на своей странице и согласится или напишет, что исправить."
        " Если есть адрес электронной почты, уйдёт письмо со ссылкой: с 14 до 17 лет – и законному"
        " представителю.",
        success="Версия ждёт согласования.",
        look=Look.MAIN,
    ),
    Act(
        code="approve",
        button="Согласовано на бумаге",
        past="Согласовано",
        service=services.approve,
        title="Человек подписал распечатку",
        submit="Согласовано",
        help="Отметьте, только если подписанный лист у вас в руках. С 14 до 17 лет на нём две подписи:"
        " самого человека и законного представителя.",
        success="Версия согласована. Больше она не меняется.",
        form=forms.HowForm,
    ),
    Act(
        code="send-back",
        button="Вернуть в черновик",
        past="Возвращено на исправление",
        service=services.send_back,
        title="Нужно исправить",
        submit="Вернуть",
        success="Версия снова черновик.",
        form=forms.WhyForm,
    ),
    Act(
        code="photo",
        button="Добавить фото",
        past="Добавлена фотография",
        service=services.add_photo,
        title="Фотография в резюме",
        submit="Добавить",
        help="Нужно отдельное согласие «Фотография в резюме». Без него, и сразу после отзыва,"
        " работодатель фотографии не увидит.",
        success="Фотография добавлена.",
        right="identity",
        form=forms.PhotoForm,
        offered=lambda resume: resume.state in OPEN,
        view=views.PhotoView,
    ),
    Act(
        code="remove-photo",
        button="Убрать фото",
        past="Убрана фотография",
        service=services.remove_photo,
        title="Убрать фотографию из этой версии",
        submit="Убрать",
        success="Фотографии больше нет.",
        right="identity",
        offered=lambda resume: bool(resume.photo_id) and resume.state in OPEN,
    ),
    Act(
        code="copy",
        button="Скопировать",
        past="Скопировано",
        service=services.copy_resume,
        title="Новая версия на основе этой",
        submit="Скопировать",
        help="Эта версия останется как есть.",
        success="Это новая версия: её можно менять.",
        right="identity",
        view=views.CopyView,
    ),
    Act(
        code="retire",
        button="Больше не использовать",
        past="Больше не используется",
        service=services.retire,
        submit="Больше не использовать",
        success="Версия больше не используется.",
        look=Look.DANGER,
    ),
)
# What happens to a version without an act of staff: from 14 to 17 one of the two has agreed by their own link.
EVENTS = {"agree": "Согласие одного из двоих получено"}
