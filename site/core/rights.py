"""Bring groups to exactly the rights that the apps' ``permissions.py`` name (X-7)."""

from collections import defaultdict
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
)

from core import permissions

# Wagtail makes these two on migration; ours replace them.
STOCK_GROUPS = ("Editors", "Moderators")
STOCK_WORKFLOW = "Moderators approval"


def declared_rights() -> dict[str, set[str]]:
    """Rights of each group as ``app_label.codename``, merged over the installed apps."""
    merged: dict[str, set[str]] = defaultdict(set)
    for config in apps.get_app_configs():
        name = f"{config.name}.permissions"
        if find_spec(name) is None:
            continue
        for group, rights in getattr(import_module(name), "GROUPS", {}).items():
            merged[group] |= {permissions.ENTER_DESK, *rights}
    return dict(merged)


def identity_rights() -> set[str]:
    """The rights that open identity data, as the installed apps' ``permissions.py`` name them."""
    merged: set[str] = set()
    for config in apps.get_app_configs():
        name = f"{config.name}.permissions"
        if find_spec(name) is not None:
            merged |= set(getattr(import_module(name), "OPENS_IDENTITY", ()))
    return merged


def named_permissions(names: set[str]) -> list[Permission]:
    """The permissions called ``app_label.codename``; LookupError names those that do not exist."""
    labels = {name.partition(".")[0] for name in names}
    found = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in Permission.objects.filter(content_type__app_label__in=labels).select_related(
            "content_type"
        )
    }
    if missing := sorted(names - found.keys()):
        raise LookupError(f"no such permissions: {', '.join(missing)}")
    return [found[name] for name in names]


@transaction.atomic
def setup_roles() -> dict[str, int]:
    """Make every declared group have exactly its rights; return the number of rights by group."""
    _drop_stock_groups()
    counts = {}
    for name, rights in sorted(declared_rights().items()):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(named_permissions(rights))
        _set_page_rights(group)
        _set_collection_rights(group)
        counts[name] = len(rights)
    for task in GroupApprovalTask.objects.all():
        task.groups.set(Group.objects.filter(name=permissions.MODERATORS))
    for model in (Workflow, Task):
        model.objects.filter(name=STOCK_WORKFLOW).update(name=permissions.WORKFLOW)
    return counts


def _drop_stock_groups() -> None:
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()


def _set_page_rights(group: Group) -> None:
    wanted = permissions.PAGES.get(group.name, [])
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group).exclude(
        page=root, permission__codename__in=wanted
    ).delete()
    if root is None:
        return
    for row in named_permissions({f"wagtailcore.{codename}" for codename in wanted}):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=row)


def _set_collection_rights(group: Group) -> None:
    wanted = named_permissions(set(permissions.COLLECTIONS.get(group.name, [])))
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=root, permission__in=wanted
    ).delete()
    if root is None:
        return
    for row in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=row
        )
