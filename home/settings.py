"""What the institution says of itself on every page (X-1)."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page

from home.rules import contrast


def validate_brand_light(value: str) -> None:
    """Refuse a brand colour that is hard to read in the light theme."""
    _validate(value, (*contrast.LIGHT_SURFACES, contrast.ON_BRAND_LIGHT), "светлом", "темнее")


def validate_brand_dark(value: str) -> None:
    """Refuse a brand colour that is hard to read in the dark theme."""
    _validate(value, (*contrast.DARK_SURFACES, contrast.ON_BRAND_DARK), "тёмном", "светлее")


def _validate(value: str, surfaces: tuple[str, ...], theme: str, advice: str) -> None:
    if not contrast.is_colour(value):
        raise ValidationError("Запишите цвет как «#0b5566»: решётка и шесть знаков 0–9, a–f.")
    if contrast.too_faint(value, surfaces):
        worst = min(contrast.ratio(value, surface) for surface in surfaces)
        shown = f"{int(worst * 100) / 100:.2f}".replace(".", ",")
        raise ValidationError(
            f"Текст этого цвета в {theme} оформлении трудно прочитать: контраст {shown} : 1, "
            f"а нужно не меньше 4,5 : 1. Выберите цвет {advice}."
        )


@register_setting(icon="home", order=10)
class SiteSettings(ClusterableModel, BaseSiteSetting):
    """Name, logo, contacts and colours of the site, the order of its menu."""

    name = models.CharField("название сайта", max_length=120, default="Конкурс и трудоустройство")
    short_name = models.CharField(
        "краткое название",
        max_length=60,
        default="Портал",
        help_text="Стоит в заголовке окна после названия страницы.",
    )
    owner = models.CharField("кто ведёт сайт", max_length=255, blank=True)
    logo = models.ForeignKey(
        "core.CustomImage",
        verbose_name="логотип",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.CharField("адрес", max_length=255, blank=True)
    phone = models.CharField("телефон", max_length=64, blank=True)
    email = models.EmailField("адрес электронной почты", blank=True)
    hours = models.CharField("часы работы", max_length=255, blank=True)
    operator_data = models.TextField(
        "сведения об операторе", blank=True, help_text="Наименование, ИНН, ОГРН – внизу страниц."
    )
    footer_text = models.TextField("текст внизу страниц", blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="страница о персональных данных",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Ссылка на неё стоит внизу каждой страницы и каждой формы. Пока страница "
        "выбрана здесь, её нельзя удалить, переместить или снять с публикации.",
    )
    brand_colour = models.CharField(
        "главный цвет", max_length=7, default="#0b5566", validators=[validate_brand_light]
    )
    brand_colour_dark = models.CharField(
        "главный цвет тёмного оформления",
        max_length=7,
        default="#86cbd9",
        validators=[validate_brand_dark],
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("short_name"), FieldPanel("owner"), FieldPanel("logo")],
            heading="Название",
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("hours"),
                FieldPanel("operator_data"),
                FieldPanel("footer_text"),
                PageChooserPanel("privacy_page", "home.StandardPage"),
            ],
            heading="Контакты и сведения",
        ),
        MultiFieldPanel(
            [FieldPanel("brand_colour"), FieldPanel("brand_colour_dark")], heading="Цвета"
        ),
        InlinePanel(
            "menu_places",
            heading="Порядок меню",
            label="Страница",
            help_text="Названные страницы стоят в меню первыми, в этом порядке. Остальные идут за "
            "ними в обычном. В меню попадают страницы с отметкой «Показывать в меню».",
        ),
    ]

    class Meta:
        verbose_name = "оформление и контакты"
        verbose_name_plural = "оформление и контакты"

    def clean(self) -> None:
        """Every page of the site links to the page that is named: it must be there to stay."""
        super().clean()
        page = self.privacy_page
        if page is None:
            return
        if not page.live:
            raise ValidationError(
                {"privacy_page": "Страница не опубликована. Опубликуйте её сначала."}
            )
        if page.expire_at is not None:
            raise ValidationError(
                {
                    "privacy_page": "У страницы назначен день снятия с публикации. Уберите его сначала."
                }
            )

    @classmethod
    def names(cls, page: Page) -> bool:
        """Whether the settings of any site name this page."""
        return page.pk is not None and cls.objects.filter(privacy_page=page.pk).exists()


class MenuPlace(Orderable):
    """A page that editors put at this place of the menu."""

    site_settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="menu_places")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="страница", on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = "место в меню"
        verbose_name_plural = "места в меню"
