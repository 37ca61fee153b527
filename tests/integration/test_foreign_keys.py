"""No foreign key points against the Line, which an import checker cannot see when it is written as a string."""

from __future__ import annotations

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ORDER = ["intake", "desk", "outgoing", "stories", "archive|media|accounts"]
OURS = {app.label: app.name for app in apps.get_app_configs() if app.name.startswith("depesche.")}


def _rank(label: str) -> int:
    return next(rank for rank, rooms in enumerate(ORDER) if label in rooms.split("|"))


def test_foreign_keys_point_the_way_the_news_flows() -> None:
    against = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey | OneToOneField | ManyToManyField) or field.model is not model:
                continue
            source, target = model._meta.app_label, field.related_model._meta.app_label
            if source in OURS and target in OURS and source != target and _rank(source) > _rank(target):
                against.append(f"{model.__name__}.{field.name} -> {field.related_model.__name__}")
    assert against == []


def test_every_room_with_models_has_its_place() -> None:
    for label in OURS:
        _rank(label)
