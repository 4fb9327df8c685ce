"""The page of the Centre: people, contacts, regulation (issue of P-1; clause 1)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import Organisation
from core.phones import phone_link
from home import cache
from home.blocks import BodyBlock
from home.closed import section
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.registries import Institution
from home.text import stream_text
from placement.centre import operators

_PHONE = RegexValidator(
    r"^[+\d][\d\s()–-]{4,40}(?:,? доб\. ?\d{1,6})?$", "Запишите телефон так: +7 (812) 000-00-00."
)
# What the addresses begin with whose pages the centre's institution runs.
ADDRESSES = (
    "/centre/",
    "/employers/",
    "/graduates/",
    "/vacancies/",
    "/sveden/",
    "/forms/employment-assistance/",
    "/forms/vacancy-request/",
    "/track/graduates/",
    "/track/referrals/",
    "/track/representatives/",
    "/track/vacancies/",
)


class PersonBlock(blocks.StructBlock):
    """A member of the centre's staff whom visitors may ask."""

    name = blocks.CharBlock(label="Фамилия, имя, отчество", max_length=255)
    post = blocks.CharBlock(label="Должность", max_length=255)
    about = blocks.CharBlock(
        label="С чем обращаться",
        max_length=255,
        required=False,
        help_text="Например: вакансии и собеседования.",
    )
    phone = blocks.CharBlock(label="Телефон", max_length=64, required=False, validators=[_PHONE])
    email = blocks.EmailBlock(label="Электронная почта", required=False)
    hours = blocks.CharBlock(label="Часы приёма", max_length=255, required=False)

    class Meta:
        label = "Сотрудник"
        icon = "user"


@dataclass(frozen=True)
class Contacts:
    """Whom to ask about a vacancy; ``url`` is the centre's page, empty where there is none."""

    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    url: str = ""
    name: str = settings.CENTRE_NAME

    @property
    def phone_link(self) -> str:
        """The number as a link dials it."""
        return phone_link(self.phone)


class CentrePage(FixedAddress, Reviewed, Page):
    """Who works at the centre and how to reach it; contacts left blank are the institution's."""

    lead = models.TextField("вступление", blank=True)
    address = models.CharField("адрес", max_length=255, blank=True)
    phone = models.CharField("телефон", max_length=64, blank=True, validators=[_PHONE])
    email = models.EmailField("электронная почта", blank=True)
    hours = models.CharField("часы работы", max_length=255, blank=True)
    people = StreamField([("person", PersonBlock())], verbose_name="сотрудники", blank=True)
    regulation = models.ForeignKey(
        "home.RegulationPage",
        verbose_name="положение о центре",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name="текст", blank=True)
    is_demo = models.BooleanField("вымышленная", default=False, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("hours"),
            ],
            heading="Контакты",
            help_text="Они же стоят на странице каждой вакансии. Пустые берутся из карточки "
            "организации.",
        ),
        FieldPanel("people"),
        FieldPanel("regulation"),
        FieldPanel("body"),
    ]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    menu_order = 30
    template = "placement/centre/page.html"

    class Meta:
        verbose_name = "страница центра трудоустройства"
        verbose_name_plural = "страницы центра трудоустройства"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With contacts, people and the regulation that everybody may read."""
        act = self.regulation
        return {
            **super().get_context(request, *args, **kwargs),
            "contacts": contacts(self),
            "staff": [
                {"person": block.value, "phone_link": phone_link(block.value["phone"])}
                for block in self.people
            ],
            "act": act if act is not None and act.live else None,
        }

    @property
    def default_description(self) -> str:
        """How to reach the centre, while editors have written nothing."""
        return ", ".join(filter(None, (self.address, self.phone, self.email)))

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        parts = [self.lead, self.address, stream_text(self.people), stream_text(self.body)]
        return " ".join(parts)


@cache.per_version
def institution() -> Institution | None:
    """Who runs the centre's pages, for their header and footer; None where nobody is named yet."""
    own = operators.operator()
    if own is None:
        return None
    numbers = [
        f"{label} {value}" for label, value in (("ИНН", own.inn), ("ОГРН", own.ogrn)) if value
    ]
    reached = contacts()
    return Institution(
        owner=own.short_name,
        address=reached.address,
        phone=reached.phone,
        email=reached.email,
        hours=reached.hours,
        operator_data="\n".join(filter(None, (own.full_name, ", ".join(numbers)))),
    )


def contacts(page: CentrePage | None = None) -> Contacts:
    """How to reach the centre: from its page, else from the institution's card."""
    if page is None:
        page = section(CentrePage)
    facts = {name: getattr(page, name, "") for name in ("address", "phone", "email", "hours")}
    if not all(facts[name] for name in ("address", "phone", "email")):
        own = operators.operator() or Organisation()
        for name in ("address", "phone", "email"):
            facts[name] = facts[name] or getattr(own, name)
    return Contacts(**facts, url=page.get_url() if page else "")
