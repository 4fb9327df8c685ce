"""The log of consultations: its fields, declared once (P-2.2e)."""

from django import forms

from core.records import Audience, Field, Group, Record
from placement.consultations.models import Consultation
from placement.graduates.fields import GraduateField

CONSULTATIONS = Record(
    Consultation,
    Group(
        "Консультация",
        Field(
            "graduate",
            help="Имя или номер карточки. Для консультации группы оставьте пустым.",
            form_field=GraduateField,
        ),
        Field(
            "topic",
            # One click, where a list to choose from takes two.
            form_field=lambda: forms.ChoiceField(
                choices=Consultation.Topic.choices, widget=forms.RadioSelect
            ),
            is_listed=True,
            is_filtered=True,
            is_exported=True,
        ),
        Field("form", is_listed=True, is_filtered=True, is_exported=True),
        Field("held_on", help="дд.мм.гггг", is_listed=True, is_exported=True),
    ),
    Group(
        "Если консультация для группы",
        Field("group", help="Например, ПК-21.", is_searched=True, is_exported=True),
        Field("people_count", is_exported=True),
    ),
    Group(
        "Заметка",
        Field(
            "note",
            audience=Audience.IDENTITY,
            lines=3,
            help="Можно не заполнять. О здоровье, инвалидности и нужных условиях здесь не пишут:"
            " для этого есть отдельный раздел карточки и отдельное согласие.",
        ),
    ),
    kept_by_services=("by", "created_at", "is_demo", "search_key"),
)
