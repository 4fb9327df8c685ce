"""The registers of employers and of their contact persons: their fields, declared once (P-2.2a)."""

from functools import partial

from django import forms

from core.fields import NumberField
from core.phones import phone_link, phone_text
from core.records import Asked, Audience, Field, Group, Imported, Record
from core.tables import Choice, Code, Phone, Whole
from forms_app.answers import mask, mask_number
from forms_app.engine.fields import EmailField, PersonNameField, PhoneField
from placement.common import districts
from placement.common.fields import InnField, KppField, OgrnField
from placement.common.rules import identifiers
from placement.employers.models import Employer, EmployerContact
from placement.employers.rules import masks

PUBLIC, IDENTITY = Audience.PUBLIC, Audience.IDENTITY
_company = partial(Asked, step="company")
_contact = partial(Asked, step="contact")
# What is asked of an organisation, and given out and taken in as a table.
_Known = partial(Field, is_exported=True, imported=Imported())
_mail_to = "mailto:{}".format
_inn_column = partial(Code, repair=identifiers.inn_with_its_zero, example="4703000019")
_district_column = partial(
    Choice,
    choices=districts.CHOICES,
    others=districts.USUAL_NAMES,
    words="такого района в списке нет. Выборгский и Кировский районы есть и в области, и в городе:"
    " допишите, который. Список районов – на странице загрузки.",
)
_year_column = partial(
    Whole, least=1000, most=9999, words="напишите четыре цифры, не позже нынешнего года."
)


def _website() -> forms.Field:
    attrs = {"inputmode": "url"}
    return forms.URLField(
        max_length=200, assume_scheme="https", widget=forms.TextInput(attrs=attrs)
    )


def _year() -> forms.Field:
    field = NumberField(decimal_places=0, units=("год", "года", "г"))
    field.widget.attrs["size"] = "4"
    return field


