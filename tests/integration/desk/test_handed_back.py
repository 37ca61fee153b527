"""Whoever opens a text that came back from approval is told what was asked for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from tests.integration.desk.conftest import MakeItem
from tests.integration.desk.test_editing import Sections, draft, edit
from wagtail.models import Workflow

from depesche.accounts.models import User
from depesche.stories.models import ArticlePage

pytestmark = pytest.mark.django_db
COMMENT = "Bitte noch <b>beim Amt</b> nachfragen."


@pytest.fixture
def submitted(make_item: MakeItem, sections: Sections, anna: User) -> ArticlePage:
    article = draft(make_item(), sections["politik"], anna)
    Workflow.objects.get(name="Freigabe durch die Chefredaktion").start(article, anna)
    return article


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        (COMMENT, "bittet um Änderungen: Bitte noch &lt;b&gt;beim Amt&lt;/b&gt; nachfragen."),
        ("", "bittet um Änderungen."),
    ],
)
def test_what_is_asked_for_stands_above_the_text(
    submitted: ArticlePage, desk: Client, chefin: User, comment: str, told: str
) -> None:
    assert "bittet um" not in desk.get(edit(submitted)).content.decode()
    chefin.groups.add(Group.objects.get(name="Chefredaktion"))
    task = submitted.current_workflow_state.current_task_state
    task.reject(user=chefin, comment=comment)
    assert f"{chefin.get_full_name() or chefin.username} {told}" in desk.get(edit(submitted)).content.decode()
