"""The page tree: home, sections, articles. What a save means for readers is decided in `stories.publishing`."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, Revision
from wagtail.search import index

from depesche.media.models import DIGITAL_SOURCE_TYPES
from depesche.stories import kept_revisions, merged_topics, previewing, publishing, slugs
from depesche.stories.addresses import RESERVED_SLUGS
from depesche.stories.blocks import Body


class HomePage(Page):
    """The front page. There is one."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.SectionPage"]

    class Meta:
        verbose_name = _("front page")


class SectionPage(Page):
    """A section (Ressort). Its place among its siblings in the tree is its order in the navigation."""

    lead_in = models.TextField(_("lead-in"), blank=True, help_text=_("One or two sentences under the section's name."))

    parent_page_types = ["stories.HomePage"]
    subpage_types = ["stories.ArticlePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead_in")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by Depesche itself. Please choose another.")})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return previewing.render(self)


class ArticlePage(Page):
    """An article. `title` is the headline, `seo_title` the headline for search engines.

    `first_published_at` and `updated_at` (the last meaningful update) are what readers are shown;
    `last_published_at` moves with every publish.
    """

    class Embargo(models.TextChoices):
        NONE = "none", _("no embargo")
        UNTIL = "until", _("embargoed until")
        ASK = "ask", _("unclear: an editor must decide")

    class Significance(models.TextChoices):
        AUTO = "auto", _("let Depesche decide")
        MINOR = "minor", _("typing errors only: the time stays")
        MEANINGFUL = "meaningful", _("new facts: shown as updated")

    class Ticker(models.TextChoices):
        """Whether the article is a live blog, and where it is in its life."""

        NONE = "", _("no live blog")
        ANNOUNCED = "announced", _("announced")
        LIVE = "live", _("live")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uri = models.CharField(max_length=400, blank=True, db_index=True, editable=False)
    ticker = models.CharField(
        _("live blog"), max_length=10, blank=True, default="", choices=Ticker.choices, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    versions_shown = models.PositiveIntegerField(default=0, editable=False)
    """Public versions that readers may compare (`stories.history`)."""
    imported_version = models.CharField(max_length=40, blank=True, editable=False)
    section = models.ForeignKey(SectionPage, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    month = models.CharField(max_length=7, blank=True, editable=False, db_index=True)
    updated_at = models.DateTimeField(_("last meaningful update"), null=True, editable=False)

    kicker = models.CharField(_("kicker"), max_length=120, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    picture = models.ForeignKey(
        "media.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    teaser_headline = models.CharField(_("headline on fronts"), max_length=160, blank=True)
    push_headline = models.CharField(_("headline for push"), max_length=120, blank=True)
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, choices=[("de", "Deutsch"), ("en", "English")])
    topics = ParentalManyToManyField("stories.Topic", verbose_name=_("topics"), blank=True, related_name="articles")
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("1 is a flash, 9 can wait (IPTC)."),
    )
    pinned = models.BooleanField(_("lead story of the front page"), default=False)
    embargo = models.CharField(_("embargo"), max_length=5, choices=Embargo.choices, default=Embargo.NONE)
    embargo_until = models.DateTimeField(_("embargoed until"), null=True, blank=True)
    embargo_evidence = models.CharField(_("as written"), max_length=400, blank=True)
    usage_terms = models.CharField(_("usage terms"), max_length=300, blank=True)
    digital_source_type = models.CharField(
        _("digital source type"), max_length=80, blank=True, choices=DIGITAL_SOURCE_TYPES
    )
    ai_label = models.BooleanField(
        _("tell readers that AI was used"),
        default=True,
        help_text=_("Without it, a person must confirm the check of each version (EU AI Act, article 50)."),
    )
    significance = models.CharField(
        _("what this version changes"), max_length=10, choices=Significance.choices, default=Significance.AUTO
    )

    parent_page_types = ["stories.SectionPage"]
    subpage_types: list[str] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("kicker"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("updated_at"),
    ]

    content_panels = [
        FieldPanel("kicker"),
        slugs.title_panel("title", heading=_("Headline")),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("dateline"),
        FieldPanel("body"),
        MultipleChooserPanel("bylines", label=_("Authors"), chooser_field_name="author"),
        InlinePanel("sources", label=_("Source"), heading=_("Sources")),
    ]
    news_panels = [
        FieldPanel("significance"),
        FieldPanel("pinned"),
        FieldPanel("urgency"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("embargo"), FieldPanel("embargo_until"), FieldPanel("embargo_evidence")], heading=_("Embargo")
        ),
        MultiFieldPanel(
            [
                FieldPanel("usage_terms"),
                FieldPanel("digital_source_type"),
                FieldPanel("ai_label"),
                FieldPanel("language"),
            ],
            heading=_("Rights and origin"),
        ),
        *Page.settings_panels,  # Dates of publishing, beside the status; and comments.
    ]
    promote_panels = [
        slugs.slug_panel(),
        FieldPanel("teaser_headline"),
        FieldPanel("seo_title", heading=_("Headline for search engines")),
        FieldPanel("push_headline"),
        FieldPanel("search_description", heading=_("Description for search engines")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Story")),
            ObjectList(news_panels, heading=_("News")),
            ObjectList(promote_panels, heading=_("Headlines and address")),
        ]
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["-updated_at"], name="article_updated"),
            models.Index(fields=["section", "-updated_at"], name="article_section_updated"),
            models.Index(fields=["-updated_at"], name="article_pinned", condition=models.Q(pinned=True)),
            models.Index(fields=["ticker", "-updated_at"], name="article_ticker_updated"),
        ]

    def clean(self) -> None:
        super().clean()
        if self.embargo != self.Embargo.UNTIL:
            return
        if self.embargo_until is None:
            raise ValidationError({"embargo_until": _("Until when does the embargo run?")})
        if self.embargo_until > timezone.now():
            self._schedule_not_before(self.embargo_until)

    def _schedule_not_before(self, moment: datetime) -> None:
        planned: datetime | None = getattr(self, "go_live_at", None)
        self.go_live_at = max(planned or moment, moment)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """An older version, with the topics that its own have been merged into since."""
        return super().with_content_json({**content, "topics": merged_topics.now(content.get("topics", ()))})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and record in the same transaction what that owes to readers. Raises `publishing.Refused`."""
        with publishing.recording(self, update_fields=kwargs.get("update_fields")):
            return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Keep this version. A revision that is history is never written over: then a new one is made."""
        if overwrite_revision is not None and kept_revisions.is_kept(overwrite_revision, live=self.live_revision_id):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return previewing.render(self)


class ArticleByline(Orderable):
    """An author over an article, in order."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("stories.Author", on_delete=models.CASCADE, related_name="+", verbose_name=_("author"))

    panels = [FieldPanel("author")]


class ArticleSource(Orderable):
    """What an article rests on. `item` is the key of the inbox item; no foreign key may point back to the desk."""

    class Kind(models.TextChoices):
        LINK = "link", _("link")
        ORGANISATION = "organisation", _("organisation")
        RELEASE = "release", _("release")

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.LINK)
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), blank=True, max_length=500)
    note = models.CharField(_("note"), max_length=300, blank=True)
    item = models.CharField(max_length=40, blank=True, editable=False)
    received_at = models.DateTimeField(null=True, blank=True, editable=False)

    panels = [FieldPanel("kind"), FieldPanel("name"), FieldPanel("url"), FieldPanel("note")]
