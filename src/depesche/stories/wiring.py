"""Plugs the stories room together: which signal calls whom. Called once, when Django is ready."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.signals import post_page_move

from depesche.media.models import Picture
from depesche.stories import (
    avif_pictures,
    fronts_touching,
    gathering,
    picture_changes,
    pictures,
    press,
    previewing,
    previews,
    profile_changes,
    profile_selectors,
    publishing,
    rebuilding,
    relabelling,
    selectors,
    ticker_paths,
    topic_changes,
)
from depesche.stories.addresses import from_url_path, path_of
from depesche.stories.footprints import Footprint
from depesche.stories.models import (
    ArticlePage,
    Author,
    Change,
    HomePage,
    Profile,
    PublicationSettings,
    SectionPage,
    Topic,
)
from depesche.stories.outbox import change_committed
from depesche.stories.topic_changes import articles_relabelled


def connect() -> None:
    """Connect every receiver of this module."""
    previewing.plug_in(previews.of_page)
    change_committed.connect(_carry_out, dispatch_uid="stories.press")
    pre_delete.connect(_before_delete, sender=ArticlePage, dispatch_uid="stories.before_delete")
    post_delete.connect(_after_delete, sender=ArticlePage, dispatch_uid="stories.after_delete")
    post_save.connect(_picture_saved, sender=Picture, dispatch_uid="stories.picture_saved")
    post_page_move.connect(_moved, dispatch_uid="stories.moved")
    articles_relabelled.connect(relabelling.order, dispatch_uid="stories.relabelling")
    profile_changes.named.connect(gathering.order, dispatch_uid="stories.gathering")
    profile_changes.pages_outdated.connect(gathering.order_pages, dispatch_uid="stories.outdated")
    pre_delete.connect(_profile_deleted, sender=Profile, dispatch_uid="stories.profile_deleted")
    pre_delete.connect(_topic_deleted, sender=Topic, dispatch_uid="stories.topic_deleted")
    for model in (PublicationSettings, SectionPage, HomePage, Author):
        post_save.connect(_everything, sender=model, dispatch_uid=f"stories.everything.{model.__name__}")
        post_delete.connect(_everything, sender=model, dispatch_uid=f"stories.deleted.{model.__name__}")


def _carry_out(*, change: Change, **_rest: Any) -> None:
    press.run_now(upto=change.pk)


def _picture_saved(*, instance: Picture, created: bool, update_fields: Any = None, **_rest: Any) -> None:
    if created and not press.is_held():
        # Made now, its sizes do not hold up the publishing of the story that shows it.
        transaction.on_commit(lambda: pictures.document(instance), robust=True)
    if created or update_fields:
        return
    Picture.objects.filter(pk=instance.pk).update(rights_ended=instance.rights_expired)
    avif_pictures.due_again(instance)
    picture_changes.follow(instance)


def _before_delete(*, instance: ArticlePage, **_rest: Any) -> None:
    if instance.live:
        instance._footprint_at_deletion = publishing.footprint(instance)
        offering = [path_of(page) for page in selectors.offering(instance.pk)]
        fronts = fronts_touching.paths([("article", str(instance.pk))])
        timelines = [topic_changes.path_of_topic(slug) for slug in selectors.timelines_with(instance.pk)]
        named = profile_changes.paths_of(
            *(one.path for one in profile_selectors.named_in([instance.pk]).get(instance.pk, []))
        )
        instance._offering_at_deletion = [*offering, *ticker_paths.every(instance), *fronts, *timelines, *named]


def _after_delete(*, instance: ArticlePage, **_rest: Any) -> None:
    mark: Footprint | None = getattr(instance, "_footprint_at_deletion", None)
    if mark is not None:
        publishing.record(Change.Kind.WITHDRAW, before=mark, touched=instance._offering_at_deletion)


def _topic_deleted(*, instance: Topic, **_rest: Any) -> None:
    topic_changes.deleted(instance)


def _profile_deleted(*, instance: Profile, **_rest: Any) -> None:
    profile_changes.deleted(instance)


def _moved(*, instance: Any, url_path_before: str, url_path_after: str, **_rest: Any) -> None:
    """A story that goes to another section leaves its old address (Wagtail makes the redirect)."""
    page = ArticlePage.objects.filter(pk=instance.pk, live=True).first()
    if page is None or url_path_before == url_path_after:
        return
    old_path = from_url_path(url_path_before)
    ArticlePage.objects.filter(pk=page.pk).update(section=page.get_parent().pk)
    after = publishing.footprint(page)
    before = Footprint(
        path=old_path,
        section=old_path.strip("/").split("/")[0],
        month=after.month,
        day=after.day,
        topics=after.topics,
        people=after.people,
        headline=after.headline,
    )
    publishing.record(Change.Kind.UPDATE, article=page, before=before, after=after, meaningful=False)


def _everything(*, sender: Any, created: bool = False, **_rest: Any) -> None:
    """What stands on every page has changed: bake all anew, in the background, once.

    The publication's settings come about by being read for the first time; nothing stands on any page then but them.
    """
    if not (created and sender is PublicationSettings):
        rebuilding.order()
