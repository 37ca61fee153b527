"""The body of an article as the desk edits it. Block names are those of `bakery.schema`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock

from depesche.kit import surrogates

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"), rows=3)
    speaker = blocks.CharBlock(label=_("Who said it"), required=False, max_length=160)
    role = blocks.CharBlock(label=_("In what capacity"), required=False, max_length=200)
    said = blocks.CharBlock(label=_("When and where"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=160)
    pictures = blocks.ListBlock(ImageChooserBlock(), label=_("Pictures"), min_num=1)

    class Meta:
        icon = "image"
        label = _("Gallery")


class InfoBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    content = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Info box")


class EmbedBlock(blocks.StructBlock):
    """Loads nothing from elsewhere until a reader asks; title and provider stand in for it."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("What it shows"), required=False, max_length=200)

    class Meta:
        icon = "media"
        label = _("Embed")


class RelatedLinkBlock(blocks.StructBlock):
    article = blocks.PageChooserBlock(label=_("Article"), required=False, page_type="stories.ArticlePage")
    url = blocks.URLBlock(label=_("or an address"), required=False)
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=200)


class RelatedBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160, default="Mehr zum Thema")
    links = blocks.ListBlock(RelatedLinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Related links")


class Body(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    subheading = blocks.CharBlock(label=_("Subheading"), max_length=200, icon="title")
    quote = QuoteBlock()
    image = ImageChooserBlock(label=_("Picture"), icon="image")
    gallery = GalleryBlock()
    table = TableBlock(
        label=_("Table"), icon="table", table_options={"language": "de-DE", "minSpareRows": 0, "contextMenu": True}
    )
    info_box = InfoBoxBlock()
    embed = EmbedBlock()
    related_box = RelatedBoxBlock()

    def clean(self, value: Any) -> Any:
        """Also mends what browsers send of an emoji cut in half: texts and tables come from them as JSON."""
        cleaned = super().clean(value)
        raw = self.get_prep_value(cleaned)
        return cleaned if (whole := surrogates.replaced_in(raw)) == raw else self.to_python(whole)
