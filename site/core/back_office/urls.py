"""Addresses of a desk: of its list, of one object, and of a part of one object."""

from collections.abc import Iterable

from django.db.models import Model
from django.urls import reverse
from wagtail_modeladmin.helpers import AdminURLHelper


class DeskURLHelper(AdminURLHelper):
    """Knows a desk's own actions besides those of modeladmin."""

    def __init__(self, model: type[Model], base_url_path: str | None = None) -> None:
        super().__init__(model, base_url_path=base_url_path)
        self.list_actions = {"index", "create"}
        self.part_actions: set[str] = set()

    def add(self, *, list_actions: Iterable[str], part_actions: Iterable[str]) -> None:
        """Tell which actions take no object, and which take an object and one of its parts."""
        self.list_actions.update(list_actions)
        self.part_actions.update(part_actions)

    def get_action_url_pattern(self, action: str) -> str:
        if action in self.list_actions:
            return self._get_action_url_pattern(action)
        if action in self.part_actions:
            return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[-\w]+)/(?P<part>[-\w]+)/$"
        return self._get_object_specific_action_url_pattern(action)

    def get_action_url(self, action: str, *args: object, **kwargs: object) -> str:
        return reverse(self.get_action_url_name(action), args=args, kwargs=kwargs)
