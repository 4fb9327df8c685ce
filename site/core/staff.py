"""Accounts of staff in Wagtail's settings: our fields, and no way to make oneself a superuser."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

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


class StaffCreateView(CreateView):
    """A new account."""


class StaffEditView(EditView):
    """Change of an account."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse an administrator the account of a superuser."""
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied


class StaffViewSet(UserViewSet):
    """Accounts of staff."""

    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    create_template_name = "core/staff/create.html"
    edit_template_name = "core/staff/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Our form of creation or change."""
        return StaffEditForm if for_update else StaffCreationForm
