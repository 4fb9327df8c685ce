"""«Выпускникам»: how the centre helps, said in plain language, and where the request begins (P-2.1)."""

from placement.centre.form_page import TEMPLATE, FormPage

JOURNEY = "employment-assistance"


class GraduatesPage(FormPage):
    """The way to a graduate's request; for graduates and their families."""

    journey = JOURNEY
    button = "Попросить о помощи"
    how_to_heading = "Как попросить о помощи"
    found_as = (
        "Заявление о содействии в трудоустройстве: попросить помощь с работой",
        "Хочу работать, найти работу выпускнику, помогите устроиться",
        "форма для выпускников",
    )
    purpose = "Помощь выпускникам: найти работу, освоиться на ней, решить трудности."
    template = TEMPLATE
    menu_order = 15

    class Meta:
        verbose_name = "страница для выпускников"
        verbose_name_plural = "страницы для выпускников"
