"""«Работодателям»: what the centre offers, state support, how to ask for workers (P-2.2f)."""

from placement.centre.form_page import TEMPLATE, FormPage


class EmployersPage(FormPage):
    """The way to an employer's request."""

    journey = "vacancy-request"
    button = "Подать заявку"
    how_to_heading = "Как подать заявку"
    found_as = (
        "Как разместить вакансию работодателю: заявка на подбор работника",
        "Нужен работник, найти сотрудника, опубликовать вакансию",
        "форма для работодателей",
    )
    purpose = (
        "Заявка на подбор работника, сопровождение на рабочем месте, государственная поддержка."
    )
    template = TEMPLATE
    menu_order = 20

    class Meta:
        verbose_name = "страница для работодателей"
        verbose_name_plural = "страницы для работодателей"
