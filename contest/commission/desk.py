"""The desk where the approved composition of each commission is entered (C-K1…3)."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel, ObjectList

from contest.commission.models import ACCOUNT_STAYS, CommissionMember
from contest.commission.services import GROUPS, invite
from contest.setup.desk.forms import WithinContests
from contest.setup.desk.screens import WithinContestsDesk, titled_panel
from core.back_office import Act, SmallTableSearch
from core.forms import TidyForm
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
        member = cast(CommissionMember, self.instance)
        if member.pk and member.is_account_fixed():
            # A disabled field keeps what is stored, whatever is sent.
            user.disabled = True
            user.help_text = ACCOUNT_STAYS


class InviteForm(TidyForm):
    """Where the invitation goes."""

    email = forms.EmailField(label="Адрес электронной почты")


INVITE = Act(
    code="invite",
    button="Пригласить",
    past="Выдана учётная запись",
    service=invite,
    title="Учётная запись члена комиссии",
    submit="Отправить приглашение",
    help="На этот адрес придёт письмо со ссылкой, по которой член комиссии сам задаст пароль. Если"
    " учётная запись с этим адресом уже есть, она получит права члена комиссии.",
    success="Учётная запись готова.",
    form=InviteForm,
    offered=lambda member: member.user_id is None and member.seat in GROUPS,
    leads_to_list=True,
)


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
        "work": "contest.change_commissionmember",
    }
    acts = (INVITE,)
    event_words = {
        "recuse": "Записан конфликт интересов",
        "lift-recusal": "Конфликт интересов снят",
        "excuse": "Записано отсутствие",
        "take-back-absence": "Отсутствие отменено",
    }
    list_display = ("full_name", "seat", "post", "account", "contest")
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

    @admin.display(description="учётная запись")
    def account(self, row: CommissionMember) -> SafeString | str:
        """Whose account it is, or the way to give one."""
        if row.user:
            return str(row.user)
        if not INVITE.offered(row):
            return "–"
        return format_html(
            '<a href="{}" aria-label="Пригласить: {}">{}</a>',
            self.url(INVITE.code, row),
            row.full_name,
            INVITE.button,
        )
