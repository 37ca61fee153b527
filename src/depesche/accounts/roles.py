"""The two roles of a newsroom, as groups: who writes, and who decides what goes out.

They are made once, after the first migration, out of the two groups Wagtail brings along; whatever an administrator
changes later stays. What a role may do is named by Django's permissions, so that no other room is imported here.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction

_log = logging.getLogger(__name__)

WRITE = (
    "wagtailadmin.access_admin",
    "desk.view_item",
    "desk.change_item",
    "desk.view_knownsender",
    "stories.view_topic",
    "stories.add_topic",
    "stories.change_topic",
    "stories.view_profile",
    "stories.add_profile",
    "stories.change_profile",
    "stories.view_author",
    "stories.add_author",
)
DECIDE = (
    *WRITE,
    "desk.add_knownsender",
    "desk.change_knownsender",
    "desk.delete_knownsender",
    "stories.delete_topic",
    "stories.delete_profile",
    "stories.change_author",
    "stories.delete_author",
    "stories.change_publicationsettings",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A group and its grants. `stock` is the group of Wagtail's that it takes over, with what hangs on it."""

    name: str
    stock: str
    permissions: tuple[str, ...]
    pages: tuple[str, ...]
    pictures: tuple[str, ...]


EDITORIAL = Role(
    name="Redaktion",
    stock="Editors",
    permissions=WRITE,
    pages=("add_page", "change_page"),
    pictures=("add_image", "choose_image"),
)
CHIEF = Role(
    name="Chefredaktion",
    stock="Moderators",
    permissions=DECIDE,
    pages=("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
    pictures=("add_image", "change_image", "choose_image"),
)
_WORKFLOW = {"Moderators approval": "Freigabe durch die Chefredaktion"}


def after_migrate(sender: Any, **_rest: Any) -> None:
    """Django's `post_migrate`: once the last app has its permissions, make the roles."""
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if sender is with_models[-1]:
        establish()


@transaction.atomic
def establish() -> None:
    """Make the roles that are missing; a role that is there stays as it is."""
    for role in (EDITORIAL, CHIEF):
        if not Group.objects.filter(name=role.name).exists():
            _make(role)
            _log.info("role %s made", role.name)


def _make(role: Role) -> None:
    from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Task, Workflow

    group = Group.objects.filter(name=role.stock).first() or Group()
    group.name = role.name
    group.save()
    group.permissions.add(*(_permission(name) for name in role.permissions))
    root, pictures = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in role.pages:
        permission = _permission(f"wagtailcore.{codename}")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for codename in role.pictures:
        permission = _permission(f"wagtailimages.{codename}")
        GroupCollectionPermission.objects.get_or_create(group=group, collection=pictures, permission=permission)
    for stock, name in _WORKFLOW.items():
        Workflow.objects.filter(name=stock).update(name=name)
        Task.objects.filter(name=stock).update(name=name)


def _permission(name: str) -> Permission:
    app_label, _, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
