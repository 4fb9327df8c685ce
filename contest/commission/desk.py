"""The desk where the approved composition of each commission is entered (C-K1…3)."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel, ObjectList

from contest.commission.models import ACCOUNT_STAYS, CommissionMember
from contest.commission.services import GROUPS, Newcomer, Order, invite, replace
from contest.setup.desk.forms import WithinContests
from contest.setup.desk.screens import WithinContestsDesk, titled_panel
from core.back_office import Act, ActView, SmallTableSearch
from core.fields import DateField
from core.forms import TidyForm
from core.models import User

KEPT, SET_ASIDE = "kept", "set-aside"


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
    offered=lambda member: member.user_id is None and member.seat in GROUPS and member.is_serving,
    leads_to_list=True,
)


class ReplaceForm(TidyForm):
    """Who comes in, by which order, and what becomes of the marks given before."""

    last_name = forms.CharField(label="Фамилия", max_length=150)
    first_name = forms.CharField(label="Имя", max_length=150)
    middle_name = forms.CharField(label="Отчество", max_length=150, required=False)
    post = forms.CharField(label="Должность", widget=forms.Textarea(attrs={"rows": 2}))
    by_agreement = forms.BooleanField(label="По согласованию", required=False)
    number = forms.CharField(label="Номер приказа", max_length=64)
    signed_on = DateField(label="Дата приказа", help_text="дд.мм.гггг")
    marks = forms.ChoiceField(
        label="Оценки, выставленные прежним членом комиссии",
        choices=[
            (KEPT, "учитываются; новый член комиссии оценивает остальные заявки"),
            (SET_ASIDE, "не учитываются; новый член комиссии оценивает все заявки"),
        ],
        widget=forms.RadioSelect,
        help_text="Как решено приказом или комиссией. Прежние оценки в любом случае хранятся.",
    )


class ReplaceView(ActView):
    """Puts another person into the member's seat."""

    object: CommissionMember

    def perform(self, form: Any) -> None:
        """Call the service with newcomer and order."""
        typed = form.cleaned_data
        names = ("last_name", "first_name", "middle_name", "post", "by_agreement")
        self.service(
            commissionmember=self.object,
            newcomer=Newcomer(**{name: typed[name] for name in names}),
            order=Order(typed["number"], typed["signed_on"], typed["marks"] == KEPT),
            actor=self.actor,
        )


REPLACE = Act(
    code="replace",
    button="Заменить приказом",
    past="Заменён приказом",
    service=replace,
    title="Замена члена комиссии",
    submit="Заменить",
    help="Прежний член комиссии больше не оценивает и не голосует, заявки этого конкурса для него"
    " закрываются; прежние протоколы остаются как есть. Новому отправьте приглашение: учётной записи"
    " у него ещё нет.",
    success="Замена записана.",
    form=ReplaceForm,
    offered=lambda member: member.is_serving,
    view=ReplaceView,
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
    acts = (INVITE, REPLACE)
    event_words = {
        "come-in": "Вошёл в состав взамен другого",
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
        if not row.is_serving:
            return row.replacement_words
        links = [act for act in (INVITE, REPLACE) if act.offered(row)]
        account = str(row.user) if row.user else "–"
        return format_html(
            "{}{}",
            "" if INVITE in links else account,
            format_html_join(
                "",
                ' <a href="{}" aria-label="{}: {}">{}</a>',
                ((self.url(a.code, row), a.button, row.full_name, a.button) for a in links),
            ),
        )
