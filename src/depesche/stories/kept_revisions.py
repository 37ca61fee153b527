"""Which revisions stay as they are. Autosave writes into the revision it made itself; a version that readers saw,
that a correction names, or that somebody judged or scheduled is history, and typing goes on in a new one."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import PageLogEntry, Revision, TaskState

from depesche.stories.record import Correction

_PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled", "wagtail.publish.schedule")


def is_kept(revision: Revision, *, live: int | None) -> bool:
    """Whether nothing may be written into `revision`; `live` is the key of the one that readers have."""
    return (
        revision.pk == live
        or revision.approved_go_live_at is not None
        or Correction.objects.filter(Q(revision_before=revision) | Q(revision_after=revision)).exists()
        or TaskState.objects.filter(revision=revision).exists()
        or PageLogEntry.objects.filter(revision=revision, action__in=_PUBLISHED).exists()
    )
