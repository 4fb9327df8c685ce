"""The desk where the approved composition of each commission is entered (C-K1…3)."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from wagtail.admin.panels import FieldPanel, ObjectList

from contest.commission.models import CommissionMember
from contest.setup.desk.forms import WithinContests
from contest.setup.desk.screens import WithinContestsDesk, titled_panel
from core.back_office import SmallTableSearch
from core.models import User


class MemberForm(WithinContests):
    """A line of the commission's composition."""

    class Meta:
        model = CommissionMember
        fields = [
            "contest",
            "seat",
            "last_name",
            "first_name",
            "middle_name",
            "post",
            "by_agreement",
            "user",
            "order",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = cast(forms.ModelChoiceField, self.fields["user"])
        user.queryset = User.objects.filter(is_active=True).order_by("last_name", "first_name")


class CommissionDesk(WithinContestsDesk):
    """The approved composition of each commission (C-K1…3)."""

    model = CommissionMember
    base_url_path = "contest/commission"
    menu_label = "Состав комиссии"
    menu_icon = "group"
    menu_order = 500
    rights = {
        "view": "contest.view_commissionmember",
        "add": "contest.add_commissionmember",
        "change": "contest.change_commissionmember",
        "delete": "contest.delete_commissionmember",
    }
    list_display = ("full_name", "seat", "post", "user", "contest")
    list_select_related = ("contest", "user")
    ordering = ("-contest__year", "contest", "order")
    search = SmallTableSearch("last_name", "first_name", "middle_name", "post")
    search_hint = "Фамилия или должность"
    edit_handler = ObjectList(
        [
            titled_panel("Место", "contest", "seat", "order"),
            titled_panel("Кто", "last_name", "first_name", "middle_name", "post", "by_agreement"),
            FieldPanel("user"),
        ],
        base_form_class=MemberForm,
    )

    @admin.display(description="фамилия, имя, отчество", ordering="last_name")
    def full_name(self, row: CommissionMember) -> str:
        """The whole name."""
        return row.full_name
