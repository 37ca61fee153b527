"""The two roles: made once out of Wagtail's stock groups, and then the administrator's own."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management.sql import emit_post_migrate_signal
from wagtail.models import Workflow

from depesche.accounts import roles

pytestmark = pytest.mark.django_db


def test_migrating_makes_the_roles_and_leaves_no_stock_group() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {"Redaktion", "Chefredaktion"}


def test_writers_write_and_chiefs_publish() -> None:
    def pages(name: str) -> set[str]:
        group = Group.objects.get(name=name)
        return {grant.permission.codename for grant in group.page_permissions.all()}

    assert pages("Redaktion") == {"add_page", "change_page"}
    assert {"publish_page", "lock_page", "unlock_page"} < pages("Chefredaktion")


def test_the_approval_is_the_chiefs() -> None:
    workflow = Workflow.objects.get()
    assert workflow.name == "Freigabe durch die Chefredaktion"
    groups = workflow.workflow_tasks.get().task.specific.groups.all()
    assert [group.name for group in groups] == ["Chefredaktion"]


def test_what_an_administrator_changed_stays() -> None:
    group = Group.objects.get(name="Redaktion")
    group.permissions.clear()
    Group.objects.get(name="Chefredaktion").page_permissions.all().delete()
    roles.establish()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert not group.permissions.exists()
    assert not Group.objects.get(name="Chefredaktion").page_permissions.exists()


def test_roles_can_be_made_without_the_stock_groups() -> None:
    Group.objects.all().delete()
    roles.establish()
    assert Group.objects.get(name="Redaktion").permissions.filter(codename="access_admin").exists()
    assert Group.objects.get(name="Chefredaktion").permissions.filter(codename="change_publicationsettings").exists()
