"""Who may do what on a desk."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from wagtail_modeladmin.helpers import PermissionHelper

from core.models import User


class DeskPermissionHelper(PermissionHelper):
    """Deny by default: a right is a permission that the desk names; an unnamed one is nobody's."""

    rights: Mapping[str, str] = {}

    def may(self, user: User, right: str) -> bool:
        """Whether ``user`` holds the permission behind ``right``."""
        permission = self.rights.get(right, "")
        return bool(permission) and user.is_active and user.has_perm(permission)

    def user_can_list(self, user: User) -> bool:
        return self.may(user, "view")

    def user_can_create(self, user: User) -> bool:
        return self.may(user, "add")

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self.inspect_view_enabled and self.may(user, "view")

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return self.may(user, "change")

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return self.may(user, "delete")

    def user_has_any_permissions(self, user: User) -> bool:
        return any(self.may(user, right) for right in self.rights)

    def user_has_specific_permission(self, user: Any, perm_codename: str) -> bool:
        # Model-wide permissions of Django open nothing here: only named rights do.
        return False
