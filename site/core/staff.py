"""Accounts of staff in Wagtail's settings: our fields, and no way to make oneself a superuser."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.generic.usage import UsageView
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    UserViewSet,
)

from core import access, passwords
from core.errors import Refused
from core.models import Organisation, User

OUR_FIELDS = {"middle_name", "post", "organisation"}


class StaffFields(forms.ModelForm):
    """What both forms share: the e-mail is the login."""

    # Wagtail's forms expect the field; people never see it.
    username = forms.CharField(required=False, widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label="Организация", required=False
    )

    def separate_username_field(self) -> bool:
        """Leave the login name out of the page."""
        return False

    def _clean_username(self) -> None:
        """The login name follows from the e-mail in ``clean``."""

    def clean(self) -> dict[str, Any]:
        """Normalise the e-mail and log in by it."""
        cleaned = super().clean() or self.cleaned_data
        if email := cleaned.get("email"):
            cleaned["email"] = cleaned["username"] = email.lower()
        return cleaned


class StaffCreationForm(StaffFields, UserCreationForm):
    """A new account; superusers are made on the command line only."""

    is_superuser = None

    def save(self, commit: bool = True) -> User:
        """Save without a password: its owner sets one by the mailed link."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user

    class Meta(UserCreationForm.Meta):
        fields = (UserCreationForm.Meta.fields | OUR_FIELDS) - {"is_superuser"}


class StaffEditForm(StaffFields, UserEditForm):
    """An account that exists."""

    is_superuser = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        editing_self = kwargs.pop("editing_self", False)
        super().__init__(*args, **kwargs)
        if editing_self:
            # Nobody locks themselves out or gives themselves rights by a slip.
            del self.fields["is_active"]
            self.fields["groups"].disabled = True

    class Meta(UserEditForm.Meta):
        fields = (UserEditForm.Meta.fields | OUR_FIELDS) - {"is_superuser"}


def manageable_by(user: User, users: QuerySet[User]) -> QuerySet[User]:
    """The accounts that ``user`` may manage: superusers only by their own kind."""
    return users if user.is_superuser else users.exclude(is_superuser=True)


class StaffIndexView(IndexView):
    """The list of accounts."""

    def get_base_queryset(self) -> QuerySet[User]:
        """Superusers are nobody else's business."""
        return manageable_by(self.request.user, super().get_base_queryset())

    @cached_property
    def columns(self) -> list[Column]:
        """Without ticks: accounts are changed one by one, see `closed`."""
        return [column for column in super().columns if column.name != "bulk_actions"]


class OneAccount:
    """A view of one account: a superuser's is there for superusers only."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        """The account; 404 when it is not this person's business."""
        account: User = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if account.is_superuser and not self.request.user.is_superuser:
            raise Http404
        return account


class StaffCreateView(CreateView):
    """A new account."""

    def save_instance(self) -> User:
        """Save, mail the owner a link to set the password, tell of new access to identity data."""
        with transaction.atomic():
            user: User = super().save_instance()
            passwords.send_link(user=user, actor=self.request.user)
            access.announce(user=user, before=(), actor=self.request.user)
        return user


class StaffEditView(OneAccount, EditView):
    """Change of an account."""

    def save_instance(self) -> User:
        """Save, and tell of new access to identity data."""
        with transaction.atomic():
            before = access.access_of(User.objects.get(pk=self.object.pk))
            user: User = super().save_instance()
            access.announce(user=user, before=before, actor=self.request.user)
        return user


class StaffPasswordView(
    PermissionCheckedMixin, OneAccount, WagtailAdminTemplateMixin, SingleObjectMixin, View
):
    """«Сбросить пароль»: asks once more, then mails the owner a link to set a new one."""

    model = User
    permission_required = "change"
    template_name = "core/staff/password.html"
    page_title = "Сбросить пароль"
    header_icon = "key"
    _show_breadcrumbs = True
    object: User

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the account."""
        account = reverse("wagtailusers_users:edit", args=[self.object.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailusers_users:index"), "label": "Пользователи"},
            {"url": account, "label": self.object.full_name},
            {"url": "", "label": self.page_title, "sublabel": self.object.full_name},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the link."""
        self.object = self.get_object()
        try:
            passwords.send_link(user=self.object, actor=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Ссылка отправлена на адрес {self.object.email}.")
        return redirect("wagtailusers_users:edit", self.object.pk)


class StaffDeleteView(OneAccount, DeleteView):
    """Removal of an account."""


class StaffHistoryView(OneAccount, HistoryView):
    """Who changed an account."""


class StaffUsageView(OneAccount, UsageView):
    """Where an account is named."""


@require_admin_access
def closed(request: HttpRequest, **where: str) -> HttpResponse:
    """Stands at Wagtail's actions on many accounts: they ask neither whose nor leave a history."""
    raise Http404


class StaffViewSet(UserViewSet):
    """Accounts of staff."""

    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView
    usage_view_class = StaffUsageView
    create_template_name = "core/staff/create.html"
    edit_template_name = "core/staff/edit.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        """With the page that mails a link for a new password."""
        view = self.construct_view(StaffPasswordView)
        return [
            *super().get_urlpatterns(),
            path(f"password/<{self.pk_path_converter}:pk>/", view, name="password"),
        ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Our form of creation or change."""
        return StaffEditForm if for_update else StaffCreationForm