EMPLOYERS = Record(
    Employer,
    Group(
        "Организация",
        _Known("kind", is_listed=True, is_filtered=True),
        _Known(
            "full_name",
            "Полное наименование предприятия",
            help="Как в учредительных документах.",
            audience=PUBLIC,
            paper="Полное наименование предприятия",
            mask=masks.words,
            is_searched=True,
            imported=Imported(
                headings=("Наименование", "Название", "Организация"), is_required=True
            ),
            asked=_company(
                question="Как в документах. Предприниматель пишет: «ИП» и фамилию, имя, отчество."
            ),
        ),
        _Known(
            "short_name",
            help="Как называть в списках и на сайте, например: ООО «Ромашка».",
            audience=PUBLIC,
            is_searched=True,
        ),
        _Known(
            "inn",
            "ИНН предприятия или предпринимателя",
            help="10 цифр у организации, 12 – у предпринимателя. Пробелы можно не убирать.",
            form_field=InnField,
            imported=Imported(headings=("ИНН организации",), column=_inn_column),
            is_listed=True,
            is_searched=True,
            asked=Asked(
                step="employer",
                question="10 цифр у организации, 12 – у предпринимателя. По нему мы узнаем, есть ли"
                " вы уже в банке данных центра: тогда сведения о предприятии вводить не придётся.",
                is_required=True,
            ),
        ),
        _Known(
            "kpp",
            help="Девять знаков. Нужен, когда вносят филиал: ИНН и ОГРН у него те же,"
            " что у организации, а КПП свой.",
            form_field=KppField,
            imported=Imported(headings=("КПП организации",), column=Code),
        ),
        _Known(
            "ogrn",
            help="13 цифр, у предпринимателя – 15.",
            form_field=OgrnField,
            imported=Imported(headings=("ОГРН", "ОГРНИП"), column=Code),
            mask=mask_number,
            is_searched=True,
            asked=_company(
                question="13 цифр у организации, 15 – у предпринимателя."
                " Если не знаете, оставьте пустым."
            ),
        ),
    ),
    Group(
        "Где находится и как связаться",
        _Known(
            "district",
            form_field=partial(
                forms.ChoiceField, choices=[("", "– не указан –"), *districts.GROUPED]
            ),
            imported=Imported(column=_district_column),
            is_listed=True,
            is_filtered=True,
        ),
        _Known(
            "address",
            "Контакты предприятия: адрес",
            paper="Контакты предприятия",
            mask=masks.words,
            asked=_company(
                question="Почтовый адрес офиса. Если место работы другое, его спросим дальше."
            ),
        ),
        _Known(
            "phone",
            "Контакты предприятия: телефон",
            help="Телефон организации, не человека: людей вносят отдельно, на карточке.",
            paper="Контакты предприятия",
            form_field=PhoneField,
            imported=Imported(headings=("Телефон организации", "Контактный телефон"), column=Phone),
            mask=mask_number,
            shown=phone_text,
            link=phone_link,
            asked=_company(
                question="Общий телефон предприятия, например 8 813 222-33-44.", is_required=True
            ),
        ),
        _Known(
            "email",
            "Контакты предприятия: электронная почта",
            help="Почта организации.",
            paper="Контакты предприятия",
            imported=Imported(headings=("E-mail", "Почта", "Электронный адрес")),
            form_field=EmailField,
            mask=mask,
            link=_mail_to,
            is_searched=True,
            asked=_company(question="Общий адрес предприятия, если есть."),
        ),
        _Known(
            "website",
            audience=PUBLIC,
            paper="Веб-сайт",
            imported=Imported(headings=("Сайт",)),
            form_field=_website,
            mask=masks.words,
            link=str,
            asked=_company(question="Например, example.ru. Если сайта нет, оставьте пустым."),
        ),
    ),
    Group(
        "Чем занимается и кто руководит",
        _Known(
            "activity",
            audience=PUBLIC,
            paper="Вид деятельности",
            mask=masks.words,
            is_searched=True,
            asked=_company(
                question="Чем занимается предприятие: например, общественное питание.",
                is_required=True,
            ),
        ),
        _Known(
            "founded_year",
            "Год основания предприятия",
            paper="Год основания предприятия",
            form_field=_year,
            imported=Imported(column=_year_column),
            mask=masks.year,
            asked=_company(question="Год, когда предприятие начало работать, четыре цифры."),
        ),
        _Known(
            "head_post",
            "Руководитель предприятия: должность",
            paper="Руководитель предприятия",
            mask=masks.words,
            asked=_company(question="Например, генеральный директор."),
        ),
        # A person's name: staff see it on the card, no file and no public page has it.
        _Known(
            "head_name",
            "Руководитель предприятия: фамилия, имя, отчество",
            paper="Руководитель предприятия",
            mask=masks.words,
            is_searched=True,
            is_exported=False,
            asked=_company(
                question="Кто возглавляет предприятие.",
                field=partial(PersonNameField, max_length=255),
            ),
        ),
    ),
    Group(
        "Для сотрудников",
        _Known(
            "remarks",
            help="Видно только сотрудникам. Сведения о здоровье и личной жизни сюда не вносят.",
            lines=4,
        ),
    ),
    kept_by_services=[
        "merged_into",
        "created_at",
        "confirmed_on",
        "is_demo",
        "name_key",
        "sort_key",
        "search_key",
    ],
)

CONTACTS = Record(
    EmployerContact,
    Group(
        "Контактное лицо",
        Field(
            "name",
            "Контактное лицо: фамилия, имя, отчество",
            audience=IDENTITY,
            autocomplete="name",
            asked=_contact(
                question="Тот, кто дал согласие на прошлом шаге.",
                field=partial(PersonNameField, max_length=255),
            ),
        ),
        Field(
            "post",
            "Контактное лицо: должность",
            autocomplete="organization-title",
            asked=_contact(question="Например, специалист по кадрам.", is_required=True),
        ),
        Field(
            "phone",
            "Контактное лицо: телефон",
            audience=IDENTITY,
            form_field=PhoneField,
            shown=phone_text,
            link=phone_link,
            asked=_contact(
                question="По нему позвонит специалист центра, например +7 911 000-00-00.",
                is_required=True,
            ),
        ),
        Field(
            "email",
            "Контактное лицо: электронная почта",
            audience=IDENTITY,
            form_field=EmailField,
            link=_mail_to,
            asked=_contact(
                question="Сюда придут письма о заявке и вопросы, актуальны ли вакансии.",
                is_required=True,
            ),
        ),
    ),
    kept_by_services=["employer", "submission"],
)
