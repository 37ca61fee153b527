"""Publishing and expiry at their time. The clock is the worker's; nothing outside Depesche need call."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from wagtail.models import Revision

from depesche.stories.models import ArticlePage
from depesche.stories.publishing import Refused

RETRY = timedelta(minutes=1)
_log = logging.getLogger(__name__)


def fire(*, now: datetime) -> int:
    """Publish what is due and withdraw what has expired; how many articles that were.

    A revision that may not be published (an embargo was added since) loses its date and says so in the log.
    """
    fired = 0
    for page in list(ArticlePage.objects.filter(live=True, expire_at__lt=now)):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        fired += 1
    for revision in Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at"):
        fired += _publish(revision)
    return fired


def _publish(revision: Revision) -> int:
    try:
        revision.publish(log_action="wagtail.publish.scheduled")
    except Refused as refusal:
        _log.error("scheduled revision %s was not published: %s", revision.pk, "; ".join(refusal.messages))
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        return 0
    except Exception:
        _log.exception("scheduled revision %s could not be published; it is tried again in a minute", revision.pk)
        again = revision.approved_go_live_at + RETRY
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=again)
        return 0
    return 1
